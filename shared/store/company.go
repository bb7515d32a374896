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
