package pug

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The lines of the log about a cohort and about what the software does by itself.

// Where lines stand among those of the same moment: groups and seats by the number of the group, and whoever waits by
// their place.
const (
	orderDecided = 1
	orderOpens   = 100
	orderSeats   = 200
	orderWaits   = 1000
	orderLast    = 9_999_999
)

// orderOf is the number of a group.
func orderOf(group string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(ShortGroup(group), "g")) // what is no group comes first
	return n
}

// happened is a line about a cohort of which nobody is the doer.
func happened(c CohortID, at time.Time, deed, what string) Entry {
	return Entry{At: at, By: TheSoftware, Deed: deed, Cohort: c, What: what}
}

// LogDated says that a cohort was given its dates.
func LogDated(c CohortID, at time.Time) Entry {
	return happened(c, at, "dated", "The "+c.Name()+" cohort was given its dates")
}

// LogOpened says that a phase opened.
func LogOpened(c CohortID, k Kind, at time.Time) Entry {
	return happened(c, at, "opened", capital(k.Label())+" applications opened")
}

// LogSettled says how a phase ended.
func LogSettled(c CohortID, k Kind, approved, declined, waitlisted int, at time.Time) Entry {
	what := fmt.Sprintf("%s applications were settled: %d approved, %d declined, %d waitlisted", capital(k.Label()),
		approved, declined, waitlisted)
	return happened(c, at, "settled", what)
}

// LogProposed says that groups were proposed for staff to curate.
func LogProposed(c CohortID, groups, seated int, at time.Time) Entry {
	return happened(c, at, "proposed", fmt.Sprintf("Groups were proposed: %s with %s", Count(groups, "group", "groups"),
		Count(seated, "member", "members")))
}

// LogPublished says that the groups were published, by whose address; empty where nobody published them in time.
func LogPublished(c CohortID, d Decision, actor string, groups, seated, waiting int) Entry {
	e := Entry{At: d.At, By: d.By, Actor: actor, Deed: "published", Cohort: c,
		What: fmt.Sprintf("The groups were published: %s with %s; %s", Count(groups, "group", "groups"),
			Count(seated, "member", "members"), Count(waiting, "member waits", "members wait"))}
	if d.By == TheDeadline {
		e.What += " (nobody had published them in time)"
	}
	return e
}

// LogLaunched says that a cohort launched.
func LogLaunched(c Cohort) Entry {
	e := happened(c.ID, c.Launched, "launched", "The "+c.ID.Name()+" cohort launched")
	if c.Healed {
		e.What += " by itself, since its schedule had failed"
	}
	return e
}

// LogClosed says that a cohort ended.
func LogClosed(c CohortID, at time.Time) Entry {
	e := happened(c, at, "closed", "The "+c.Name()+" cohort ended")
	e.Order = orderLast
	return e
}

// LogStuck says what a workflow could not do; doing completes "could not". About is whom it concerns, if anybody.
func LogStuck(c CohortID, doing string, at time.Time, about ...Subject) Entry {
	e := happened(c, at, "stuck", "The software could not "+doing+", for the cohort")
	if e.About = about; len(about) > 0 {
		e.What = "The software could not " + doing + ", for {0}"
	}
	return e
}

// LogBegunAgain says that a workflow had stopped and was begun again. About is whom it concerns, if anybody.
func LogBegunAgain(c CohortID, at time.Time, about ...Subject) Entry {
	e := happened(c, at, "begun again", "What the software does for the cohort had stopped, and was begun again")
	if e.About = about; len(about) > 0 {
		e.What = "What the software does for {0} had stopped, and was begun again"
	}
	return e
}

// LogBounced says that a letter to somebody came back, and why. About is who they are, if they have applied.
func LogBounced(to Subject, why string, at time.Time) Entry {
	e := happened(CohortOf(to.ID), at, "came back", "A letter to {0} came back")
	e.About, e.Why = []Subject{to}, why
	if to.ID == "" { // one of the staff
		e.What, e.About = "A letter to one of the staff came back", nil
	}
	return e
}

// LogComplained says that a letter to somebody was reported as spam. About is who they are, if they have applied.
func LogComplained(to Subject, why string, at time.Time) Entry {
	e := LogBounced(to, why, at)
	e.Deed, e.What = "complained", strings.Replace(e.What, "came back", "was reported as spam", 1)
	return e
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
