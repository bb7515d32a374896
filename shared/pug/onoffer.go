package pug

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// GroupOnOffer is a group that members may apply for (R4): the topic, role and region that approved Champions of a
// cohort propose. Whether it opens is decided when groups are formed.
type GroupOnOffer struct {
	Topic  Topic
	Role   Role
	Region Region
	// Named are those of its Champions who agreed to be named in public, in the order in which they applied.
	Named []PublicChampion
	Seats int // for members, in the groups of all its Champions
}

// PublicChampion is what anybody may know of a Champion who agreed to it.
type PublicChampion struct {
	FirstName string `json:"first_name"`
	Company   string `json:"company"`
}

// GroupsOnOffer are the groups of the approved among a cohort's Champions, by topic, role and region. Champions who
// propose the same are one group on offer, with the seats of all. A topic is spelt as whoever proposed it first did.
func GroupsOnOffer(champions []Application) []GroupOnOffer {
	type about struct {
		topic  string
		role   Role
		region Region
	}
	at, spelling := map[about]int{}, map[string]Topic{}
	var groups []GroupOnOffer
	for _, c := range leaders(champions) {
		topic := c.Topic()
		if _, known := spelling[topic.Key]; !known {
			spelling[topic.Key] = topic
		}
		what := about{topic.Key, c.Role, c.Region}
		if _, known := at[what]; !known {
			at[what] = len(groups)
			groups = append(groups, GroupOnOffer{Topic: spelling[topic.Key], Role: c.Role, Region: c.Region})
		}
		g := &groups[at[what]]
		g.Seats += MemberSeats
		if c.Public {
			g.Named = append(g.Named, PublicChampion{c.FirstName, c.Company})
		}
	}
	slices.SortFunc(groups, func(a, b GroupOnOffer) int {
		return cmp.Or(cmp.Compare(a.Topic.Key, b.Topic.Key),
			slices.Index(Roles(), a.Role)-slices.Index(Roles(), b.Role),
			slices.Index(Regions(), a.Region)-slices.Index(Regions(), b.Region))
	})
	return groups
}

// leaders are the approved Champions with a topic, in the order in which they applied.
func leaders(champions []Application) []Application {
	approved := slices.DeleteFunc(slices.Clone(champions), func(a Application) bool {
		return a.Kind != KindChampion || a.Status != StatusApproved || a.Topic().Key == ""
	})
	slices.SortFunc(approved, func(a, b Application) int {
		return cmp.Or(a.Submitted.Compare(b.Submitted), cmp.Compare(a.ID, b.ID))
	})
	return approved
}

// TopicsOnOffer are the names of the topics that the approved among a cohort's Champions propose, each once, in the
// order of their keys.
func TopicsOnOffer(champions []Application) []string {
	var names []string
	for _, g := range GroupsOnOffer(champions) {
		if len(names) == 0 || names[len(names)-1] != g.Topic.Name {
			names = append(names, g.Topic.Name)
		}
	}
	return names
}

// ID tells the group from others on offer, and stays the same while it is: twelve letters and digits.
func (g GroupOnOffer) ID() string {
	hash := sha256.Sum256([]byte(g.Topic.Key + "\n" + string(g.Role) + "\n" + string(g.Region)))
	return "g" + hex.EncodeToString(hash[:])[:11]
}

// Invites says whether the group is for people of the applicant's role and region: the same, or a similar and an
// adjacent one (R5).
func (g GroupOnOffer) Invites(a Application) bool {
	return g.Role.Near(a.Role) && g.Region.Meets(a.Region)
}

// Unled says whether no group on offer that is for somebody of the member's role and region has a topic that the member
// named.
func (a Application) Unled(groups []GroupOnOffer) bool {
	return !slices.ContainsFunc(a.Topics, func(t Topic) bool { return a.ledOn(t, groups) })
}

// ledOn says whether a group on offer for the applicant's role and region has the topic.
func (a Application) ledOn(topic Topic, groups []GroupOnOffer) bool {
	return slices.ContainsFunc(groups, func(g GroupOnOffer) bool { return g.Topic.Key == topic.Key && g.Invites(a) })
}

// MayChoose says whether a member may choose other topics: they take part, and the groups are not proposed yet.
func (a Application) MayChoose(c Cohort) bool {
	return a.Kind == KindMember && (a.Status == StatusPending || a.Status == StatusApproved) && c.Revision == 0
}
