package lambdafn

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"

	"github.com/partnerusergroups/pugs/shared/logs"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// ScheduleRan is the line in the log of what a schedule asked for and was done. Somebody is told where it stays away.
const ScheduleRan = "schedule ran"

// Function is one Lambda function: it serves its web routes, and it does its tasks. It satisfies lambda.Handler.
type Function struct {
	Name  string
	Web   http.Handler    // nil if the function has no routes
	Tasks map[string]Task // by name
	// Changes takes changes of the table, in their order. It returns the sequence number of the first that it did not
	// get done, empty where it got all done: they come again from there on. An error is all of them.
	Changes func(context.Context, []Change) (failed string, err error)
	Events  map[string]Event // by what EventBridge calls their detail-type
	Log     *slog.Logger
}

// Change is a change of one item, as a stream of DynamoDB carries it.
type Change struct {
	Kind  string          // INSERT, MODIFY or REMOVE
	Image json.RawMessage // the item as it is now, in DynamoDB's JSON; nil where it was removed
	Seq   string          // the sequence number
}

// Event takes the detail of an event of EventBridge.
type Event func(ctx context.Context, detail json.RawMessage) error

// Task does one step of a workflow, or what a schedule asks for.
type Task func(ctx context.Context, input json.RawMessage) (output any, err error)

// Typed makes a task of a function on structs. Input that does not fit is pug.Invalid. Unknown fields are ignored, and
// missing ones are zero: the workflow that calls may be older than the function, or newer.
func Typed[In, Out any](do func(context.Context, In) (Out, error)) Task {
	return func(ctx context.Context, input json.RawMessage) (any, error) {
		var in In
		if err := json.Unmarshal(input, &in); err != nil {
			return nil, pug.Wrapf(err, pug.Invalid, "The input of the task does not fit")
		}
		return do(ctx, in)
	}
}

// None is the input of a task that needs none.
type None struct{}

// Step is Typed for a task that has nothing to say but whether it worked.
func Step[In any](do func(context.Context, In) error) Task {
	return Typed(func(ctx context.Context, in In) (None, error) { return None{}, do(ctx, in) })
}

// event is any event. A request has a method, and no Task. All are read in one go: a body may have megabytes.
type event struct {
	Task  string          `json:"task"`
	Input json.RawMessage `json:"input"`
	events.APIGatewayV2HTTPRequest
	Records    []record        `json:"Records"`
	DetailType string          `json:"detail-type"`
	Detail     json.RawMessage `json:"detail"`
	Caller
}

// Invoke answers one event. The error, if any, is a messages.InvokeResponse_Error with one of ErrorNames.
func (f *Function) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	var e event
	if err := json.Unmarshal(payload, &e); err != nil {
		return nil, named(pug.Wrapf(err, pug.Invalid, "The event of %s is not JSON", f.Name))
	}
	ctx = logs.With(ctx, f.about(ctx, e)...)
	switch {
	case e.RequestContext.HTTP.Method != "":
		return f.serve(ctx, e.APIGatewayV2HTTPRequest)
	case e.Records != nil:
		return f.changes(ctx, e.Records)
	case e.DetailType != "":
		return f.event(ctx, e)
	}
	return f.task(ctx, e)
}

func (f *Function) task(ctx context.Context, e event) ([]byte, error) {
	task, ok := f.Tasks[e.Task]
	if !ok {
		return nil, named(pug.Errorf(pug.Invalid, "The function %s has no task %q.", f.Name, e.Task))
	}
	if len(e.Input) == 0 {
		e.Input = json.RawMessage("{}")
	}
	out, err := task(WithCaller(ctx, e.Caller), e.Input)
	if err != nil {
		return nil, f.failed(ctx, e.Task, err)
	}
	if e.Schedule != "" {
		f.Log.InfoContext(ctx, ScheduleRan)
	}
	return encode(out)
}

// encode writes an answer; one that JSON cannot hold is a defect, and named like any other error. The tags of pages are
// left as they are: escaped, they would make an answer half as long again.
func encode(answer any) ([]byte, error) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(answer); err != nil {
		return nil, named(fmt.Errorf("encode a %T: %w", answer, err))
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), nil
}

func (f *Function) serve(ctx context.Context, request events.APIGatewayV2HTTPRequest) ([]byte, error) {
	if f.Web == nil {
		return nil, named(pug.Errorf(pug.Invalid, "The function %s has no pages.", f.Name))
	}
	response, err := httpadapter.NewV2(f.Web).ProxyWithContext(ctx, request)
	if err != nil {
		return nil, named(err)
	}
	return encode(response)
}
