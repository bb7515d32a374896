package pug

import (
	"cmp"
	"time"
)

// Choice is what was decided.
type Choice string

// The choices of all decisions in the programme.
const (
	ChoiceApprove  Choice = "approve"
	ChoiceDecline  Choice = "decline"
	ChoiceWaitlist Choice = "waitlist"
	ChoiceReplace  Choice = "replace"  // by a newer application of the same person
	ChoiceWithdraw Choice = "withdraw" // the person takes part no more (L2, L15)
	ChoiceKeep     Choice = "keep"
	ChoiceExcuse   Choice = "excuse"
	ChoicePublish  Choice = "publish"
	ChoiceYes      Choice = "yes"
	ChoiceNo       Choice = "no"
	ChoiceLapse    Choice = "lapse" // nobody answered in time
	ChoiceOver     Choice = "over"  // on an offer: its group was closed, or its person came to lead one (L1)

	// On a flag, each of them says why there is nothing to decide any more, see Flag.Moot.
	ChoiceLeft  Choice = "left"
	ChoiceMoved Choice = "moved" // L14
	ChoiceLeads Choice = "leads" // L1
	ChoiceEnded Choice = "ended" // with the cohort (L16)
	ChoiceDrop  Choice = "drop"  // it rests on a miss that was none (L5)
)

// Decision is a choice with who made it and when. The first decision on a thing stands.
type Decision struct {
	Choice Choice    `json:"choice"`
	Note   string    `json:"note,omitempty"`
	By     string    `json:"by"` // a person's name, or TheDeadline
	At     time.Time `json:"at"`
	Own    bool      `json:"own,omitempty"` // of the person whom it is about
}

// TheDeadline stands for the person in a decision that nobody made in time.
const TheDeadline = "the deadline"

// Lapse is the decision on an application that nobody decided in time: it is waitlisted (R3, R4).
func Lapse(at time.Time) Decision { return Decision{Choice: ChoiceWaitlist, By: TheDeadline, At: at} }

// EndedUndecided is the decision on an application that nobody decided before its cohort ended (L16).
func EndedUndecided(at time.Time) Decision {
	return Decision{Choice: ChoiceDecline, By: TheDeadline, At: at}
}

// Status is the status of an application after the choice; false if the choice does not decide applications (R3, R4).
func (c Choice) Status() (Status, bool) {
	status, decides := map[Choice]Status{
		ChoiceApprove: StatusApproved, ChoiceDecline: StatusDeclined, ChoiceWaitlist: StatusWaitlisted,
		ChoiceReplace: StatusReplaced,
	}[c]
	return status, decides
}

// Past is the choice as something that was done: "approved", "kept".
func (c Choice) Past() string {
	past := map[Choice]string{
		ChoiceApprove: "approved", ChoiceDecline: "declined", ChoiceWaitlist: "waitlisted",
		ChoiceReplace: "replaced by a newer application", ChoiceWithdraw: "withdrawn",
		ChoiceKeep: "kept", ChoiceExcuse: "excused",
		ChoicePublish: "published", ChoiceYes: "accepted", ChoiceNo: "declined with thanks", ChoiceLapse: "lapsed",
		ChoiceOver: "ended",
	}
	return cmp.Or(past[c], string(c))
}
