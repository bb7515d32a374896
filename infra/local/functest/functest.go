package functest

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda/messages"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	sfntypes "github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Env is the surroundings of one function under test.
type Env struct {
	Store    *store.Store
	Links    *link.Minter
	Letters  *letter.Writer
	Workflow *workflow.Client
	Calendar calendar.Calendar
	Settings config.Settings
	Log      *slog.Logger
	Sent     []letter.Message // every mail, in order
	Started  []sfn.StartExecutionInput
	Answered []string // tokens, in order
	// Fail, where set, is asked before each mail and each call to a workflow; its error is what they answer.
	Fail func(what string) error

	mu  sync.Mutex // guards Sent, Started and Answered while requests run side by side
	now time.Time
}

// New makes surroundings at the given time, with two members of staff: Ada Hart and Bo Lund.
func New(t testing.TB, now time.Time) *Env {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	r := &Env{now: now, Store: Table(t), Log: slog.New(slog.DiscardHandler)}
	r.Settings = config.Settings{
		Table: "pugs", PublicURL: "https://groups.example.com", Sender: mail.Address{Name: "Partner User Groups", Address: "groups@example.com"},
		Staff: []mail.Address{{Name: "Ada Hart", Address: "ada@example.com"}, {Name: "Bo Lund", Address: "bo@example.com"}},
		Zone:  zone, Leads: calendar.DefaultLeads(), Intervals: calendar.DefaultIntervals(), Secret: "pugs/hubspot", Signature: "v3",
	}
	r.Calendar = calendar.Calendar{Cohorts: r.Store, Zone: zone, Leads: r.Settings.Leads, Runs: r.Settings.Runs}
	r.Links, err = link.New(link.Deps{Records: r.Store, Base: r.Settings.PublicURL, Rand: rand.NewChaCha8([32]byte{1}), Now: r.Now})
	if err != nil {
		t.Fatal(err)
	}
	sender := letter.Address{Name: r.Settings.Sender.Name, Email: r.Settings.Sender.Address}
	r.Letters = &letter.Writer{Links: r.Links, Mail: outgoing{r}, From: sender, Log: r.Log}
	for _, a := range r.Settings.Staff {
		r.Letters.Staff = append(r.Letters.Staff, letter.Address{Name: a.Name, Email: a.Address})
	}
	r.Workflow = &workflow.Client{SFN: steps{r}, Records: r.Store,
		Machines: map[string]string{workflow.Cohort: "arn:cohort", workflow.Application: "arn:application", workflow.Standing: "arn:standing"}}
	return r
}

// Table makes an empty table of the programme's shape in the in-process cloud of the local stand. Options change the client.
func Table(t testing.TB, options ...func(*dynamodb.Options)) *store.Store {
	t.Helper()
	aws := cloud.New(cloud.Config{Region: "us-east-1", Account: "123456789012", Now: time.Now, Tables: []string{"pugs"}})
	var grants []cloud.Grant
	for _, action := range []string{"GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"} {
		grants = append(grants, cloud.Grant{Action: "dynamodb:" + action, Resource: "*"})
	}
	aws.Allow("test", grants)
	return store.New(dynamodb.NewFromConfig(aws.Config("test"), options...), "pugs")
}

// Now is the time that stands still; pass it as the function's clock.
func (r *Env) Now() time.Time { return r.now }

// Pass moves the time on.
func (r *Env) Pass(d time.Duration) { r.now = r.now.Add(d) }

// At sets the time.
func (r *Env) At(t time.Time) { r.now = t }

// Cohort stores a cohort with the default dates at the given stage and returns it.
func (r *Env) Cohort(t testing.TB, id pug.CohortID, stage pug.Stage) pug.Cohort {
	t.Helper()
	c := pug.Cohort{ID: id, Stage: stage, Dates: calendar.Plan(id, r.Settings.Zone, r.Settings.Leads)}
	if err := r.Store.AddCohort(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return c
}

// Do has the function do a task, as a workflow or a schedule would, and reads the output into out, unless that is nil. It returns the
// name of the error under which the task failed, empty where it did not.
func (r *Env) Do(t testing.TB, f *lambdafn.Function, task string, in, out any) string {
	t.Helper()
	payload, err := json.Marshal(map[string]any{"task": task, "input": in})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := f.Invoke(t.Context(), payload)
	if err != nil {
		named, ok := err.(messages.InvokeResponse_Error)
		if !ok {
			t.Fatalf("%s: the error %v has no name", task, err)
		}
		t.Logf("%s: %s", task, named.Message)
		return named.Type
	}
	if out != nil {
		if err := json.Unmarshal(answer, out); err != nil {
			t.Fatalf("%s: %v in %s", task, err, answer)
		}
	}
	return ""
}

// Visit opens a link of the function with the method: GET, HEAD, or POST with a form. It returns the status and the page.
func (r *Env) Visit(t testing.TB, f *lambdafn.Function, method, address string, form url.Values) (int, string) {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	request := httptest.NewRequest(method, address, body)
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	f.Web.ServeHTTP(w, request)
	return w.Code, w.Body.String()
}

// To lists the mails to an address, in order.
func (r *Env) To(email string) []letter.Message {
	var mails []letter.Message
	for _, m := range r.Sent {
		if m.To.Email == email {
			mails = append(mails, m)
		}
	}
	return mails
}

// LinkTo is the link in the latest mail to an address that has one.
func (r *Env) LinkTo(t testing.TB, email string) string {
	t.Helper()
	for _, m := range slices.Backward(r.To(email)) {
		if url := Link(m); url != "" {
			return url
		}
	}
	t.Fatalf("no mail to %s has a link", email)
	return ""
}

// button is how the text of a letter shows its button: a label, and the address on a line of its own.
var button = regexp.MustCompile(`(?m):\n(https://groups\.example\.com/\S+)$`)

// Link is where the button of a mail leads; empty where it has none.
func Link(m letter.Message) string {
	if found := button.FindStringSubmatch(m.Text); found != nil {
		return found[1]
	}
	return ""
}

type outgoing struct{ r *Env }

func (o outgoing) Send(_ context.Context, m letter.Message) error {
	if err := o.r.fail("mail " + m.Key); err != nil {
		return err
	}
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	for _, sent := range o.r.Sent {
		if sent.Key == m.Key && sent.To == m.To {
			return nil // as the real mailer: once
		}
	}
	o.r.Sent = append(o.r.Sent, m)
	return nil
}

func (r *Env) fail(what string) error {
	if r.Fail == nil {
		return nil
	}
	return r.Fail(what)
}

type steps struct{ r *Env }

func (s steps) StartExecution(_ context.Context, in *sfn.StartExecutionInput, _ ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error) {
	if err := s.r.fail("start " + *in.Name); err != nil {
		return nil, err
	}
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	for _, started := range s.r.Started {
		if *started.Name == *in.Name && *started.StateMachineArn == *in.StateMachineArn {
			return nil, &sfntypes.ExecutionAlreadyExists{}
		}
	}
	s.r.Started = append(s.r.Started, *in)
	return &sfn.StartExecutionOutput{}, nil
}

func (s steps) SendTaskSuccess(_ context.Context, in *sfn.SendTaskSuccessInput, _ ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error) {
	if err := s.r.fail("answer " + *in.TaskToken); err != nil {
		return nil, err
	}
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	s.r.Answered = append(s.r.Answered, *in.TaskToken)
	return &sfn.SendTaskSuccessOutput{}, nil
}
