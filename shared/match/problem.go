package match

import "slices"

// Problem is all that a plan is made from. The order of its lists means nothing,
// but for a member's preferences and the points.
type Problem struct {
	Params Params `json:"params"`

	// Adjacency is of regions. If it names any region it names all: one that stands alone is paired with itself.
	Adjacency Adjacency `json:"adjacency"`
	// RoleAdjacency is of similar roles. A role that it does not name is similar to no other.
	RoleAdjacency Adjacency `json:"role_adjacency,omitempty"`

	Champions []Champion `json:"champions"`
	Members   []Member   `json:"members"`
	Pins      []Pin      `json:"pins,omitempty"`
}

// Params are the programme's numbers.
type Params struct {
	Seats      int `json:"seats"`       // members of one group at most, the Champion not counted (R5)
	MinMembers int `json:"min_members"` // a group opens with as many members or more
	MaxGroups  int `json:"max_groups"`  // groups of one cohort at most (R6)
	CompanyCap int `json:"company_cap"` // members of one company in one group at most

	// PrefPoints are the points for a member's first topic, second topic, ...; topics beyond it give none.
	PrefPoints []int `json:"pref_points"`
	// RegionSame and RegionAdjacent are added for a group of the member's own and of an adjacent region.
	RegionSame     int `json:"region_same"`
	RegionAdjacent int `json:"region_adjacent"`
	// RoleSame is added for a group of the member's own role; one of a similar role adds nothing.
	RoleSame int `json:"role_same,omitempty"`
}

// Adjacency lists pairs of regions, or of roles, whose people may share a group. It works both ways, and one step only.
// An empty list: all stand alone.
type Adjacency [][2]string

// Champion is an approved Champion: one group that could open.
type Champion struct {
	ID      string `json:"id"`
	Topic   string `json:"topic"`
	Role    string `json:"role"`
	Region  string `json:"region"`
	Company string `json:"company"` // empty: none
}

// Member is an approved member who looks for a seat.
type Member struct {
	ID      string   `json:"id"`
	Role    string   `json:"role"`
	Region  string   `json:"region"`
	Company string   `json:"company"` // empty: none
	Prefs   []string `json:"prefs"`   // topics, best first
}

// neighbours looks up pairs of near regions and of near roles, both ways round.
type neighbours struct {
	regions, roles map[[2]string]bool
}

func (p Problem) neighbours() neighbours {
	return neighbours{p.Adjacency.bothWays(), p.RoleAdjacency.bothWays()}
}

func (adjacency Adjacency) bothWays() map[[2]string]bool {
	near := map[[2]string]bool{}
	for _, pair := range adjacency {
		near[pair], near[[2]string{pair[1], pair[0]}] = true, true
	}
	return near
}

// fit says whether a member suits a Champion by role and region.
func (near neighbours) fit(c Champion, m Member) bool {
	return (c.Role == m.Role || near.roles[[2]string{c.Role, m.Role}]) &&
		(c.Region == m.Region || near.regions[[2]string{c.Region, m.Region}])
}

// Fits says whether a member suits a Champion's group by role, topic and region. Seats and companies are another
// matter: Check judges them.
func (p Problem) Fits(c Champion, m Member) bool {
	return p.RoleAdjacency.near(c.Role, m.Role) && slices.Contains(m.Prefs, c.Topic) &&
		p.Adjacency.near(c.Region, m.Region)
}

// near says whether a and b are the same or a pair.
func (adjacency Adjacency) near(a, b string) bool {
	return a == b || slices.Contains(adjacency, [2]string{a, b}) || slices.Contains(adjacency, [2]string{b, a})
}

// Points is what placing the member with the Champion adds to the score. For who is exempt, a topic that they did not
// name adds nothing, and every other region counts as an adjacent one.
func (p Params) Points(c Champion, m Member) int {
	return p.worth(slices.Index(m.Prefs, c.Topic), c, m)
}

// worth is the points for a seat with the Champion, whose topic is the member's preference of this rank, from 0; below
// it, of none.
func (p Params) worth(rank int, c Champion, m Member) int {
	sum := p.RegionAdjacent
	if c.Region == m.Region {
		sum = p.RegionSame
	}
	if c.Role == m.Role {
		sum += p.RoleSame
	}
	if rank >= 0 && rank < len(p.PrefPoints) {
		sum += p.PrefPoints[rank]
	}
	return sum
}

// sameCompany is false for people without a company.
func sameCompany(a, b string) bool {
	return a != "" && a == b
}
