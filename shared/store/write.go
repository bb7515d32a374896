package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// values are the values of an expression by their placeholders, such as ":at": anything that marshal takes.
type values map[string]any

func (v values) attributes() (attributes, error) {
	if len(v) == 0 {
		return nil, nil
	}
	encoded := attributes{}
	for placeholder, value := range v {
		var err error
		if encoded[placeholder], err = marshal(value); err != nil {
			return nil, err
		}
	}
	return encoded, nil
}

// names resolves the names in expressions: "#stage" stands for the attribute stage, whatever words DynamoDB reserves.
func names(expressions string) map[string]string {
	var found map[string]string
	for i, part := range strings.Split(expressions, "#") {
		if i == 0 {
			continue
		}
		if found == nil {
			found = map[string]string{}
		}
		name := strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) })[0]
		found["#"+name] = name
	}
	return found
}

// The conditions that most writes need.
const (
	ifNew    = "attribute_not_exists(PK)"
	ifExists = "attribute_exists(PK)"
)

// write is one conditional write; change is an update expression, or empty if record is put or the item is deleted. One
// that does none of the three only checks its condition, within a transaction.
type write struct {
	key       key
	record    any    // put
	change    string // update
	delete    bool
	condition string
	values    values
	// names are the attributes whose names are made of data, by their placeholders; more are such attributes of a
	// record that is put.
	names map[string]string
	more  values
	// letter is what is put, where it is a letter. An earlier act may have written one of the same key.
	letter *Letter
}

// do makes a single write. A condition that does not hold is reported as failed.
func (s *Store) do(ctx context.Context, w write) error {
	entry, err := s.entry(w)
	if err != nil {
		return err
	}
	switch {
	case entry.Put != nil:
		p := entry.Put
		_, err = s.db.PutItem(ctx, &dynamodb.PutItemInput{TableName: p.TableName, Item: p.Item,
			ConditionExpression: p.ConditionExpression, ExpressionAttributeNames: p.ExpressionAttributeNames,
			ExpressionAttributeValues: p.ExpressionAttributeValues}, retryConflicts)
	case entry.Update != nil:
		u := entry.Update
		_, err = s.db.UpdateItem(ctx, &dynamodb.UpdateItemInput{TableName: u.TableName, Key: u.Key,
			UpdateExpression: u.UpdateExpression, ConditionExpression: u.ConditionExpression,
			ExpressionAttributeNames:  u.ExpressionAttributeNames,
			ExpressionAttributeValues: u.ExpressionAttributeValues}, retryConflicts)
	default:
		d := entry.Delete
		_, err = s.db.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: d.TableName, Key: d.Key,
			ConditionExpression: d.ConditionExpression, ExpressionAttributeNames: d.ExpressionAttributeNames,
			ExpressionAttributeValues: d.ExpressionAttributeValues}, retryConflicts)
	}
	return err
}

// must makes a single write whose condition has to hold, and says in its error what was tried.
func (s *Store) must(ctx context.Context, tried string, w write) error {
	if err := s.do(ctx, w); err != nil {
		return unavailable(err, tried)
	}
	return nil
}

// once makes a single write that changes nothing if its condition does not hold: then it was made before.
func (s *Store) once(ctx context.Context, tried string, w write) error {
	if err := s.do(ctx, w); err != nil && !failed(err) {
		return unavailable(err, tried)
	}
	return nil
}

// transact makes all of the writes or none. If conditions do not hold, held tells for each write whether its
// condition did, and err is nil; err is for everything else, and says what was tried. What is done again after it was
// taken back is told again, by letters anew where those of the first time are in the way.
func (s *Store) transact(ctx context.Context, tried string, writes ...write) (held []bool, err error) {
	for {
		held, err = s.make(ctx, tried, writes)
		if err != nil || !doneAgain(writes, held) {
			return held, err
		}
		writes = slices.Clone(writes)
		for i, h := range held {
			if !h {
				copy(writes[i:], writes[i].letter.anew().writes())
			}
		}
	}
}

// doneAgain says whether nothing but letters keeps writes from being made, though one of them can be made only once:
// then the letters were written when the same was done before, and it was taken back since. Invitations stay as they
// are, as they are asked for by their key.
func doneAgain(writes []write, held []bool) bool {
	once := false
	for i, w := range writes {
		if !held[i] && (w.letter == nil || w.letter.Invitation != nil) {
			return false
		}
		once = once || w.letter == nil && w.undoes()
	}
	return once && !all(held)
}

// undoes says whether making the write changes what its condition is about, so that it is not made twice.
func (w write) undoes() bool {
	if w.condition == "" || w.change == "" {
		return w.condition != "" && (w.delete || w.record != nil)
	}
	changes := names(w.change)
	for name := range names(w.condition) {
		if _, is := changes[name]; is {
			return true
		}
	}
	return false
}

// make makes all of the writes or none, as they are.
func (s *Store) make(ctx context.Context, tried string, writes []write) (held []bool, err error) {
	in := &dynamodb.TransactWriteItemsInput{}
	for _, w := range writes {
		entry, err := s.entry(w)
		if err != nil {
			return nil, err
		}
		in.TransactItems = append(in.TransactItems, entry)
	}
	held = slices.Repeat([]bool{true}, len(writes))
	_, err = s.db.TransactWriteItems(ctx, in, retryConflicts)
	if err == nil {
		return held, nil
	}
	var cancelled *types.TransactionCanceledException
	if errors.As(err, &cancelled) {
		for i, reason := range cancelled.CancellationReasons {
			held[i] = aws.ToString(reason.Code) != "ConditionalCheckFailed"
		}
	}
	if all(held) {
		return nil, unavailable(err, tried) // throttled, or in conflict with another transaction: worth trying again
	}
	return held, nil
}

// commit makes all of the writes or none, and refuses where a condition does not hold.
func (s *Store) commit(ctx context.Context, tried string, refused *pug.Error, writes ...write) error {
	held, err := s.transact(ctx, tried, writes...)
	if err == nil && !all(held) {
		return refused
	}
	return err
}

// most is how many writes a transaction may have.
const most = 100

// each makes groups of writes, as many of them together as it can. A group is made as a whole, or not at all where one
// of its conditions does not hold; it tells for each whether it was made.
func (s *Store) each(ctx context.Context, tried string, groups [][]write) (made []bool, err error) {
	made = make([]bool, len(groups))
	var left []int
	for n := range groups {
		left = append(left, n)
	}
	for len(left) > 0 {
		some := left[:fitting(groups, left)]
		good, err := s.together(ctx, tried, groups, some)
		if err != nil {
			return made, err
		}
		left = left[len(some):]
		if len(good) < len(some) {
			left = append(good, left...)
			continue
		}
		for _, n := range some {
			made[n] = true
		}
	}
	return made, nil
}

// fitting is how many of the groups have room in one transaction.
func fitting(groups [][]write, of []int) int {
	writes := 0
	for i, n := range of {
		if writes += len(groups[n]); writes > most {
			return i
		}
	}
	return len(of)
}

// together makes some of the groups, or else none of them. It returns those whose conditions hold.
func (s *Store) together(ctx context.Context, tried string, groups [][]write, some []int) (left []int, err error) {
	var writes []write
	for _, n := range some {
		writes = append(writes, groups[n]...)
	}
	held, err := s.make(ctx, tried, writes)
	if err != nil {
		return nil, err
	}
	for _, n := range some {
		of := len(groups[n])
		if all(held[:of]) {
			left = append(left, n)
		}
		held = held[of:]
	}
	return left, nil
}

// all says whether every condition held.
func all(held []bool) bool { return !slices.Contains(held, false) }

func (s *Store) entry(w write) (types.TransactWriteItem, error) {
	vals, err := w.values.attributes()
	if err != nil {
		return types.TransactWriteItem{}, err
	}
	names := names(w.condition + w.change)
	maps.Copy(names, w.names)
	var condition *string
	if w.condition != "" {
		condition = &w.condition
	}
	switch {
	case w.record != nil:
		fields, err := item(w.key, w.record)
		if err != nil {
			return types.TransactWriteItem{}, err
		}
		more, err := w.more.attributes()
		maps.Copy(fields, more)
		return types.TransactWriteItem{Put: &types.Put{
			TableName: &s.table, Item: fields, ConditionExpression: condition,
			ExpressionAttributeNames: names, ExpressionAttributeValues: vals,
		}}, err
	case w.delete:
		return types.TransactWriteItem{Delete: &types.Delete{
			TableName: &s.table, Key: w.key.attributes(), ConditionExpression: condition,
			ExpressionAttributeNames: names, ExpressionAttributeValues: vals,
		}}, nil
	case w.change == "":
		return types.TransactWriteItem{ConditionCheck: &types.ConditionCheck{
			TableName: &s.table, Key: w.key.attributes(), ConditionExpression: condition,
			ExpressionAttributeNames: names, ExpressionAttributeValues: vals,
		}}, nil
	}
	return types.TransactWriteItem{Update: &types.Update{
		TableName: &s.table, Key: w.key.attributes(), UpdateExpression: &w.change, ConditionExpression: condition,
		ExpressionAttributeNames: names, ExpressionAttributeValues: vals,
	}}, nil
}
