package grouping

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// demand is interest that would fill a further group, if it had a Champion (R7).
type demand struct {
	topic  pug.Topic
	role   pug.Role
	region pug.Region
	people int
}

// excess counts the approved members on the waitlist by each of their topics, their role and their region, the largest first. What
// would not open a group is left out. Somebody with several topics counts for each.
func excess(waitlist []store.Place, members map[string]pug.Application) []demand {
	type about struct {
		topic  string
		role   pug.Role
		region pug.Region
	}
	found := map[about]*demand{}
	for _, p := range waitlist {
		a := members[p.Person.ID]
		if a.Status != pug.StatusApproved {
			continue
		}
		for _, key := range topicKeys(a) {
			k := about{key, a.Role, a.Region}
			if found[k] == nil {
				i := slices.IndexFunc(a.Topics, func(t pug.Topic) bool { return t.Key == key })
				found[k] = &demand{topic: a.Topics[i], role: a.Role, region: a.Region}
			}
			found[k].people++
		}
	}
	var enough []demand
	for _, d := range found {
		if d.people >= pug.MinMembers {
			enough = append(enough, *d)
		}
	}
	slices.SortFunc(enough, func(a, b demand) int {
		return cmp.Or(cmp.Compare(b.people, a.people), cmp.Compare(a.topic.Key, b.topic.Key), cmp.Compare(a.role, b.role), cmp.Compare(a.region, b.region))
	})
	return enough
}

func (d demand) String() string {
	return fmt.Sprintf("%s · %s · %s: %d members wait", d.topic.Name, d.role.Label(), d.region.Label(), d.people)
}

// leaderless lists the approved Champions who lead no group, by id.
func leaderless(champions []pug.Application) []pug.Application {
	return slices.DeleteFunc(approved(champions), func(c pug.Application) bool { return c.Group != "" })
}
