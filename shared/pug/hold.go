package pug

import (
	"slices"
	"time"
)

// LetterClass is a class of letters that staff may hold until they have looked at them.
type LetterClass string

// The classes of letters that may be held.
const (
	Acceptances     LetterClass = "acceptances"
	GroupLetters    LetterClass = "groups"
	WaitlistLetters LetterClass = "waitlist"
)

// LetterClasses are all classes, in the order in which people get such letters.
func LetterClasses() []LetterClass { return []LetterClass{Acceptances, GroupLetters, WaitlistLetters} }

// Label is what pages call the class.
func (c LetterClass) Label() string {
	return map[LetterClass]string{Acceptances: "Acceptances", GroupLetters: "Letters about groups",
		WaitlistLetters: "Letters about the waitlist"}[c]
}

// Hold is how a cohort's letters of a class are held: they are written, and go out once staff release them.
type Hold struct {
	Cohort CohortID    `json:"cohort"`
	Class  LetterClass `json:"class"`
	By     string      `json:"by"`    // who holds them, a person's name, and since when
	Since  time.Time   `json:"since"` // letters that were waiting then are held as well
	// Ended is since when new letters go out at once; zero while they are held. What was held until then stays held.
	Ended time.Time `json:"ended"`
	// Added is a paragraph that is added to each letter that is released from now on; empty for none.
	Added    string  `json:"added,omitempty"`
	Batches  []Batch `json:"batches,omitempty"` // what was decided of held letters, the earliest first
	Revision int     `json:"revision"`          // counts the writes
}

// Batch is what staff decided of held letters: of those written by a time, as far as no batch before it decided.
type Batch struct {
	Until   time.Time `json:"until"`
	GivenUp bool      `json:"given_up,omitempty"` // they are never sent; else they are released
	Added   string    `json:"added,omitempty"`
	By      string    `json:"by"`
}

// HoldID names how a cohort's letters of a class are held; empty for those that are never held.
func HoldID(cohort CohortID, class LetterClass) string {
	if cohort == "" || class == "" {
		return ""
	}
	return string(cohort) + "-" + string(class)
}

// ParseHoldID reads a name that HoldID gave; false if it is none.
func ParseHoldID(id string) (Hold, bool) {
	cohort := CohortOf(id)
	if cohort == "" {
		return Hold{}, false
	}
	at := slices.IndexFunc(LetterClasses(), func(c LetterClass) bool { return HoldID(cohort, c) == id })
	if at < 0 {
		return Hold{}, false
	}
	return Hold{Cohort: cohort, Class: LetterClasses()[at]}, true
}

// ID names it.
func (h Hold) ID() string { return HoldID(h.Cohort, h.Class) }

// Holds says whether new letters are held.
func (h Hold) Holds() bool { return !h.Since.IsZero() && h.Ended.IsZero() }

// Of tells what becomes of a letter of the class that was written at a time and still waits: it is held, or goes the
// way of a batch; the zero batch is for letters that go out as they are. It is asked of new letters and of waiting ones
// alike.
func (h Hold) Of(written time.Time) (b Batch, held bool) {
	if h.Since.IsZero() || !h.Ended.IsZero() && written.After(h.Ended) {
		return Batch{}, false
	}
	for _, b := range h.Batches {
		if !written.After(b.Until) {
			return b, false
		}
	}
	return Batch{}, true
}

// Begin holds letters from now on. pug.Already: they are held.
func (h Hold) Begin(by string, now time.Time) (Hold, error) {
	if h.Holds() {
		return h, Errorf(Already, "%s are held already, by %s since %s.", h.Class.Label(), h.By,
			h.Since.Format("2 January 2006"))
	}
	h.By, h.Since, h.Ended = by, now, time.Time{}
	return h, nil
}

// End lets letters that are written from now on go out at once. pug.Already: they do.
func (h Hold) End(now time.Time) (Hold, error) {
	if !h.Holds() {
		return h, Errorf(Already, "%s are not held.", h.Class.Label())
	}
	h.Ended = now
	return h, nil
}

// Decide releases the held letters that were written by a time, or gives them up. Later ones stay held.
func (h Hold) Decide(until time.Time, giveUp bool, by string) Hold {
	b := Batch{Until: until, GivenUp: giveUp, By: by}
	if !giveUp {
		b.Added = h.Added
	}
	h.Batches = append(slices.Clip(h.Batches), b)
	return h
}

// Matter is what waits for staff while letters are held.
func (h Hold) Matter() Matter {
	return Matter{Kind: MatterHeld, Cohort: h.Cohort, ID: h.ID(), Name: h.Class.Label(),
		Detail: "They are held until somebody releases them.", Since: h.Since}
}
