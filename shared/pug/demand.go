package pug

import (
	"cmp"
	"fmt"
	"slices"
)

// Demand is a topic that members want and nobody on offer leads for their role and region: it needs a Champion (R7).
type Demand struct {
	Topic  Topic
	Role   Role
	Region Region
	People int
}

// String says who wants what: "23 members want Pricing · Marketing · North America".
func (d Demand) String() string {
	want := Count(d.People, "member wants", "members want")
	return fmt.Sprintf("%s %s · %s · %s", want, d.Topic.Name, d.Role.Label(), d.Region.Label())
}

// Enough says whether so many want the topic that they could fill a group.
func (d Demand) Enough() bool { return d.People >= MinMembers }

// Unmet counts the members, approved or still to be decided, who want a topic that no group on offer has for their role
// and region, the largest demand first. Somebody with several such topics counts for each.
func Unmet(members []Application, groups []GroupOnOffer) []Demand {
	type about struct {
		topic  string
		role   Role
		region Region
	}
	at := map[about]int{}
	var all []Demand
	for _, a := range members {
		if a.Status != StatusApproved && a.Status != StatusPending {
			continue
		}
		for _, topic := range a.Topics {
			if a.ledOn(topic, groups) {
				continue
			}
			what := about{topic.Key, a.Role, a.Region}
			if _, known := at[what]; !known {
				at[what] = len(all)
				all = append(all, Demand{Topic: topic, Role: a.Role, Region: a.Region})
			}
			all[at[what]].People++
		}
	}
	slices.SortFunc(all, func(a, b Demand) int {
		return cmp.Or(b.People-a.People, cmp.Compare(a.Topic.Key, b.Topic.Key), cmp.Compare(a.Role, b.Role),
			cmp.Compare(a.Region, b.Region))
	})
	return all
}
