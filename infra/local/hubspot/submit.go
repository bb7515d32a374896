package hubspot

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
)

// Submit is a form that somebody hands in, told by the body of the webhook that goes out for it, in either shape: the
// contact as HubSpot sends it, or what "customize request body" makes of it. As at HubSpot the address says who it is.
// What HubSpot has no property for is left out. A webhook that comes again hands nothing in anew.
func (s *Server) Submit(body []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return fmt.Errorf("read the submission: %w", err)
	}
	id := text(fields["vid"])
	var properties map[string]json.RawMessage
	if err := json.Unmarshal(fields["properties"], &properties); err == nil && properties != nil {
		fields = properties
	}
	email := address(value(fields["email"]))
	s.mu.Lock()
	defer s.mu.Unlock()
	once := sha256.Sum256(body)
	if s.submitted[once] {
		return nil
	}
	s.submitted[once] = true
	c := s.person(email, id)
	c.set("email", email, s.cfg.Now(), "FORM")
	for name, raw := range fields {
		if p := s.property(name); p != nil && !p.Modification.ReadOnlyValue && name != "email" {
			c.set(name, value(raw), s.cfg.Now(), "FORM")
		}
	}
	return nil
}

// person is the contact of an address, else of an id, else a new one.
func (s *Server) person(email, id string) *Contact {
	c := s.byEmail(email)
	if c == nil && id != "" {
		c = s.byID(id)
	}
	switch {
	case c == nil && id == "":
		c = s.add(s.newID())
	case c == nil:
		c = s.add(id)
	case id != "" && s.byID(id) == nil:
		s.moved[id] = c.ID // the bodies of a sample need not know of each other
	}
	return c
}

func (s *Server) newID() string {
	s.created++
	return fmt.Sprint(1_000_000 + s.created)
}

func (s *Server) add(id string) *Contact {
	s.contacts[id] = &Contact{ID: id, Created: s.cfg.Now(), Properties: map[string][]Version{}}
	return s.contacts[id]
}

// Merge makes one new contact of two, which their ids and addresses lead to from then on. Its values are those of the
// first, and where it has none of the second, see
// https://developers.hubspot.com/changelog/updated-merge-functionality-for-contacts-and-companies.
func (s *Server) Merge(first, second string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, b := s.byEmail(first), s.byEmail(second)
	if a == nil || b == nil || a == b {
		return fmt.Errorf("merge contacts: there are no two of these addresses")
	}
	merged := s.add(s.newID())
	for _, from := range []*Contact{a, b} {
		for name := range from.Properties {
			if merged.Value(name) == "" {
				merged.set(name, from.Value(name), s.cfg.Now(), "MERGE")
			}
		}
		s.moved[from.ID] = merged.ID
		delete(s.contacts, from.ID)
	}
	merged.Others = append(append(a.Others, b.Others...), b.Value("email"))
	return nil
}

// Delete removes the contact of an address.
func (s *Server) Delete(email string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.byEmail(email); c != nil {
		delete(s.contacts, c.ID)
	}
}

// address is an address as HubSpot keeps it.
func address(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// value is a value in a body: HubSpot's own shape has it in an object with its versions.
func value(raw json.RawMessage) string {
	var versioned struct {
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal(raw, &versioned); err == nil && versioned.Value != nil {
		raw = versioned.Value
	}
	return text(raw)
}

// text is a text, or a number or truth value as one.
func text(raw json.RawMessage) string {
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return string(raw)
	}
	return s
}
