package pug

import "time"

// Choice is what was decided.
type Choice string

// The choices of all decisions in the programme.
const (
	ChoiceApprove  Choice = "approve"
	ChoiceDecline  Choice = "decline"
	ChoiceWaitlist Choice = "waitlist"
	ChoiceReplace  Choice = "replace" // by a newer application of the same person
	ChoiceKeep     Choice = "keep"
	ChoiceExcuse   Choice = "excuse"
	ChoicePublish  Choice = "publish"
	ChoiceYes      Choice = "yes"
	ChoiceNo       Choice = "no"
	ChoiceLapse    Choice = "lapse" // nobody answered in time
)

// Decision is a choice with who made it and when. The first decision on a thing stands.
type Decision struct {
	Choice Choice    `json:"choice"`
	Note   string    `json:"note,omitempty"`
	By     string    `json:"by"` // a person's name, or TheDeadline
	At     time.Time `json:"at"`
}

// TheDeadline stands for the person in a decision that nobody made in time.
const TheDeadline = "the deadline"

// Status is the status of an application after the choice; false where the choice does not decide applications (R3,
// R4).
func (c Choice) Status() (Status, bool) {
	switch c {
	case ChoiceApprove:
		return StatusApproved, true
	case ChoiceDecline:
		return StatusDeclined, true
	case ChoiceWaitlist:
		return StatusWaitlisted, true
	case ChoiceReplace:
		return StatusReplaced, true
	}
	return "", false
}

// Past is the choice as something that was done: "approved", "kept".
func (c Choice) Past() string {
	switch c {
	case ChoiceApprove:
		return "approved"
	case ChoiceDecline:
		return "declined"
	case ChoiceWaitlist:
		return "waitlisted"
	case ChoiceReplace:
		return "replaced by a newer application"
	case ChoiceKeep:
		return "kept"
	case ChoiceExcuse:
		return "excused"
	case ChoicePublish:
		return "published"
	case ChoiceYes:
		return "accepted"
	case ChoiceNo:
		return "declined with thanks"
	case ChoiceLapse:
		return "lapsed"
	}
	return string(c)
}
