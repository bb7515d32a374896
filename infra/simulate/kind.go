package main

import "github.com/partnerusergroups/pugs/infra/local/cloud"

// Kind is a kind of fault: one of the cloud's, or one of these.
type Kind = cloud.Kind

// The kinds of fault that come from outside of the calls to AWS.
const (
	Down     Kind = "down"     // a whole service is out
	Deployed Kind = "deployed" // the functions are put in place anew, and what is under way dies

	Never Kind = "never" // a schedule does not fire
	Late  Kind = "late"  // it fires hours late
	Twice Kind = "twice" // it fires twice

	Pieces Kind = "pieces" // a stream brings fewer records at once than there are

	WebhookAgain Kind = "webhook-again" // a submission is delivered once more
	WebhookLate  Kind = "webhook-late"  // it is delivered days late, after others
	ClickAgain   Kind = "click-again"   // a form is sent twice at once
	ClickLater   Kind = "click-later"   // it is sent once more, hours or days later
	ClickLate    Kind = "click-late"    // it was opened long before it is sent
)

// Share is how often a kind of fault happens, of all the times when it could.
type Share struct {
	Kind Kind
	Of   float64
}

// shares are all kinds that are drawn by their share, with the most that the share can be at a rate of 1. What comes
// seldom has to go wrong more often. An outage or a deployment has its time instead.
func shares() []Share {
	return []Share{
		{cloud.Fails, 0.5}, {cloud.Unanswered, 0.5}, {cloud.Throttled, 0.5}, {cloud.Conflicts, 0.5},
		{cloud.Slow, 0.5}, {cloud.Hangs, 0.05}, {cloud.Dies, 0.25},
		{cloud.Refused, 0.75}, {cloud.Unheard, 0.5}, {cloud.Doubled, 0.75}, {cloud.Repeated, 0.25},
		{Never, 2.5}, {Late, 0.75}, {Twice, 0.75}, {Pieces, 1},
		{WebhookAgain, 1.5}, {WebhookLate, 0.75}, {ClickAgain, 1.5}, {ClickLater, 0.75}, {ClickLate, 0.5},
	}
}
