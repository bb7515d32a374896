package blueprint

import (
	"fmt"
	"strings"
	"time"
)

// Blueprint is the whole application.
type Blueprint struct {
	Purpose   string // a sentence for the console
	Functions []Function
	Workflows []Workflow
	Schedules []Schedule
	Streams   []Stream
	Events    []Event
	Watches   []Watch
	Webhook   Webhook
	Throttle  Throttle      // of all routes but the webhook's together
	Retry     Retry         // of what schedules call
	KeepLogs  time.Duration // whole days
}

// Function is one Lambda function. Its name is also the handler's name, by which the one binary picks what to be.
type Function struct {
	Name    string
	Purpose string // a sentence for the console
	Timeout time.Duration
	Memory  int // MB
	Routes  []Route
	Rights  []Right
}

// Route is one route of the HTTP API. Its path is as API Gateway reads it: "/review/{link}", or "/review/{rest+}" for
// whatever follows.
type Route struct {
	Method string
	Path   string
}

// Pattern is the route as net/http reads it.
func (r Route) Pattern() string { return r.Method + " " + strings.Replace(r.Path, "+}", "...}", 1) }

// Right lets a function call one API action on one resource. What is not listed is refused.
type Right struct {
	Action string // "dynamodb:PutItem"
	On     Resource
	// Partitions are those of the table that the action may touch, but for reads, which have none and reach everything:
	// a partition's key, or how it begins and a star, as in "LINK#*". They are listed in shared/store.
	Partitions []string
}

// Resource is what a right is about.
type Resource struct {
	Kind Kind
	Name string // of the workflow; empty for the others, of which there is one
	// Why says why nothing narrower than everything can be named, where Kind is Anything.
	Why string
}

// Kind is a kind of resource.
type Kind string

// The kinds of resource.
const (
	Table        Kind = "table"
	StateMachine Kind = "state machine"
	Identity     Kind = "identity" // from which mail is sent
	Secret       Kind = "secret"   // HubSpot's client secret
	Token        Kind = "token"    // of HubSpot's API; without one in the settings, nobody may read any
	OwnKey       Kind = "own key"  // of the links to people's own pages
	SignOn       Kind = "sign-on"  // the secret of staff's single sign-on; without that, nobody may read any
	Anything     Kind = "anything"
)

// Workflow is one state machine; its definition is workflows/NAME.asl.json. It may invoke the functions that it lists.
type Workflow struct {
	Name    string
	Purpose string
	Invokes []string
}

// Schedule calls a function's task at times given in the programme's time zone. A call that fails for good becomes a
// dead letter, which the schedule, or the function that was called, may send; nothing else may.
type Schedule struct {
	Name       string
	Purpose    string
	Expression string // EventBridge Scheduler: cron(minutes hours day-of-month month day-of-week year)
	Function   string
	Task       string
	Missed     time.Duration // after which, without a run, a person is told; whole hours, 0 for never
}

// Event is what the function is called with.
func (s Schedule) Event() string {
	return fmt.Sprintf(`{"task": %q, "input": {}, "schedule": %q}`, s.Task, s.Name)
}

// Webhook is where HubSpot posts applications: one of the functions' routes, with a throttle of its own, so that nobody
// who asks for pages takes HubSpot's turn.
type Webhook struct {
	Route
	Throttle Throttle
}

// Stream calls a function with what changes in the table, at least once and in the order of the changes. What it calls
// in vain for good becomes a dead letter.
type Stream struct {
	Name     string
	Purpose  string
	Function string
	Filters  []Filter      // the function is told of a change that one of them lets pass
	Batch    int           // how many changes it is told of at once, at most
	Window   time.Duration // how long changes are gathered for that; whole seconds
	Attempts int           // how often a batch that fails is tried again
	MaxAge   time.Duration // of a change, before it is given up
}

// Filter lets a change of an item pass if all of what it says is so.
type Filter struct {
	Event     string // what has happened to the item: INSERT, MODIFY or REMOVE
	Prefix    string // of its partition key
	Attribute string // the text that the item must have now; empty: none
}

// Event calls a function with what a service of AWS reports on the account's event bus. Reports may be missing. One
// that a function fails on for good becomes a dead letter.
type Event struct {
	Name     string
	Purpose  string
	Source   string   // "aws.ses"
	Types    []string // "Email Bounced"
	Function string
}

// Watch is a line in a log that a person is told of.
type Watch struct {
	Name     string // "launch-healed"
	Purpose  string // what has happened and what to do first
	Function string // in whose log; empty where it can be any function's
	Message  string // how the line's message begins
	Often    Often  // the zero value tells of each line
	Figure   Figure // the zero value tells of the line whatever it holds
}

// Figure is a number in a line that is logged again and again.
type Figure struct {
	Field string        // of the line: "oldest_letter"
	Unit  string        // as CloudWatch calls it: "Seconds", "Count"
	From  float64       // as much and more, a person is told of
	Every time.Duration // the line is logged; whole minutes
}

// Often is how many times something happens within a while before a person is told of it.
type Often struct {
	Times  int
	Within time.Duration // whole minutes, a day at most
}

// Throttle is how many requests are let through, in a steady stream and at once. What is above gets a 429, which
// HubSpot tries again.
type Throttle struct {
	PerSecond int
	Burst     int
}

// Retry is how often, and for how long, a call that fails is made again.
type Retry struct {
	Attempts int
	Within   time.Duration
}

// Function finds a function by its name.
func (b Blueprint) Function(name string) (Function, bool) {
	for _, f := range b.Functions {
		if f.Name == name {
			return f, true
		}
	}
	return Function{}, false
}
