package store

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// scrub takes a person out of the items of a partition that are about others as well.
func (s *Store) scrub(ctx context.Context, e Erasure, partition, prefix string) error {
	items, err := s.items(ctx, partition, prefix, "what names somebody")
	if err != nil {
		return err
	}
	var changed []write
	for _, item := range items {
		if w, names := e.scrubbed(keyOf(item), item); names {
			changed = append(changed, w)
		}
	}
	return s.rewrite(ctx, changed)
}

// rewrite makes writes whose conditions have to hold. Where one does not, somebody has changed the item since it was
// read.
func (s *Store) rewrite(ctx context.Context, writes []write) error {
	for some := range slices.Chunk(writes, most) {
		again := pug.Errorf(pug.Unavailable, "What names the person was changed just now.")
		if err := s.commit(ctx, "take somebody out of records", again, some...); err != nil {
			return err
		}
	}
	return nil
}

// keyOf is the key of an item.
func keyOf(item attributes) key {
	text := func(name string) string {
		s, _ := item[name].(*types.AttributeValueMemberS)
		if s == nil {
			return ""
		}
		return s.Value
	}
	return key{text(PartitionKey), text(SortKey)}
}

// scrubbed changes those attributes of an item that name the person, as long as they are as they were read. With a line
// of the log about them go its reason and the way back, in which they may be told of in any words.
func (e Erasure) scrubbed(k key, item attributes) (w write, names bool) {
	w = write{key: k, names: map[string]string{}, values: values{}}
	own := e.own(k, item)
	var sets, conditions, removes []string
	for _, name := range slices.Sorted(maps.Keys(item)) {
		clean := e.clean(item[name])
		switch {
		case slices.Contains(own, name):
			removes = append(removes, "#"+name)
		case name != PartitionKey && name != SortKey && !kept(item, name) && !reflect.DeepEqual(clean, item[name]):
			letters := placeholder(len(sets))
			w.names["#"+letters] = name
			w.values[":was"+letters], w.values[":now"+letters] = item[name], clean
			sets = append(sets, "#"+letters+" = :now"+letters)
			conditions = append(conditions, "#"+letters+" = :was"+letters)
		}
	}
	if len(sets) == 0 {
		return w, false
	}
	w.change, w.condition = "SET "+strings.Join(sets, ", "), strings.Join(conditions, " AND ")
	if len(removes) > 0 {
		w.change += " REMOVE " + strings.Join(removes, ", ")
	}
	return w, true
}

// kept says whether an attribute stays as it is: to whom a letter to staff goes, and for whom its link is.
func kept(item attributes, name string) bool {
	to, _ := item["to"].(*types.AttributeValueMemberM)
	if to == nil || name != "to" && name != "link" {
		return false
	}
	staff, _ := to.Value["staff"].(*types.AttributeValueMemberBOOL)
	return staff != nil && staff.Value
}

// own are the attributes of a line of the log that go as a whole. Why somebody was erased stays.
func (e Erasure) own(k key, item attributes) []string {
	if !strings.HasPrefix(k.PK, logKey("", "").PK) {
		return nil
	}
	if deed, _ := item["deed"].(*types.AttributeValueMemberS); deed != nil && deed.Value == pug.DeedErased {
		return []string{"undo"}
	}
	return []string{"why", "undo"}
}

// clean is a value without the person: in texts, and where a record is about them.
func (e Erasure) clean(v types.AttributeValue) types.AttributeValue {
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		return &types.AttributeValueMemberS{Value: pug.TracesOf(e.Names, e.Emails).Erase(v.Value)}
	case *types.AttributeValueMemberL:
		list := make([]types.AttributeValue, len(v.Value))
		for i, element := range v.Value {
			list[i] = e.clean(element)
		}
		return &types.AttributeValueMemberL{Value: list}
	case *types.AttributeValueMemberM:
		return &types.AttributeValueMemberM{Value: e.cleanFields(v.Value)}
	}
	return v
}

func (e Erasure) cleanFields(fields attributes) attributes {
	clean := attributes{}
	id, _ := fields["id"].(*types.AttributeValueMemberS)
	theirs := id != nil && slices.Contains(e.ids(), id.Value)
	for name, value := range fields {
		switch {
		case theirs && name == "name":
			clean[name] = &types.AttributeValueMemberS{Value: pug.ErasedName}
		case theirs && (name == "email" || name == "company"):
			clean[name] = &types.AttributeValueMemberS{}
		case theirs && name == "sharing":
		case e.measured(name, value):
		default:
			clean[name] = e.clean(value)
		}
	}
	return clean
}

// measured says whether a value was measured of the person, whose id is its name: how long they stayed at a meeting.
// That they were there is counted, and stays.
func (e Erasure) measured(name string, value types.AttributeValue) bool {
	_, number := value.(*types.AttributeValueMemberN)
	return number && slices.Contains(e.ids(), name)
}
