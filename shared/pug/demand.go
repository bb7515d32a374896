package pug

import (
	"cmp"
	"fmt"
	"slices"
)

// Demand is a topic that members want and nobody on offer leads for them: it needs a Champion (R7), best one of this
// role and region, whose group would suit all who are counted.
type Demand struct {
	Topic   Topic
	Role    Role
	Region  Region
	Members []string // ids of those who want it
}

// String says who wants what: "23 members want Pricing · Marketing · North America".
func (d Demand) String() string {
	want := Count(len(d.Members), "member wants", "members want")
	return fmt.Sprintf("%s %s · %s · %s", want, d.Topic.Name, d.Role.Label(), d.Region.Label())
}

// Enough says whether so many want the topic that they could fill a group.
func (d Demand) Enough() bool { return len(d.Members) >= MinMembers }

// group is what a Champion would lead.
func (d Demand) group() GroupOnOffer {
	return GroupOnOffer{Topic: d.Topic, Role: d.Role, Region: d.Region}
}

// wish is a topic and the members who want it.
type wish struct {
	topic   Topic
	members []Application
}

// UnmetDemand counts the members, approved or still to be decided, who want a topic that no group on offer has for
// their role and region, the largest demand first. Those whom one group would suit, as similar roles and adjacent
// regions do, are counted together. Nobody counts twice for one topic; somebody with several such topics counts for
// each.
func UnmetDemand(members []Application, groups []GroupOnOffer) []Demand {
	var all []Demand
	for _, w := range unmetWishes(members, groups) {
		for d := w.largest(); d.Members != nil; d = w.largest() {
			all = append(all, d)
			w.members = slices.DeleteFunc(w.members, d.group().Invites)
		}
	}
	slices.SortFunc(all, func(a, b Demand) int {
		return cmp.Or(len(b.Members)-len(a.Members), cmp.Compare(a.Topic.Key, b.Topic.Key), cmp.Compare(a.Role, b.Role),
			cmp.Compare(a.Region, b.Region))
	})
	return all
}

func unmetWishes(members []Application, groups []GroupOnOffer) []wish {
	var wishes []wish
	at := map[string]int{} // by the topic's key
	for _, a := range members {
		if a.Status != StatusApproved && a.Status != StatusPending {
			continue
		}
		for i, topic := range a.Topics {
			again := slices.ContainsFunc(a.Topics[:i], func(t Topic) bool { return t.Key == topic.Key })
			if again || a.ledOn(topic, groups) {
				continue
			}
			if _, known := at[topic.Key]; !known {
				at[topic.Key] = len(wishes)
				wishes = append(wishes, wish{topic: topic})
			}
			w := &wishes[at[topic.Key]]
			w.members = append(w.members, a)
		}
	}
	return wishes
}

// largest is the demand by the role and region that suit most of those who have the wish; of several, by those that
// suit them best. It has no members once nobody is left.
func (w wish) largest() (best Demand) {
	most := 0
	for _, role := range Roles() {
		for _, region := range Regions() {
			d, points := w.by(role, region)
			if more := len(d.Members) - len(best.Members); more > 0 || more == 0 && points > most {
				best, most = d, points
			}
		}
	}
	return best
}

// by counts those whom a group of the role and region would suit, and adds up how well it would, as seats are valued.
func (w wish) by(role Role, region Region) (d Demand, points int) {
	d = Demand{Topic: w.topic, Role: role, Region: region}
	group := d.group()
	for _, a := range w.members {
		if !group.Invites(a) {
			continue
		}
		d.Members = append(d.Members, a.ID)
		if a.Role == role {
			points += RolePoints
		}
		if a.Region == region {
			points += RegionPoints
		}
	}
	return d, points
}
