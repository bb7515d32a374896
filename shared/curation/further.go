package curation

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// FurtherGroup is one that those who wait would fill, if it had a Champion (R7).
type FurtherGroup struct {
	Topic   pug.Topic
	Role    pug.Role
	Region  pug.Region
	Members []string // ids of those whom it would seat
}

// about is what the group would be, in words.
func (g FurtherGroup) about() string {
	return pug.Lead{Topic: g.Topic, Role: g.Role, Region: g.Region}.String()
}

// String is what the group would be, and for how many.
func (g FurtherGroup) String() string {
	return fmt.Sprintf("%s: a Champion would seat %d", g.about(), len(g.Members))
}

// remedy says in a sentence what would help its members.
func (g FurtherGroup) remedy() string {
	return fmt.Sprintf("A Champion for %s would seat %d of those who wait.", g.about(), len(g.Members))
}

// background is what of somebody decides which groups on a topic they suit.
type background struct {
	role   pug.Role
	region pug.Region
}

// interest is the people who want a topic and have no seat, by background, in line.
type interest struct {
	topic pug.Topic
	line  map[background][]pug.Person
}

// FurtherGroups lists the groups that the approved members on the waitlist would fill, the largest first, by topic,
// role and region: with people of similar roles and of adjacent regions, as many as one group can seat and no more of a
// company than may. What would not open a group is left out, and so is what goes beyond the groups of a cohort. Nobody
// counts twice for one topic; somebody with several topics counts for each.
func (b *Board) FurtherGroups() []FurtherGroup {
	var all []FurtherGroup
	for _, i := range b.interests() {
		for range pug.MaxGroups {
			g := i.largest()
			if len(g.Members) < pug.MinMembers {
				break
			}
			all = append(all, g)
			i.without(g.Members)
		}
	}
	slices.SortFunc(all, func(a, b FurtherGroup) int {
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)), cmp.Compare(a.Topic.Key, b.Topic.Key),
			cmp.Compare(a.Role, b.Role), cmp.Compare(a.Region, b.Region))
	})
	return all
}

func (b *Board) interests() []interest {
	known := map[string]interest{}
	for _, a := range b.line() {
		if a.Status != pug.StatusApproved {
			continue
		}
		at, person := background{a.Role, a.Region}, a.Person()
		for _, topic := range distinct(a.Topics) {
			if _, is := known[topic.Key]; !is {
				known[topic.Key] = interest{topic, map[background][]pug.Person{}}
			}
			line := known[topic.Key].line
			line[at] = append(line[at], person)
		}
	}
	return slices.Collect(maps.Values(known))
}

// largest is the group on the topic that would seat most; of several, the one that fits best.
func (i interest) largest() (best FurtherGroup) {
	most := 0
	for _, role := range pug.Roles() {
		for _, region := range pug.Regions() {
			g, points := i.fill(background{role, region})
			if more := len(g.Members) - len(best.Members); more > 0 || more == 0 && points > most {
				best, most = g, points
			}
		}
	}
	return best
}

// fill seats those who suit a group, who fit it best first, and adds up what their roles and regions are worth.
func (i interest) fill(of background) (g FurtherGroup, points int) {
	g = FurtherGroup{Topic: i.topic, Role: of.role, Region: of.region}
	group, seats := pug.Group{Topic: i.topic, Role: of.role, Region: of.region}, []pug.Seat{}
	for _, at := range of.near() {
		for _, person := range i.line[at] {
			if len(seats) == pug.MemberSeats {
				return g, points
			}
			if group.CompanyRoom(person, seats) {
				seats = append(seats, pug.Seat{Member: person})
				g.Members = append(g.Members, person.ID)
				points += of.points(at)
			}
		}
	}
	return g, points
}

// near lists the backgrounds that suit a group for this one, the best first.
func (of background) near() []background {
	var all []background
	for _, role := range pug.Roles() {
		for _, region := range pug.Regions() {
			if of.role.Near(role) && of.region.Meets(region) {
				all = append(all, background{role, region})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y background) int { return cmp.Compare(of.points(y), of.points(x)) })
	return all
}

func (of background) points(other background) (points int) {
	if of.role == other.role {
		points += pug.RolePoints
	}
	if of.region == other.region {
		points += pug.RegionPoints
	}
	return points
}

// without takes people out of the line.
func (i interest) without(ids []string) {
	for at, line := range i.line {
		i.line[at] = slices.DeleteFunc(line, func(p pug.Person) bool { return slices.Contains(ids, p.ID) })
	}
}
