package match

import (
	"fmt"
	"slices"
)

// most is the highest number that points may be: sums of points must fit in what computers count with.
const most = 1_000_000

// Validate reports the first thing in the problem that makes no sense, naming the item and the field.
func (p Problem) Validate() error {
	_, err := p.validate()
	return err
}

// validate also gives the pins, read.
func (p Problem) validate() (*pins, error) {
	if err := p.validateLists(); err != nil {
		return nil, err
	}
	f, err := p.pins()
	if err != nil {
		return nil, &PinError{err.Error()}
	}
	return f, nil
}

func (p Problem) validateLists() error {
	if err := p.Params.validate(); err != nil {
		return err
	}
	if err := p.Adjacency.validate("adjacency", "region"); err != nil {
		return err
	}
	if err := p.RoleAdjacency.validate("role_adjacency", "role"); err != nil {
		return err
	}
	regions := map[string]bool{}
	for _, pair := range p.Adjacency {
		regions[pair[0]], regions[pair[1]] = true, true
	}
	known := func(kind, id, region string) error {
		if len(regions) > 0 && !regions[region] {
			return fmt.Errorf("%s %q: region: %q is not in the adjacency", kind, id, region)
		}
		return nil
	}
	seen := map[string]bool{}
	for i, c := range p.Champions {
		if c.ID == "" {
			return fmt.Errorf("champions[%d].id: is empty", i)
		}
		if seen[c.ID] {
			return fmt.Errorf("champion %q: id: is used twice", c.ID)
		}
		seen[c.ID] = true
		if err := filled("champion", c.ID, "topic", c.Topic, "role", c.Role, "region", c.Region); err != nil {
			return err
		}
		if err := known("champion", c.ID, c.Region); err != nil {
			return err
		}
	}
	clear(seen)
	ordered := slices.IsSortedFunc(p.Members, byMemberID) // then those of one id are neighbours
	for i, m := range p.Members {
		if m.ID == "" {
			return fmt.Errorf("members[%d].id: is empty", i)
		}
		if ordered && i > 0 && p.Members[i-1].ID == m.ID || seen[m.ID] {
			return fmt.Errorf("member %q: id: is used twice", m.ID)
		}
		if !ordered {
			seen[m.ID] = true
		}
		if err := m.validate(); err != nil {
			return err
		}
		if err := known("member", m.ID, m.Region); err != nil {
			return err
		}
	}
	return nil
}

// validate names the field, and what its pairs are of.
func (adjacency Adjacency) validate(field, of string) error {
	for i, pair := range adjacency {
		if pair[0] == "" || pair[1] == "" {
			return fmt.Errorf("%s[%d]: a %s is empty", field, i, of)
		}
	}
	return nil
}

func (p Params) validate() error {
	switch {
	case p.Seats < 1:
		return fmt.Errorf("params.seats: %d is below 1", p.Seats)
	case p.MinMembers < 1:
		return fmt.Errorf("params.min_members: %d is below 1", p.MinMembers)
	case p.MinMembers > p.Seats:
		return fmt.Errorf("params.min_members: %d is above the %d seats", p.MinMembers, p.Seats)
	case p.MaxGroups < 0:
		return fmt.Errorf("params.max_groups: %d is below 0", p.MaxGroups)
	case p.CompanyCap < 1:
		return fmt.Errorf("params.company_cap: %d is below 1", p.CompanyCap)
	case p.RegionSame < 0:
		return fmt.Errorf("params.region_same: %d is below 0", p.RegionSame)
	case p.RegionAdjacent < 0:
		return fmt.Errorf("params.region_adjacent: %d is below 0", p.RegionAdjacent)
	case p.RoleSame < 0:
		return fmt.Errorf("params.role_same: %d is below 0", p.RoleSame)
	case p.RegionSame > most:
		return fmt.Errorf("params.region_same: %d is above %d", p.RegionSame, most)
	case p.RegionAdjacent > most:
		return fmt.Errorf("params.region_adjacent: %d is above %d", p.RegionAdjacent, most)
	case p.RoleSame > most:
		return fmt.Errorf("params.role_same: %d is above %d", p.RoleSame, most)
	}
	for i, points := range p.PrefPoints {
		if points < 0 {
			return fmt.Errorf("params.pref_points[%d]: %d is below 0", i, points)
		}
		if points > most {
			return fmt.Errorf("params.pref_points[%d]: %d is above %d", i, points, most)
		}
	}
	return nil
}

func (m Member) validate() error {
	if err := filled("member", m.ID, "role", m.Role, "region", m.Region); err != nil {
		return err
	}
	for i, topic := range m.Prefs {
		if topic == "" {
			return fmt.Errorf("member %q: prefs[%d]: is empty", m.ID, i)
		}
		if slices.Contains(m.Prefs[:i], topic) {
			return fmt.Errorf("member %q: prefs[%d]: names %q again", m.ID, i, topic)
		}
	}
	return nil
}

// filled takes pairs of a field's name and value and reports the first empty one.
func filled(kind, id string, pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			return fmt.Errorf("%s %q: %s: is empty", kind, id, pairs[i])
		}
	}
	return nil
}
