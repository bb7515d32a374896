package pug

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The sizes of groups.
const (
	MaxPartners = 20 // in a group, its Champion included (R5)
	MemberSeats = 19 // MaxPartners less the Champion (R5)
	MaxGroups   = 10 // per cohort, also when staff curate by hand (R6)
	MinMembers  = 5  // under it a group does not open
	CompanyCap  = 2  // members of one company in a group
)

// What a seat is worth beside its topic; a similar role and an adjacent region add nothing. The own role counts for
// more than the own region, since groups are tailored to a role first (R4), and for less than the step from a member's
// first topic to the second: for the role alone nobody loses their first topic.
const (
	RolePoints   = 30 // in a group of the member's own role
	RegionPoints = 20 // in a group of the member's own region
)

// TopicPoints is what a seat is worth by which of the member's topics the group's is, best first. Proposals that place
// as many members are compared by the sum of points (R4, R5).
func TopicPoints() []int { return []int{100, 60, 30, 10} }

// GroupState is the state of a group.
type GroupState string

// The states of a group.
const (
	GroupProposed GroupState = "proposed"
	GroupOpen     GroupState = "open"
	GroupClosing  GroupState = "closing" // it ends, and not all of its members are elsewhere yet, see Ending
	GroupClosed   GroupState = "closed"  // it ended before its cohort did (L1)
)

// Group is up to 20 partners in similar roles and regions around one topic (R5).
type Group struct {
	ID       string     `json:"id"` // "2026-H2-g01"
	Cohort   CohortID   `json:"cohort"`
	Topic    Topic      `json:"topic"`
	Role     Role       `json:"role"`
	Region   Region     `json:"region"`
	Champion Person     `json:"champion"`     // the zero Person where nobody leads it until a successor is named (L1)
	Co       *Person    `json:"co,omitempty"` // leads it beside the Champion, as a partner without a seat (L1)
	Partners int        `json:"partners"`     // taken seats and who leads it, at most MaxPartners
	State    GroupState `json:"state"`
	Ending   *Ending    `json:"ending,omitempty"` // how it ends; nil: it does not, or has ended
	Usual    Slot       `json:"usual,omitzero"`   // when it usually meets, if its Champion has said so

	// Changes counts what was written of how the group meets, Reports the attendance that was reported. By them, who
	// looks at the groups again and again knows without reading more that there is nothing new.
	Changes  int     `json:"changes,omitempty"`
	Reports  int     `json:"reports,omitempty"`
	Tended   *Tended `json:"tended,omitempty"`   // nil: never
	Assessed *int    `json:"assessed,omitempty"` // of Reports, that many were assessed; nil: never
}

// Tended is what is ahead of a group, as of so many changes.
type Tended struct {
	Changes int       `json:"changes"`
	Next    time.Time `json:"next,omitzero"` // when something is due; zero: nothing is
	Pending bool      `json:"pending"`       // a meeting is planned, or held and not yet reported
}

// Rests says whether nothing is due for the group's meetings yet, for all that was written since they were tended.
func (g Group) Rests(now time.Time) bool {
	return g.Tended != nil && g.Tended.Changes == g.Changes && (g.Tended.Next.IsZero() || now.Before(g.Tended.Next))
}

// AllAssessed says whether no attendance was reported since the group's meetings were assessed.
func (g Group) AllAssessed() bool { return g.Assessed != nil && *g.Assessed == g.Reports }

// GroupID names the n-th group of a cohort, counted from 1.
func GroupID(cohort CohortID, n int) string { return fmt.Sprintf("%s-g%02d", cohort, n) }

// CohortOf is the cohort that an id of a group or of an application belongs to; empty if it belongs to none.
func CohortOf(id string) CohortID {
	cohort, _ := ParseCohortID(id[:min(len(id), len("2026-H2"))]) // what is no cohort's comes back empty
	return cohort
}

// ShortGroup is a group's name within its cohort: "g01".
func ShortGroup(id string) string { return lastPart(id) }

// Name is the group's number in words: "Group 2".
func (g Group) Name() string { return GroupName(g.ID) }

// GroupName is the number in words of the group of an id: "Group 2" for "2026-H2-g02".
func GroupName(id string) string { return "Group " + strings.TrimLeft(ShortGroup(id), "g0") }

// Over says whether the group ends before its cohort does, or has: nobody comes to it, and it does not meet any more.
func (g Group) Over() bool { return g.State == GroupClosing || g.State == GroupClosed }

// Leaderless says whether nobody leads the group.
func (g Group) Leaderless() bool { return g.Champion.Email == "" }

// MayMeet says whether the group may still choose a date in a month: while that lasts, and somebody leads the group.
func (g Group) MayMeet(m Month, now time.Time) bool {
	return g.State == GroupOpen && !g.Leaderless() && now.Before(m.To)
}

// Leaders are who may do what a Champion does: the Champion first, then the co-Champion.
func (g Group) Leaders() []Person {
	var all []Person
	if !g.Leaderless() {
		all = append(all, g.Champion)
	}
	if g.Co != nil {
		all = append(all, *g.Co)
	}
	return all
}

// Led names who leads the group: "Ada Hart and Bo Lund".
func (g Group) Led() string {
	var names []string
	for _, p := range g.Leaders() {
		names = append(names, p.Name)
	}
	return cmp.Or(strings.Join(names, " and "), "nobody at the moment")
}

// Leader is the one of those who lead the group that somebody is, found as SeatOf finds them; nil if they are none.
func (g Group) Leader(p Person) *Person {
	all := g.Leaders()
	i := slices.IndexFunc(all, func(leader Person) bool {
		return leader.Is(p) || strings.EqualFold(leader.Email, p.Email) && leader.Sharing == p.Sharing
	})
	if i < 0 {
		return nil
	}
	return &all[i]
}

// Misfit is something that keeps a member from a group whoever else sits there.
type Misfit string

// What keeps members from groups (R4, R5).
const (
	MisfitRole     Misfit = "role"     // its role is neither the member's nor a similar one
	MisfitTopic    Misfit = "topic"    // its topic is none of the member's
	MisfitRegion   Misfit = "region"   // its region is neither the member's nor an adjacent one
	MisfitChampion Misfit = "champion" // the member leads it
)

// Free is how many seats are free for members (R5): where nobody leads the group, the place of a Champion is kept. It
// is below 0 where that one has been taken, by a Champion who stayed as a member.
func (g Group) Free() int {
	free := MaxPartners - g.Partners
	if g.Leaderless() {
		free--
	}
	return free
}

// Full says whether no seat of the group is free for a member.
func (g Group) Full() bool { return g.Free() <= 0 }

// Invites says whether the group is for people of the applicant's role and region: the same, or a similar and an
// adjacent one (R5).
func (g Group) Invites(a Application) bool { return g.Role.Near(a.Role) && g.Region.Meets(a.Region) }

// Misfits lists all that keeps a member from the group.
func (g Group) Misfits(a Application) (all []Misfit) {
	if !g.Role.Near(a.Role) {
		all = append(all, MisfitRole)
	}
	if !slices.ContainsFunc(a.Topics, func(t Topic) bool { return t.Key == g.Topic.Key }) {
		all = append(all, MisfitTopic)
	}
	if !g.Region.Meets(a.Region) {
		all = append(all, MisfitRegion)
	}
	if a.Person().Is(g.Champion) {
		all = append(all, MisfitChampion)
	}
	return all
}

// Suits says whether a member may sit in the group: the same role or a similar one, a topic that the member named, the
// same region or an adjacent one (R4, R5). Whether there is room is another question.
func (g Group) Suits(a Application) bool { return len(g.Misfits(a)) == 0 }

// CompanyRoom says whether the group has room for one more member of a person's company: at most CompanyCap of one
// company, and none of the Champion's own. Who has no company is limited by nothing.
func (g Group) CompanyRoom(p Person, seats []Seat) bool {
	key := p.CompanyKey()
	if key == "" {
		return true
	}
	if key == g.Champion.CompanyKey() {
		return false
	}
	same := 0
	if g.Co != nil && g.Co.CompanyKey() == key {
		same++
	}
	for _, s := range seats {
		if s.Taken() && s.Member.CompanyKey() == key {
			same++
		}
	}
	return same < CompanyCap
}
