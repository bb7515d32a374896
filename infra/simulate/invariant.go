package main

import (
	"fmt"
	"time"
)

// Invariant is one promise of the programme: a sentence, and a pure function that says where a snapshot breaks it.
type Invariant struct {
	Name   string // begins with the rule that it comes from, if there is one
	Always bool   // holds at any time; else once nothing goes wrong any more and all that was owed is done
	Broken func(Snapshot) []string
}

// Violation is an invariant that did not hold.
type Violation struct {
	Invariant string
	Sentence  string // where and how
	At        time.Time
}

func (v Violation) String() string {
	return fmt.Sprintf("%s: %s (%s)", v.Invariant, v.Sentence, v.At.UTC().Format(time.DateTime))
}

// Invariants are all that is promised.
func Invariants() []Invariant {
	return []Invariant{
		{"R5: at most 20 partners sit in a group, its Champion among them", true, overfull},
		{"R5: at most two members of a group work at one company, and none at the Champion's", true, crowdedCompany},
		{"R6: a cohort has at most 10 groups", true, tooManyGroups},
		{"R5: nobody has two seats, or a seat and a place in the waitlist of one cohort", true, seatedTwice},
		{"L1: nobody sits in a group that is closed", true, squatted},
		{"R2: cohorts never mix", true, mixed},
		{"A submission that was acknowledged is one application, for good", true, unacknowledged},
		{"L4: a decision that a page confirmed stands", true, overturned},
		{"A letter says what is true when it arrives", true, untrueLetters},
		{"The sweep repairs only what a fault has broken", true, idleRepairs},
		{"Logs name nobody, and open nothing", true, talkativeLogs},

		{"R3, R4: every application that was acknowledged has an outcome", false, undecided},
		{"R3, R4: who applied is told the outcome, and nothing else", false, untold},
		{"R3, R4: who applied is thanked, or told what is odd", false, unthanked},
		{"A letter comes once, unless sending it went wrong", false, repeatedLetters},
		{"R4: once groups are published, an approved member has a seat, or a place in the waitlist", false, placeless},
		{"R5, R7: who has a seat, waits, or leads no group after all is told so", false, uninformed},
		{"R9: a published cohort is launched in time, and its people know", false, unlaunched},
		{"R9: every member is invited to each meeting", false, uninvited},
		{"L1, L2, L3, L10, L14: calendars are what groups are", false, strayed},
		{"R11: flags are what attendance was", false, misflagged},
		{"R11: staff's decision about a flag is carried out, and told", false, unexcused},
		{"R11: an offer of a seat is answered or lapses, and ends well", false, openOffers},
		{"R12: who leads again has applied for the next cohort", false, unrenewed},
		{"L12: nothing is left of who was erased", false, remembered},
		{"L16: a cohort ends", false, unclosed},
		{"L16: who has a seat, a place or a group at the end is told that it ended", false, endedUntold},
		{"L13: staff hear by name of mail that comes back", false, unheard},
		{"L13: nobody misses a meeting that they were never told of", false, unreached},
		{"Every execution ends well", false, failedExecutions},
		{"Nothing is left in the outbox", false, outboxLeft},
		{"HubSpot shows what is true", false, staleContacts},
	}
}

func idleRepairs(s Snapshot) []string {
	var broken []string
	for _, r := range s.Notes.Repairs {
		if r.Faults == 0 {
			broken = append(broken,
				fmt.Sprintf("%d at %s, when nothing had gone wrong", r.Count, r.At.UTC().Format(time.DateTime)))
		}
	}
	return broken
}

func talkativeLogs(s Snapshot) []string { return s.Notes.Logs }

func outboxLeft(s Snapshot) []string {
	var broken []string
	for _, c := range s.Outbox.Calls {
		broken = append(broken, fmt.Sprintf("the call %s of %s", c.ID, c.Created.UTC().Format(time.DateTime)))
	}
	for _, l := range s.Outbox.Letters {
		broken = append(broken, fmt.Sprintf("a letter to %s of %s", l.Email, l.Written.UTC().Format(time.DateTime)))
	}
	for _, entry := range s.Outbox.Stale {
		broken = append(broken, fmt.Sprintf("what HubSpot shows of %s since %s", entry.Of,
			entry.Since.UTC().Format(time.DateTime)))
	}
	return broken
}

func failedExecutions(s Snapshot) []string {
	var broken []string
	for _, x := range s.Executions {
		if x.Status != "SUCCEEDED" {
			broken = append(broken, fmt.Sprintf("%s is %s in %v: %s %s", x.Name, x.Status, x.Current, x.Error,
				head(x.Cause, 200)))
		}
	}
	return broken
}
