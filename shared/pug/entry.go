package pug

import (
	"strings"
	"time"
)

// TheSoftware stands for the person in what came about by itself.
const TheSoftware = "the software"

// Entry is one line of the log: what somebody did, or what came about by itself, to whom, and why.
type Entry struct {
	At    time.Time `json:"at"`
	By    string    `json:"by"`              // a person's name, TheDeadline or TheSoftware
	Actor string    `json:"actor,omitempty"` // the person's address; empty where nobody did it
	Deed  string    `json:"deed"`            // what kind of thing was done, in one word: "moved"
	// Cohort is the cohort whose log it belongs to; empty for what belongs to none, such as who is staff.
	Cohort CohortID `json:"cohort,omitempty"`
	// About is whom and what it concerns, first of all the first. The line is found under each of them.
	About []Subject `json:"about,omitempty"`
	// What was done, in the past tense, with {0}, {1} in the place of the subjects' names, so that a name can be
	// changed or erased later: "{0} was moved from {1} to {2}".
	What string `json:"what"`
	Why  string `json:"why,omitempty"` // the reason, in the person's own words
	// Undo is the address of the page of the act that takes it back; empty where nothing does.
	Undo string `json:"undo,omitempty"`
	// Order puts lines of the same moment in order, the lowest first: a cause before what it led to.
	Order int `json:"order,omitempty"`
}

// Saying is the line with other words about others, by the same person at the same time.
func (e Entry) Saying(other Entry) Entry {
	e.Deed, e.Cohort, e.About, e.What = other.Deed, other.Cohort, other.About, other.What
	return e
}

// Doer is who did it, where the line does not say so itself: it does where people speak of themselves, and where
// nobody did it.
func (e Entry) Doer() string {
	itself := len(e.About) > 0 && strings.HasPrefix(e.About[0].Name, e.By)
	if e.By == TheSoftware || e.By == TheDeadline || itself {
		return ""
	}
	return e.By
}

// Subject is somebody or something that the log speaks of.
type Subject struct {
	ID   string `json:"id"` // of an application or a group
	Name string `json:"name"`
}

// Subject is the person as the log speaks of them.
func (p Person) Subject() Subject { return Subject{p.ID, p.WithCompany()} }

// Subject is the group as the log speaks of it.
func (g Group) Subject() Subject { return Subject{g.ID, g.Name()} }

// groupSubject is the group of an id as the log speaks of it.
func groupSubject(id string) Subject { return Subject{id, GroupName(id)} }

// String is the line in plain words.
func (e Entry) String() string {
	var line strings.Builder
	for _, part := range e.Parts() {
		line.WriteString(part.Name)
	}
	return line.String()
}

// Parts are the pieces of the line in their order: where one has an id, its name is that of a subject; else it is text.
func (e Entry) Parts() []Subject {
	var parts []Subject
	rest := e.What
	for rest != "" {
		at, subject := e.next(rest)
		if at > 0 {
			parts = append(parts, Subject{Name: rest[:at]})
		}
		if at == len(rest) {
			break
		}
		parts, rest = append(parts, subject), rest[at+len("{0}"):]
	}
	return parts
}

// next finds the first subject in the text, and where it stands; the end of the text where there is none.
func (e Entry) next(text string) (at int, subject Subject) {
	for i := 0; i+len("{0}") <= len(text); i++ {
		if text[i] != '{' || text[i+2] != '}' {
			continue
		}
		if n := int(text[i+1]) - '0'; n >= 0 && n < len(e.About) {
			return i, e.About[n]
		}
	}
	return len(text), Subject{}
}
