package curation

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Demand is interest that would fill a further group, if it had a Champion (R7).
type Demand struct {
	Topic  pug.Topic
	Role   pug.Role
	Region pug.Region
	People int
}

func (d Demand) String() string {
	return fmt.Sprintf("%s · %s · %s: %d members wait", d.Topic.Name, d.Role.Label(), d.Region.Label(), d.People)
}

// Demand counts the approved members on the waitlist by each of their topics, their role and their region, the largest
// first. What would not open a group is left out. Somebody with several topics counts for each.
func (b *Board) Demand() []Demand {
	type about struct {
		topic  string
		role   pug.Role
		region pug.Region
	}
	found := map[about]*Demand{}
	for _, a := range b.line() {
		if a.Status != pug.StatusApproved {
			continue
		}
		for _, topic := range distinct(a.Topics) {
			k := about{topic.Key, a.Role, a.Region}
			if found[k] == nil {
				found[k] = &Demand{Topic: topic, Role: a.Role, Region: a.Region}
			}
			found[k].People++
		}
	}
	var enough []Demand
	for _, d := range found {
		if d.People >= pug.MinMembers {
			enough = append(enough, *d)
		}
	}
	slices.SortFunc(enough, func(a, b Demand) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Topic.Key, b.Topic.Key),
			cmp.Compare(a.Role, b.Role), cmp.Compare(a.Region, b.Region))
	})
	return enough
}

// distinct leaves out topics that were named before.
func distinct(topics []pug.Topic) []pug.Topic {
	var once []pug.Topic
	for _, t := range topics {
		if !slices.ContainsFunc(once, func(o pug.Topic) bool { return o.Key == t.Key }) {
			once = append(once, t)
		}
	}
	return once
}
