package scene

import (
	"fmt"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Tile is one of the ten groups that a cohort may have (R6).
type Tile struct {
	Name    string // "Group 1"
	Topic   string // empty while nobody is to lead the group
	For     string // role and region
	State   State
	Lead    Dot // the Champion; without a name where nobody leads
	Members []Dot
	Free    []struct{} // seats that nobody has
}

// State says in one word how far a group has come.
type State string

// The states of a tile.
const (
	Empty    State = "empty"
	Offered  State = "on offer" // an approved Champion would lead it
	Proposed State = "proposed"
	Open     State = "open"
	Closed   State = "closed"
)

// Dot is a person.
type Dot struct {
	Name, Company, Email string
	Status               pug.Status // of an application that is in no group
}

// String names the person and where they work.
func (d Dot) String() string { return pug.Person{Name: d.Name, Company: d.Company}.WithCompany() }

func dot(p pug.Person) Dot { return Dot{Name: p.Name, Company: p.Company, Email: p.Email} }

// Seats says how many of a group's seats are taken.
func (t Tile) Seats() string { return fmt.Sprintf("%d of %d seats", len(t.Members), pug.MemberSeats) }

// Tiles are the ten groups: as they were published, else as they are proposed, else as approved Champions would lead
// them, in the order in which those applied.
func (s Scene) Tiles() []Tile {
	var tiles []Tile
	switch {
	case len(s.Groups) > 0:
		for _, g := range s.Groups {
			tiles = append(tiles, g.tile())
		}
	case len(s.Proposal.Groups) > 0:
		tiles = s.proposed()
	default:
		tiles = s.offered()
	}
	for i := range tiles {
		tiles[i].Name = fmt.Sprintf("Group %d", i+1)
		tiles[i].Free = make([]struct{}, max(0, pug.MemberSeats-len(tiles[i].Members)))
	}
	for i := len(tiles); i < pug.MaxGroups; i++ {
		tiles = append(tiles, Tile{Name: fmt.Sprintf("Group %d", i+1), State: Empty})
	}
	return tiles[:pug.MaxGroups]
}

func (g Group) tile() Tile {
	t := Tile{Topic: g.Topic.Name, For: forWhom(g.Role, g.Region), State: Open, Lead: dot(g.Champion)}
	if g.State == pug.GroupClosed {
		t.State = Closed
	}
	for _, seat := range g.Seats {
		if seat.Taken() {
			t.Members = append(t.Members, dot(seat.Member))
		}
	}
	return t
}

func (s Scene) proposed() []Tile {
	people := map[string]pug.Application{}
	for _, a := range s.Members {
		people[a.ID] = a
	}
	leads := map[string]pug.Lead{}
	for _, a := range s.Champions {
		leads[a.ID] = pug.Lead{Person: a.Person(), Topic: a.Topic(), Role: a.Role, Region: a.Region}
	}
	for _, l := range s.Proposal.Named {
		leads[l.Person.ID] = l
	}
	var tiles []Tile
	for _, g := range s.Proposal.Groups {
		lead := leads[g.Lead]
		t := Tile{Topic: lead.Topic.Name, For: forWhom(lead.Role, lead.Region), State: Proposed, Lead: dot(lead.Person)}
		for _, id := range g.Members {
			t.Members = append(t.Members, dot(people[id].Person()))
		}
		tiles = append(tiles, t)
	}
	return tiles
}

func (s Scene) offered() []Tile {
	var tiles []Tile
	for _, a := range s.Champions {
		if a.Status == pug.StatusApproved {
			tiles = append(tiles, Tile{Topic: a.Topic().Name, For: forWhom(a.Role, a.Region), State: Offered,
				Lead: dot(a.Person())})
		}
	}
	return tiles
}

// forWhom names role and region in as few letters as a tile has room for: "Sales · EMEA".
func forWhom(role pug.Role, region pug.Region) string {
	short, _, _ := strings.Cut(role.Label(), " / ")
	return short + " · " + string(region)
}
