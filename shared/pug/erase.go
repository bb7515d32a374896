package pug

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ErasedName stands for the name of somebody whose data were erased (L12).
const ErasedName = "(erased)"

// DeedErased is the deed of the line of the log that tells of an erasure.
const DeedErased = "erased"

// Retention is for how many years after its end a cohort's people are known (L12).
const Retention = 2

// Retained says until when the people of the cohort are known.
func (c Cohort) Retained() time.Time { return c.Dates.End.AddDate(Retention, 0, 0) }

// Forgotten is the error that a person's data were erased, after which nothing can be done about them (L12); nil where
// they were not.
func (a Application) Forgotten() error {
	if a.Erased.IsZero() {
		return nil
	}
	return Errorf(Conflict, "The data of this person were erased on %s.", a.Erased.Format("2 January 2006"))
}

// Erasable says why a person's data cannot be erased yet (L12): while something hangs on the application, others must
// hear of it first. It is nil where nothing does. The cohort is empty before it was planned.
func (a Application) Erasable(c Cohort) error {
	ended := c.Stage == StageClosed
	switch {
	case !a.Erased.IsZero():
		return Errorf(Already, "The data of this person were erased on %s.", a.Erased.Format("2 January 2006"))
	case ended:
		return nil
	case a.Status == StatusPending:
		return Errorf(Conflict, "The application of %s to the %s cohort is in review. Have them withdraw first, or "+
			"decide it.", a.Name(), a.Cohort.Name())
	case a.Group != "" && a.Kind == KindChampion:
		return Errorf(Conflict, "%s leads %s of the %s cohort. Name a successor or close the group first, so that "+
			"its members hear of it.", a.Name(), GroupName(a.Group), a.Cohort.Name())
	case a.Group != "":
		return Errorf(Conflict, "%s has a seat in %s of the %s cohort. Remove them from the group first, so that its "+
			"Champion hears of it and the seat is offered to others.", a.Name(), GroupName(a.Group), a.Cohort.Name())
	case a.Place != 0:
		return Errorf(Conflict, "%s is on the waitlist of the %s cohort. Have them leave it first.", a.Name(),
			a.Cohort.Name())
	case a.Counts() && !c.Stage.Published():
		return Errorf(Conflict, "%s takes part in the %s cohort, whose groups are not formed yet. Have them withdraw "+
			"first.", a.Name(), a.Cohort.Name())
	}
	return nil
}

// Blank is what is left of an application when its person's data are erased: what figures count.
func (a Application) Blank(at time.Time) Application {
	a.FirstName, a.LastName, a.Email, a.Company = ErasedName, "", "", ""
	a.TimeZone, a.Why, a.Public, a.Unplaced = "", "", false, ""
	a.Problems, a.Twins, a.Apart, a.Formerly = nil, nil, nil, nil
	a.Shared, a.Sharing = false, ""
	a.Decision, a.Decided = a.Decision.blank(), a.Decided.blank()
	a.Earlier = slices.Clone(a.Earlier)
	for i := range a.Earlier {
		a.Earlier[i] = *a.Earlier[i].blank()
	}
	a.Erased = at
	return a
}

// blank is what is left of a decision on an application that is erased; nil of none.
func (d *Decision) blank() *Decision {
	if d == nil {
		return nil
	}
	left := &Decision{Choice: d.Choice, By: d.By, At: d.At, Own: d.Own}
	if d.Own || d.Choice == ChoiceReplace {
		left.By = ErasedName // who has withdrawn, or applied anew
	}
	return left
}

// Traces are what somebody is known by in texts: names, and addresses.
type Traces struct{ names, texts []string }

// TracesOf are those of a person with the given names and addresses. A name of one word is one only where it is all of
// a text: else it may be any word.
func TracesOf(names, emails []string) Traces {
	var all []string
	for _, name := range names {
		if strings.Contains(name, " ") {
			all = append(all, name)
		}
	}
	all = append(all, emails...)
	all = slices.DeleteFunc(all, func(text string) bool { return text == "" })
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) }) // "Ina Berg-Moen" before "Ina Berg"
	return Traces{names, slices.Compact(all)}
}

// Erase takes the person out of a text.
func (t Traces) Erase(text string) string {
	if slices.Contains(t.names, text) {
		return ErasedName
	}
	for _, trace := range t.texts {
		text = eraseWord(text, trace)
	}
	return text
}

// eraseWord replaces a word, or several, where they do not stand within others.
func eraseWord(text, word string) string {
	var out strings.Builder
	for {
		at := strings.Index(text, word)
		if at < 0 {
			out.WriteString(text)
			return out.String()
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(word):])
		out.WriteString(text[:at])
		if inWord(before) || inWord(after) {
			out.WriteString(word)
		} else {
			out.WriteString(ErasedName)
		}
		text = text[at+len(word):]
	}
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
