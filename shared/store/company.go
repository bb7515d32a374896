package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// A group counts the members of each company in an attribute of its own, so that the company cap (R5) is held by a
// condition. The attributes are named by pug.Person.CompanyKey, and ruleAttribute says by which version of it: what
// another release counted is counted anew before it is relied on.
const (
	companyPrefix = "company:"
	ruleAttribute = "rule"
)

// companyCount is the attribute of a group that counts the members of a person's company; empty if they have none.
func companyCount(p pug.Person) string {
	key := p.CompanyKey()
	if key == "" {
		return ""
	}
	return companyPrefix + key
}

// companyCounts are all such attributes of a group. Its Champion's company is full: it has no seat for their
// colleagues.
func companyCounts(g pug.Group, taken []pug.Seat) map[string]int {
	counts := map[string]int{}
	for _, seat := range taken {
		counts[companyCount(seat.Member)]++
	}
	if g.Co != nil {
		counts[companyCount(*g.Co)]++
	}
	counts[companyCount(g.Champion)] += pug.CompanyCap // beside those whom staff have seated by exception
	delete(counts, "")
	return counts
}

// recount counts the companies of a group anew, unless they are counted by the rule of this release.
func (s *Store) recount(ctx context.Context, group string) (recounted bool, err error) {
	key := groupKey(group)
	stored, err := s.items(ctx, key.PK, key.SK, "the group "+group)
	if err != nil || len(stored) == 0 {
		return false, err
	}
	var g struct {
		pug.Group
		Rule int `json:"rule"`
	}
	if err := unmarshal(stored[0], &g); err != nil || g.Rule == pug.CompanyRule {
		return false, err
	}
	seats, err := s.Seats(ctx, group)
	if err != nil {
		return false, err
	}
	counts := companyCounts(g.Group, pug.Taken(seats))
	for name := range stored[0] {
		if strings.HasPrefix(name, companyPrefix) {
			counts[name] += 0 // what nobody works for any more is 0
		}
	}
	return true, s.once(ctx, "count the companies of "+group, recounts(g.Group, counts))
}

// recounts writes the counts of companies, unless a seat of the group was taken or freed since it was read.
func recounts(g pug.Group, counts map[string]int) write {
	w := write{
		key: groupKey(g.ID), change: "SET #rule = :rule", condition: "#partners = :partners AND #changes = :changes",
		values: values{":rule": pug.CompanyRule, ":partners": g.Partners, ":changes": g.Changes},
		names:  map[string]string{},
	}
	if g.Changes == 0 {
		w.condition = "#partners = :partners AND (attribute_not_exists(#changes) OR #changes = :changes)"
	}
	for i, name := range slices.Sorted(maps.Keys(counts)) {
		placeholder := strings.Repeat("c", i+1) // placeholders of names have letters only
		w.names["#"+placeholder], w.values[":"+placeholder] = name, counts[name]
		w.change += ", #" + placeholder + " = :" + placeholder
	}
	return w
}

// recompanied counts the person under their new company in the group where they sit, or keeps its members from the
// company of the Champion whom they are led by. Of whoever leads the group, its record changes as well.
func (s *Store) recompanied(ctx context.Context, i Identification) ([]write, error) {
	g := i.Group
	if g == nil || i.Application.Group != g.ID {
		return nil, nil
	}
	from, to := companyCount(i.Application.Person()), companyCount(i.After.Person())
	leads := i.leads(*g)
	if from == to && leads == "" {
		return nil, nil
	}
	if _, err := s.recount(ctx, g.ID); err != nil {
		return nil, err
	}
	n, room := 1, pug.CompanyCap-1
	w := write{key: groupKey(g.ID), change: "SET #changes = if_not_exists(#changes, :none) + :one",
		condition: "attribute_exists(PK) AND #rule = :rule", names: map[string]string{},
		values: values{":none": 0, ":one": 1, ":rule": pug.CompanyRule}}
	if leads == "champion" {
		n, room = pug.CompanyCap, 0
	}
	if leads != "" {
		w.change += ", #" + leads + " = :person"
		w.condition += " AND #" + leads + " = :was" // nobody has succeeded them meanwhile
		was := leader(*g, i.After.ID)
		w.values[":person"], w.values[":was"] = i.led(was), was
	}
	if from != to {
		w.recount(from, to, n, room, i.Exception != nil)
	}
	return []write{w}, nil
}

// led is who led the group before as they lead it then: at another address with events of their own, see pug.Seat.
func (i Identification) led(was pug.Person) pug.Person {
	now := i.After.Person()
	now.Series = was.Series
	if now.Email != was.Email {
		now.Series++
	}
	return now
}

// leader is one of those who lead the group, as it has them.
func leader(g pug.Group, id string) pug.Person {
	all := g.Leaders()
	return all[slices.IndexFunc(all, func(p pug.Person) bool { return p.ID == id })]
}

// leads is the attribute of the group that names the person as one who leads it; empty if they do not.
func (i Identification) leads(g pug.Group) string {
	for _, c := range i.copies {
		if c.key == groupKey(g.ID) {
			return c.attribute
		}
	}
	return ""
}

// recount has a change of a group count n partners under another company, where at most room may be of it already.
func (w *write) recount(from, to string, n, room int, exception bool) {
	w.values[":n"] = n
	if from != "" {
		w.change += ", #from = if_not_exists(#from, :n) - :n"
		w.names["#from"] = from
	}
	if to == "" {
		return
	}
	w.change += ", #to = if_not_exists(#to, :zero) + :n"
	w.names["#to"], w.values[":zero"] = to, 0
	if !exception {
		w.condition += " AND (attribute_not_exists(#to) OR #to <= :room)"
		w.values[":room"] = room
	}
}
