package pug

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Proposal is the groups of a cohort at one revision. Whoever is in no group waits.
type Proposal struct {
	Cohort   CohortID        `json:"cohort"`
	Revision int             `json:"revision"` // from 1
	Groups   []ProposedGroup `json:"groups"`   // by id
	Pins     []Pin           `json:"pins"`     // by id of Champion and member; the groups keep all of them
	Named    []Lead          `json:"named"`    // Champions named by staff (R7)
	Machine  Machine         `json:"machine"`
	People   string          `json:"people"` // the name under which the store keeps the people it is about

	// Last says what led to these groups, such as "moved Ada Hart to Group 2"; going back to revision Undo takes it
	// back. Next and Redo say the same of redoing. A revision of 0 means there is none.
	Last string `json:"last"`
	Undo int    `json:"undo"`
	Next string `json:"next"`
	Redo int    `json:"redo"`
}

// ProposedGroup is a group before it is published.
type ProposedGroup struct {
	ID      string   `json:"id"`      // see GroupID
	Lead    string   `json:"lead"`    // id of the Champion's application
	Members []string `json:"members"` // ids of applications, sorted
}

// Name is the group's number in words: "Group 2".
func (g ProposedGroup) Name() string { return GroupName(g.ID) }

// Short is the group's id within its cohort: "g02".
func (g ProposedGroup) Short() string { return ShortGroup(g.ID) }

// Number is the group's number within its cohort, as text.
func (g ProposedGroup) Number() string {
	return strings.TrimLeft(g.Short(), "g0")
}

// Small says whether the group has too few members to open.
func (g ProposedGroup) Small() bool { return len(g.Members) < MinMembers }

// Full says whether every member seat of the group is taken (R5).
func (g ProposedGroup) Full() bool { return len(g.Members) >= MemberSeats }

// Lead is a Champion together with what they would lead. The person's id is that of their application as a Champion.
// For somebody whom staff named and who has none, that application is made when the groups are published.
type Lead struct {
	Person Person `json:"person"`
	Topic  Topic  `json:"topic"`
	Role   Role   `json:"role"`
	Region Region `json:"region"`
	Member string `json:"member,omitempty"` // their application as a member, if staff named one; they need no seat
}

// String is what the group would be: its topic, role and region.
func (l Lead) String() string {
	return fmt.Sprintf("%s · %s · %s", l.Topic.Name, l.Role.Label(), l.Region.Label())
}

// Machine is the latest proposal that the software worked out, with what is known of how good it is.
type Machine struct {
	Revision int    `json:"revision"`
	Value    Value  `json:"value"`
	Bound    *Value `json:"bound,omitempty"` // nothing is better than this; nil if Value is proven to be the best
}

// LogEntry is one line of a cohort's log: a revision, who made it and what it changed.
type LogEntry struct {
	Revision int       `json:"revision"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	What     string    `json:"what"` // in the past tense
	Value    Value     `json:"value"`
}

// People are all who applied to a cohort when its groups were proposed. A proposal is about them until the next one.
type People struct {
	Champions []Application `json:"champions"`
	Members   []Application `json:"members"`
}

// Brief leaves out what curation does not need of an application, mostly free text: each page reads thousands of them.
func (p People) Brief() People {
	return People{brief(p.Champions), brief(p.Members)}
}

func brief(applications []Application) []Application {
	all := slices.Clone(applications)
	for i := range all {
		a := &all[i]
		a.Origin, a.TimeZone, a.Why, a.Group, a.Unplaced = "", "", "", "", ""
		a.Place, a.Commitments, a.Problems, a.Deadline, a.Twins, a.Formerly = 0, false, nil, time.Time{}, nil, nil
		a.Earlier, a.Own = nil, false
		if a.Decision != nil {
			a.Decision = &Decision{Choice: a.Decision.Choice, By: a.Decision.By, At: a.Decision.At}
		}
	}
	return all
}

// With is the same people, of whom some applications are as given.
func (p People) With(changed ...Application) People {
	p = p.Brief()
	now := brief(changed)
	for _, list := range [][]Application{p.Champions, p.Members} {
		for i := range list {
			at := slices.IndexFunc(now, func(a Application) bool { return a.ID == list[i].ID })
			if at >= 0 {
				list[i] = now[at]
			}
		}
	}
	return p
}

// Clone is a proposal that can be changed without touching p.
func (p Proposal) Clone() Proposal {
	p.Groups, p.Pins, p.Named = slices.Clone(p.Groups), slices.Clone(p.Pins), slices.Clone(p.Named)
	for i, g := range p.Groups {
		p.Groups[i].Members = slices.Clone(g.Members)
	}
	return p
}

// Known is the proposal with somebody whom staff named as a Champion known by their own application, in the place of
// the id that they had before they applied.
func (p Proposal) Known(before string, by Person) Proposal {
	p = p.Clone()
	for i := range p.Groups {
		if p.Groups[i].Lead == before {
			p.Groups[i].Lead = by.ID
		}
	}
	for i := range p.Pins {
		if p.Pins[i].Champion == before {
			p.Pins[i].Champion = by.ID
		}
	}
	for i := range p.Named {
		if p.Named[i].Person.ID == before {
			p.Named[i].Person = by
		}
	}
	return p
}

// Changed is the next revision after a change, which what puts into words.
func (p Proposal) Changed(what string) Proposal {
	p.Revision, p.Undo, p.Redo = p.Revision+1, p.Revision, 0
	p.Last, p.Next = what, ""
	return p
}

// Undone is the next revision, with the groups of revision p.Undo, which is before.
func (p Proposal) Undone(before Proposal) Proposal {
	before.Next, before.Redo = p.Last, p.Revision
	before.Revision = p.Revision + 1
	return before
}

// Redone is the next revision, with the groups of revision p.Redo, which is after.
func (p Proposal) Redone(after Proposal) Proposal {
	after.Revision = p.Revision + 1
	return after
}

// LedBy finds the group of a Champion; -1 if it is not open.
func (p Proposal) LedBy(lead string) int {
	return slices.IndexFunc(p.Groups, func(g ProposedGroup) bool { return g.Lead == lead })
}

// Leads says whether somebody leads a group by the application, or was named to lead one as who has applied by it.
func (p Proposal) Leads(application string) bool {
	named := func(l Lead) bool { return l.Member == application && p.LedBy(l.Person.ID) >= 0 }
	return p.LedBy(application) >= 0 || slices.ContainsFunc(p.Named, named)
}

// Find finds a group by its id; -1 if there is none.
func (p Proposal) Find(group string) int {
	return slices.IndexFunc(p.Groups, func(g ProposedGroup) bool { return g.ID == group })
}

// Put adds somebody without a seat to the group.
func (p Proposal) Put(group int, member string) {
	g := &p.Groups[group]
	at, _ := slices.BinarySearch(g.Members, member)
	g.Members = slices.Insert(g.Members, at, member)
}

// Remove takes somebody out of whatever group they are in.
func (p Proposal) Remove(member string) {
	for i := range p.Groups {
		if at, found := slices.BinarySearch(p.Groups[i].Members, member); found {
			p.Groups[i].Members = slices.Delete(p.Groups[i].Members, at, at+1)
			return
		}
	}
}

// Open adds an empty group under the lowest free number, and returns its index.
func (p *Proposal) Open(lead string) int {
	id := ""
	for n := 1; id == "" || p.Find(id) >= 0; n++ {
		id = GroupID(p.Cohort, n)
	}
	added := ProposedGroup{ID: id, Lead: lead, Members: []string{}}
	at, _ := slices.BinarySearchFunc(p.Groups, added, func(a, b ProposedGroup) int { return cmp.Compare(a.ID, b.ID) })
	p.Groups = slices.Insert(p.Groups, at, added)
	return at
}

// Value is what proposals are compared by: members placed first, then points (TopicPoints, RegionPoints).
type Value struct {
	Placed int `json:"placed"`
	Score  int `json:"score"`
}

// Minus is how much more the value is than another.
func (v Value) Minus(other Value) Value { return Value{v.Placed - other.Placed, v.Score - other.Score} }

// Gain reads a difference of two values: "+1 place, −40 points".
func (v Value) Gain() string {
	switch {
	case v == Value{}:
		return "places and points stay the same"
	case v.Placed == 0:
		return signed(v.Score, "point", "points")
	case v.Score == 0:
		return signed(v.Placed, "place", "places")
	}
	return signed(v.Placed, "place", "places") + ", " + signed(v.Score, "point", "points")
}

// signed writes a number with its sign; the minus is the typographic one, which is as wide as the plus.
func signed(n int, one, many string) string {
	if n < 0 {
		return "−" + Count(-n, one, many)
	}
	return "+" + Count(n, one, many)
}

// Count writes a number with its noun in the right number.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
