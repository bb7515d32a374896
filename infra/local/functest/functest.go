package functest

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/mail"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/smithy-go/middleware"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// The members of staff, by their addresses.
const (
	Ada = "ada@example.com" // Ada Hart
	Bo  = "bo@example.com"  // Bo Lund
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
	Function *lambdafn.Function // the one under test, which a test makes of the rest
	Sent     []letter.Message   // every letter as it would go out, in order
	Changes  []lambdafn.Change  // of letters, as the stream of the table tells of them
	Stale    []lambdafn.Change  // of what HubSpot is to be told, in the same way
	Started  []sfn.StartExecutionInput
	Answered []string            // tokens, in order
	Failed   map[string][]string // the names of executions that failed, by the ARNs of their machines
	Cookie   *http.Cookie        // of who is signed in to the desk; nil for nobody
	// Fail, where set, is asked before each mail and each call to a workflow; its error is what they answer.
	Fail func(what string) error
	// Before, where set, runs before each call of the table, on the goroutine that makes the call: what it does has
	// happened meanwhile.
	Before func()
	// Down, where set, is asked before each call of the table; its error is what the call answers.
	Down func() error

	mu      sync.Mutex // guards Sent, Started, Answered and pending while requests run side by side
	now     time.Time
	layout  letter.Layout
	cloud   *cloud.Cloud
	pending []store.Attempt // letters that went out, which nobody has noted yet
}

// New makes surroundings at the given time, with two members of staff, who hear of each application: Ada Hart and Bo
// Lund.
func New(t testing.TB, now time.Time) *Env {
	t.Helper()
	zone, known := calendar.Zone("America/New_York")
	if !known {
		t.Fatal("the time zone of New York is missing")
	}
	r := &Env{now: now, Log: slog.New(slog.DiscardHandler)}
	r.Settings = config.Settings{
		Table: "pugs", PublicURL: "https://groups.example.com",
		Sender: mail.Address{Name: "Partner User Groups", Address: "groups@example.com"},
		Staff:  []mail.Address{{Name: "Ada Hart", Address: Ada}, {Name: "Bo Lund", Address: Bo}},
		Zone:   zone, Leads: calendar.DefaultLeads(), Intervals: calendar.DefaultIntervals(),
		Secret: "pugs/hubspot", Signature: "any",
	}
	team := r.Settings.Team()
	for i := range team {
		team[i].Mail = pug.StaffMailEach
	}
	r.Store = tableOf(t, r).ForHubSpot(r.Now).BegunBy(team)
	r.Calendar = calendar.Calendar{Cohorts: r.Store, Zone: zone, Leads: r.Settings.Leads, Runs: r.Settings.Runs}
	r.Links = &link.Minter{Records: r.Store, Base: r.Settings.PublicURL, Rand: rand.NewChaCha8([32]byte{1}), Now: r.Now}
	r.layout = letter.NewLayout(letter.Address{Name: r.Settings.Sender.Name, Email: r.Settings.Sender.Address})
	r.Letters = &letter.Writer{Outbox: outgoing{r}, Team: r.Store, Now: r.Now}
	r.Workflow = &workflow.Client{SFN: steps{r}, Records: r.Store,
		Machines: map[string]string{workflow.Cohort: "arn:cohort", workflow.Application: "arn:application",
			workflow.Absence: "arn:absence"}}
	return r
}

// Hear has somebody of staff choose how to hear of what happens.
func (r *Env) Hear(t testing.TB, email string, how pug.StaffMail) {
	t.Helper()
	team, err := r.Store.Staff(t.Context())
	r.Must(t, err)
	team, err = team.Hear(email, how)
	r.Must(t, err)
	r.Must(t, r.Store.ChangeStaff(t.Context(), team))
}

// Deps are the surroundings as what functions are built from.
func (r *Env) Deps() duty.Deps {
	return duty.Deps{
		Store: r.Store, Letters: r.Letters, Links: r.Links, Workflow: r.Workflow, Calendar: r.Calendar,
		Settings: r.Settings, Now: r.Now, Log: r.Log, Parallel: 8,
	}
}

// Mentions lists the keys of the items in which a text stands, see cloud.Mentions.
func (r *Env) Mentions(text string) []string { return r.cloud.Mentions("pugs", text) }

// Table makes an empty table of the programme's shape in the in-process cloud of the local stand. Options change the
// client.
func Table(t testing.TB, options ...func(*dynamodb.Options)) *store.Store {
	t.Helper()
	return tableOf(t, nil, options...)
}

// tableOf makes a table whose changes the surroundings hear of, if there are any.
func tableOf(t testing.TB, r *Env, options ...func(*dynamodb.Options)) *store.Store {
	t.Helper()
	config := cloud.Config{Region: "us-east-1", Account: "123456789012", Now: time.Now, Tables: []string{"pugs"}}
	if r != nil {
		config.OnChange = r.written
	}
	aws := cloud.New(config)
	if r != nil {
		r.cloud = aws
		options = append(options, func(o *dynamodb.Options) { o.APIOptions = append(o.APIOptions, r.before) })
	}
	var grants []cloud.Grant
	for _, action := range []string{"GetItem", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "Query"} {
		grants = append(grants, cloud.Grant{Action: "dynamodb:" + action, Resource: "*"})
	}
	aws.Allow("test", grants)
	return store.New(dynamodb.NewFromConfig(aws.Config("test"), options...), "pugs")
}

// before has Before run, and Down asked, ahead of each call that goes through the stack.
func (r *Env) before(stack *middleware.Stack) error {
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("before", func(
		ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
	) (middleware.InitializeOutput, middleware.Metadata, error) {
		if r.Before != nil {
			r.Before()
		}
		if r.Down != nil {
			if err := r.Down(); err != nil {
				return middleware.InitializeOutput{}, middleware.Metadata{}, err
			}
		}
		return next.HandleInitialize(ctx, in)
	}), middleware.Before)
}

// Now is the time that stands still; pass it as the function's clock.
func (r *Env) Now() time.Time { return r.now }

// Pass moves the time on.
func (r *Env) Pass(d time.Duration) { r.now = r.now.Add(d) }

// At sets the time.
func (r *Env) At(t time.Time) { r.now = t }

// Must fails the test at once where something went wrong that is not under test.
func (r *Env) Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Cohort stores a cohort with the default dates at the given stage and returns it.
func (r *Env) Cohort(t testing.TB, id pug.CohortID, stage pug.Stage) pug.Cohort {
	t.Helper()
	c := pug.Cohort{ID: id, Stage: stage, Dates: calendar.Plan(id, r.Settings.Zone, r.Settings.Leads)}
	r.Must(t, r.Store.AddCohort(t.Context(), c))
	return c
}
