package hubspot

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Contact is a person as HubSpot knows them.
type Contact struct {
	ID      string
	Created time.Time
	// Properties have their history, the newest version first.
	Properties map[string][]Version
	Others     []string // addresses beside the first one, which came by merging
}

// Version is one value that a property had.
type Version struct {
	Value  string
	At     time.Time
	Source string // FORM, INTEGRATION or MERGE
}

// Value is the present value of a property; empty where it has none.
func (c *Contact) Value(name string) string {
	if versions := c.Properties[name]; len(versions) > 0 {
		return versions[0].Value
	}
	return ""
}

// set makes a value the present one. The same value once more makes no version.
func (c *Contact) set(name, value string, at time.Time, source string) {
	if c.Value(name) != value {
		c.Properties[name] = append([]Version{{value, at, source}}, c.Properties[name]...)
	}
}

func (c *Contact) clone() Contact {
	copied := *c
	copied.Properties = map[string][]Version{}
	for name, versions := range c.Properties {
		copied.Properties[name] = slices.Clone(versions)
	}
	return copied
}

// Contacts are all contacts, the oldest first.
func (s *Server) Contacts() []Contact {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Contact
	for _, c := range s.contacts {
		all = append(all, c.clone())
	}
	slices.SortFunc(all, func(a, b Contact) int {
		return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Contact is the contact of an id or of an address.
func (s *Server) Contact(idOrEmail string) (Contact, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.byID(idOrEmail)
	if c == nil {
		c = s.byEmail(idOrEmail)
	}
	if c == nil {
		return Contact{}, false
	}
	return c.clone(), true
}

// byID finds a contact by its id, or by one that it had before it was merged.
func (s *Server) byID(id string) *Contact {
	for s.moved[id] != "" {
		id = s.moved[id]
	}
	return s.contacts[id]
}

func (s *Server) byEmail(email string) *Contact {
	email = strings.ToLower(email)
	for _, c := range s.contacts {
		if email != "" && (c.Value("email") == email || slices.Contains(c.Others, email)) {
			return c
		}
	}
	return nil
}
