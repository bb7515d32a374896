package presence

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Match is who of a group was at a meeting, by a report of it.
type Match struct {
	Found   map[string]Found // by the person's id
	Unknown []Found          // whom the report names beside them, in its order
	Longest int              // the most minutes that anybody stayed
}

// Found is somebody whom a report names.
type Found struct {
	Name    string // in the report
	Minutes int    // without those that overlap
	Untimed bool   // they were there for another time, of which the report does not say how long it was
}

// For finds people in the stays of a report: by their address, else by their name where it is one person's only.
func For(people []pug.Person, stays []Stay) Match {
	m := Match{Found: map[string]Found{}}
	of := map[string][]Stay{} // by the id of a person, or the key of a guest
	var order []string
	for _, s := range stays {
		key := s.key()
		if p := personOf(people, s.Guest); p != nil {
			key = p.ID
		}
		if _, known := of[key]; !known {
			order = append(order, key)
		}
		of[key] = append(of[key], s)
	}
	for _, key := range order {
		f := Found{Name: of[key][0].Name, Minutes: minutes(together(of[key]))}
		f.Untimed = slices.ContainsFunc(of[key], func(s Stay) bool { return s.Length == unknown })
		m.Longest = max(m.Longest, f.Minutes)
		if slices.ContainsFunc(people, func(p pug.Person) bool { return p.ID == key }) {
			m.Found[key] = f
			continue
		}
		m.Unknown = append(m.Unknown, f)
	}
	return m
}

// Enough says whether somebody who stayed so long was at a meeting of the length that was planned: for half of it, or
// half of what was held where it ended early.
func (m Match) Enough(minutes int, planned time.Duration) bool {
	return minutes > 0 && 2*minutes >= m.Length(planned)
}

// Length is how many minutes the meeting took: as long as whoever stayed longest, and no longer than was planned.
func (m Match) Length(planned time.Duration) int { return min(m.Longest, int(planned/time.Minute)) }

// personOf is whom a guest is; nil where that is nobody, or not certain. Of people who share an address, the name tells
// who it is.
func personOf(people []pug.Person, g Guest) *pug.Person {
	there := reached(people, g, func(email string) string { return email })
	if len(there) == 0 {
		there = reached(people, g, pug.Mailbox)
	}
	switch len(there) {
	case 1:
		return &there[0]
	case 0:
		there = people
	}
	return called(there, g)
}

// reached sorts out the people who have one of the guest's addresses, compared in a form of it.
func reached(people []pug.Person, g Guest, form func(email string) string) []pug.Person {
	return slices.DeleteFunc(slices.Clone(people), func(p pug.Person) bool {
		return !slices.ContainsFunc(g.Emails, func(email string) bool {
			return form(strings.ToLower(email)) == form(strings.ToLower(p.Email))
		})
	})
}

// called is the only one of the people who has one of the guest's names.
func called(people []pug.Person, g Guest) *pug.Person {
	for _, name := range namesIn(g.Name) {
		for _, has := range []func(pug.Person, string) bool{pug.Person.Called, pug.Person.Named} {
			if p := onlyOne(people, name, has); p != nil {
				return p
			}
		}
	}
	return nil
}

// onlyOne is the only one of the people who has the name.
func onlyOne(people []pug.Person, name string, has func(pug.Person, string) bool) *pug.Person {
	var found *pug.Person
	for i, p := range people {
		if !has(p, name) {
			continue
		}
		if found != nil {
			return nil
		}
		found = &people[i]
	}
	return found
}

// namesIn are the names in what was shown in the meeting. Zoom puts the name of somebody who changed it into the last
// parentheses, "Sam (Samira Haddad)"; others put there what is none, "Sam Haddad (Guest)".
func namesIn(shown string) []string {
	var names []string
	add := func(name string) {
		if utf8.RuneCountInString(strings.Trim(name, " .")) > 1 {
			names = append(names, strings.TrimSpace(name))
		}
	}
	for {
		opened := lastParenthesis(shown)
		if opened < 0 {
			add(shown)
			return names
		}
		end := strings.LastIndexByte(shown, ')')
		add(shown[opened+1 : end])
		shown = shown[:opened] + shown[end+1:]
	}
}

// lastParenthesis is where the last pair of parentheses that hold each other opens; -1 where there is none.
func lastParenthesis(text string) int {
	depth := 0
	for i := strings.LastIndexByte(text, ')'); i >= 0; i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
