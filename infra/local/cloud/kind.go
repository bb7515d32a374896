package cloud

import (
	"errors"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// Kind is a kind of fault that a call to AWS, or of a function, can have.
type Kind string

// The kinds of fault. The first seven hit a call to AWS, the others the call of a function.
const (
	Fails      Kind = "fails"     // the call is not done, and says so
	Unanswered Kind = "lost"      // it is done, and says that it is not
	Throttled  Kind = "throttled" // AWS has had too many
	Conflicts  Kind = "conflicts" // somebody else's transaction is at an item of it
	Slow       Kind = "slow"      // it takes seconds
	Hangs      Kind = "hangs"     // it takes longer than the function may
	Dies       Kind = "dies"      // the function ends just before it

	Refused  Kind = "refused"  // the function is not called
	Unheard  Kind = "unheard"  // it is called, and its answer lost
	Doubled  Kind = "doubled"  // it is called twice, one beside the other
	Repeated Kind = "repeated" // it is called again minutes or hours later
)

// Kinds are all kinds of fault.
func Kinds() []Kind {
	return []Kind{Fails, Unanswered, Throttled, Conflicts, Slow, Hangs, Dies, Refused, Unheard, Doubled, Repeated}
}

// Hits says whether a call of the action by the principal can have a fault of the kind.
func (k Kind) Hits(principal, action string) bool {
	switch k {
	case Conflicts:
		alone := []string{"dynamodb:GetItem", "dynamodb:Query"} // they read the items as they were before
		return strings.HasPrefix(action, "dynamodb:") && !slices.Contains(alone, action)
	case Refused, Unheard:
		return action == invoke
	case Doubled, Repeated:
		return action == invoke && !strings.HasPrefix(principal, "gateway ") // which calls once, and waits
	}
	return action != invoke
}

// invoke is the action of calling a function.
const invoke = "lambda:Invoke"

// Fault makes a fault of the kind for a call of the action. At, from 0 to 1, is where in its range it is: which error,
// or how long.
func (k Kind) Fault(action string, at float64) error {
	switch k {
	case Fails:
		return choose(at, broken())
	case Unanswered:
		return Lost(choose(at, broken()))
	case Throttled:
		return choose(at, throttles(action))
	case Conflicts:
		return conflict(action)
	case Slow:
		return Fault{Takes: Span(at, time.Second, 25*time.Second)}
	case Hangs:
		return Fault{Takes: forever}
	case Dies:
		return Fault{Dies: choose(at, deaths())}
	case Refused:
		return &Error{Code: choose(at, refusals())}
	case Unheard:
		return Lost(&Error{Code: choose(at, refusals())})
	case Doubled:
		return Fault{Again: Span(at, time.Millisecond, time.Second)}
	}
	return Fault{Again: Span(at, time.Minute, 36*time.Hour)}
}

// broken are the ways in which a call goes wrong that AWS does not explain.
func broken() []error {
	return []error{
		&Error{Code: "InternalServerError", Status: http.StatusInternalServerError},
		&Error{Code: "ServiceUnavailable", Status: http.StatusServiceUnavailable},
		errors.New("connection reset by peer"),
	}
}

// throttles are the ways in which a service says that it has had too many calls. A transaction is refused in the name
// of the first of its actions. See
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html.
func throttles(action string) []error {
	if strings.HasPrefix(action, "ses:") {
		return []error{&Error{Code: "TooManyRequestsException", Status: http.StatusTooManyRequests,
			Text: "Maximum sending rate exceeded."}}
	}
	ways := []error{&Error{Code: "ThrottlingException"}}
	switch {
	case isTransaction(action):
		return append(ways, cancelled("ThrottlingError"), cancelled("ProvisionedThroughputExceeded"))
	case strings.HasPrefix(action, "dynamodb:"):
		return append(ways, &Error{Code: "ProvisionedThroughputExceededException"},
			&Error{Code: "RequestLimitExceeded"})
	}
	return ways
}

// conflict is how DynamoDB refuses what meets somebody else's transaction.
func conflict(action string) error {
	if isTransaction(action) {
		return cancelled("TransactionConflict")
	}
	return &Error{Code: "TransactionConflictException"}
}

func isTransaction(action string) bool { return strings.HasPrefix(action, "dynamodb:Transact") }

// cancelled is the answer to a transaction that its first action cancelled; what became of the others is added when it
// is known how many there are.
func cancelled(reason string) error {
	return &Error{Code: "TransactionCanceledException", Reasons: []dynamo.Reason{{Code: reason}}}
}

// allReasons has the answer to a transaction of so many actions name a reason for each.
func allReasons(err error, actions int) error {
	var e *Error
	if !errors.As(err, &e) || len(e.Reasons) == 0 {
		return err
	}
	whole := *e
	whole.Reasons = slices.Concat(e.Reasons, slices.Repeat([]dynamo.Reason{{Code: "None"}}, actions-len(e.Reasons)))
	return &whole
}

// deaths are the names by which Lambda reports that a function ended early. A function that runs out of memory exits;
// Lambda.Unknown has no name of its own.
func deaths() []string {
	return []string{"Runtime.ExitError", "Sandbox.Timedout", "Runtime.Unknown", "Lambda.Unknown",
		"Function.ResponseSizeTooLarge"}
}

// refusals are the names by which Step Functions reports that Lambda did not take a call, or did not answer it.
func refusals() []string {
	return []string{"Lambda.TooManyRequestsException", "Lambda.ServiceException", "Lambda.SdkClientException",
		"Lambda.AWSLambdaException"}
}

func choose[T any](at float64, from []T) T { return from[int(at*float64(len(from)))] }

// Span is a time from least to most, each order of magnitude as likely as the next where at is any number from 0 to 1.
func Span(at float64, least, most time.Duration) time.Duration {
	return time.Duration(float64(least) * math.Pow(float64(most)/float64(least), at)).Truncate(least / 10)
}
