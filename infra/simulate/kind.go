package main

import (
	"cmp"
	"math"
	"strings"
	"time"
)

// Kind is a kind of fault, named as the journal and the stories of the stand name it.
type Kind string

// The kinds of fault. The first seven hit a call to AWS, the next four the call of a function, the rest what comes from
// outside.
const (
	Before    Kind = "fails"     // the call is not done, and says so
	Lost      Kind = "lost"      // it is done, and says that it is not
	Throttled Kind = "throttled" // AWS has had too many
	Slow      Kind = "slow"      // it takes seconds
	Hangs     Kind = "hangs"     // it takes longer than the function may
	Dies      Kind = "dies"      // the function ends just before it
	Down      Kind = "down"      // the whole service is out

	Refused  Kind = "refused"  // the function is not called
	Unheard  Kind = "unheard"  // it is called, and its answer lost
	Doubled  Kind = "doubled"  // it is called twice, one beside the other
	Repeated Kind = "repeated" // it is called again minutes or hours later

	Never    Kind = "never"    // a schedule does not fire
	Late     Kind = "late"     // a schedule fires hours late
	Twice    Kind = "twice"    // a schedule fires twice
	Deployed Kind = "deployed" // the functions are put in place anew, what is under way dies

	WebhookAgain Kind = "webhook-again" // a submission is delivered once more
	WebhookLate  Kind = "webhook-late"  // it is delivered days late, after others
	ClickAgain   Kind = "click-again"   // a form is sent twice at once
	ClickLater   Kind = "click-later"   // it is sent once more, hours or days later
	ClickLate    Kind = "click-late"    // it was opened long before it is sent
)

// kinds are all kinds that are drawn by their share, with the most that the share may be at a rate of 1. An outage or a
// deployment has its time instead.
func kinds() []Share {
	return []Share{
		{Before, 0.5}, {Lost, 0.5}, {Throttled, 0.5}, {Slow, 0.5}, {Hangs, 0.05}, {Dies, 0.25},
		{Refused, 0.75}, {Unheard, 0.5}, {Doubled, 0.75}, {Repeated, 0.25},
		{Never, 2.5}, {Late, 0.75}, {Twice, 0.75},
		{WebhookAgain, 1.5}, {WebhookLate, 0.75}, {ClickAgain, 1.5}, {ClickLater, 0.75}, {ClickLate, 0.5},
	}
}

// AllKinds are all kinds of fault.
func AllKinds() []Kind {
	all := []Kind{Down, Deployed}
	for _, k := range kinds() {
		all = append(all, k.Kind)
	}
	return all
}

// Share is how often a kind of fault happens, of all the times when it could.
type Share struct {
	Kind Kind
	Of   float64
}

// hits says whether the kind of fault can happen to a call of that action by that principal.
func (k Kind) hits(principal, action string) bool {
	invoked := action == "lambda:Invoke"
	switch k {
	case Before, Lost, Throttled, Slow, Hangs, Dies:
		return !invoked
	case Refused, Unheard:
		return invoked
	case Doubled, Repeated:
		return invoked && !strings.HasPrefix(principal, "gateway ") // which answers a person, and calls once
	}
	return false
}

// deaths are the names by which Lambda reports that a function ended early (AWS, Lambda runtime errors).
func deaths() []string {
	return []string{"Runtime.ExitError", "Sandbox.Timedout", "Runtime.Unknown", "Lambda.Unknown",
		"Function.ResponseSizeTooLarge"}
}

// refusals are the names by which Step Functions reports that Lambda did not take a call, or did not answer it.
func refusals() []string {
	return []string{"Lambda.TooManyRequestsException", "Lambda.ServiceException", "Lambda.SdkClientException",
		"Lambda.AWSLambdaException"}
}

// span is how long something takes: between least and most, each order of magnitude as likely; at runs from 0 to 1.
func span(at float64, least, most time.Duration) time.Duration {
	ratio := float64(most) / float64(least)
	return time.Duration(float64(least) * math.Pow(ratio, at)).Truncate(cmp.Or(least/10, 1))
}
