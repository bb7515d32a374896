package console_test

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/console"
	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/store"
)

const (
	base   = "http://stand.example"
	secret = "s3cret"
)

// review is a small workflow: it waits for an answer, and looks at it.
const review = `{"Comment": "A review.", "QueryLanguage": "JSONata", "StartAt": "AskStaff", "States": {
  "AskStaff": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "TimeoutSeconds": 3600,
    "Arguments": {"FunctionName": "arn:aws:lambda:eu-west-1:123456789012:function:pugs-review", "Payload": {"task": "ask", "input": "{% $states.context.Task.Token %}"}},
    "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Lapse"}], "Next": "Tell"},
  "Lapse": {"Type": "Pass", "Next": "Tell"},
  "Tell": {"Type": "Succeed"}}}`

// world is a stand in small: a clock that jumps, one workflow, a mailbox, and a webhook that answers as told.
type world struct {
	t       testing.TB
	clock   *clock.Clock
	engine  *asl.Engine
	machine string
	box     *mailbox.Box
	crm     *hubspot.Server
	mux     *http.ServeMux
	records *store.Store
	console *console.Console
	webhook func(r *http.Request, body []byte) (int, string)
}

func letters() ([]letter.Specimen, error) {
	return []letter.Specimen{{Function: "review", Kind: "declined", Letter: letter.Letter{Subject: "Not this time", Text: "Sorry, <Ann>.", HTML: "<p>Sorry.</p>"}}}, nil
}

func newWorld(t testing.TB, changes ...func(*console.Deps)) *world {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	dates := calendar.Plan("2026-H2", zone, calendar.DefaultLeads())
	w := &world{t: t, clock: clock.New(dates.ChampionsOpen, clock.Jump), box: mailbox.New(base),
		mux: http.NewServeMux()}
	t.Cleanup(w.clock.Close)
	random := rand.NewChaCha8([32]byte{})
	w.crm = hubspot.New(hubspot.Config{Now: w.clock.Now})
	w.engine = asl.NewEngine(asl.Config{Clock: w.clock, Rand: random, Region: "eu-west-1", Account: "123456789012",
		Invoke: func(context.Context, string, string, []byte) asl.Answer { return asl.Answer{Payload: []byte("{}")} }})
	if w.machine, err = w.engine.Create("pugs-review", review); err != nil {
		t.Fatal(err)
	}
	forms := &people.Forms{URL: base + "/webhooks/applications", Secret: secret, Clock: w.clock,
		Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			status, answer := w.webhook(r, body)
			rw.WriteHeader(status)
			_, _ = io.WriteString(rw, answer)
		})}
	aws := cloud.New(cloud.Config{Region: "eu-west-1", Account: "123456789012", Now: w.clock.Now, States: w.engine,
		Tables: []string{"pugs"}, Observer: "stand"})
	var grants []cloud.Grant
	for _, action := range []string{"GetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"} {
		grants = append(grants, cloud.Grant{Action: "dynamodb:" + action, Resource: "*"})
	}
	aws.Allow("stand", grants)
	w.records = store.New(dynamodb.NewFromConfig(aws.Config("stand")), "pugs")
	deps := console.Deps{Clock: w.clock, Engine: w.engine, Mailbox: w.box, HubSpot: w.crm, Forms: forms,
		Records: w.records, Letters: letters, Prefix: "pugs-", URL: base, Zone: zone, Cohort: "2026-H2", Dates: dates,
		Cloud: aws,
		Phase: func() string { return "Champion applications are open" }, Mode: "hands", Rand: random,
		Staff: []mail.Address{{Name: "Ada Hart", Address: "ada@staff.example"}}}
	for _, change := range changes {
		change(&deps)
	}
	if w.console, err = console.New(deps); err != nil {
		t.Fatal(err)
	}
	w.console.Register(w.mux)
	return w
}

func (w *world) do(r *http.Request) *httptest.ResponseRecorder {
	rw := httptest.NewRecorder()
	w.mux.ServeHTTP(rw, r)
	return rw
}

func (w *world) get(path string) *httptest.ResponseRecorder {
	return w.do(httptest.NewRequest(http.MethodGet, path, nil))
}

func (w *world) post(path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.do(r)
}

func (w *world) receive(to, subject string, parts ...string) {
	w.t.Helper()
	raw := "Subject: " + subject + "\r\n\r\n" + strings.Join(parts, "")
	if len(parts) > 1 {
		raw = "Subject: " + subject + "\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
		for i, kind := range []string{"text/plain", "text/html", "text/calendar"}[:len(parts)] {
			raw += "--b\r\nContent-Type: " + kind + "\r\n\r\n" + parts[i] + "\r\n"
		}
		raw += "--b--\r\n"
	}
	if _, err := w.box.Receive(cloud.Mail{Time: w.clock.Now(), From: "groups@pugs.example", To: []string{to},
		Raw: []byte(raw)}); err != nil {
		w.t.Fatal(err)
	}
}

func TestTheControlRoomShowsWhatGoesOn(t *testing.T) {
	w := newWorld(t)
	w.receive("ada@staff.example", "Please decide")
	if _, err := w.engine.StartExecution(w.machine, "one", "{}"); err != nil {
		t.Fatal(err)
	}
	w.wants("/", "The October 2026 cohort", "Champion applications are open", "Thu 23 Jul 2026, 09:00",
		"“Please decide” went to ada@staff.example", "1 email</a>", `<a href="/workflows">Workflows</a>: 1 running`,
		`<li class="next"><span>Champion applications close`)
}

// wants reads a page and looks for each text.
func (w *world) wants(path string, texts ...string) string {
	w.t.Helper()
	answer := w.get(path)
	if answer.Code != http.StatusOK {
		w.t.Fatalf("%s: answered %d", path, answer.Code)
	}
	body := answer.Body.String()
	for _, text := range texts {
		if !strings.Contains(body, text) {
			w.t.Errorf("%s lacks %q", path, text)
		}
	}
	return body
}

func TestThePictureShowsWhereAnExecutionIs(t *testing.T) {
	w := newWorld(t)
	if _, err := w.engine.StartExecution(w.machine, "one", `{"application": "<b>"}`); err != nil {
		t.Fatal(err)
	}
	if err := w.clock.Advance(t.Context(), w.clock.Now()); err != nil {
		t.Fatal(err)
	}
	w.wants("/workflows/review/one", `<g class="box answer current"><title>AskStaff`, "It is in “Ask staff”.", `<g class="box succeed "`,
		"start · review: ask, waits", "no answer in time", `url(#head-catch)`, "&lt;b&gt;", "TaskStateEntered")
	if err := w.clock.Advance(t.Context(), w.clock.Now().Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	w.wants("/workflows/review/one", `<g class="box answer passed"`, `<g class="box pass passed"`,
		`<g class="box succeed passed"`, ">succeeded<")
	w.wants("/workflows/review?status=SUCCEEDED", `href="/workflows/review/one"`)
	if strings.Contains(w.wants("/workflows/review?status=RUNNING"), `href="/workflows/review/one"`) {
		t.Error("an execution that has ended is listed as running")
	}
}

func TestWhatIsNotThereIsSaid(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/mailbox/1", "/mailbox/x", "/mailbox/1/html", "/mailbox/1/invitation.ics",
		"/workflows/none", "/workflows/review/none", "/letters/review/none", "/stand/frame.html"} {
		if answer := w.get(path); answer.Code != http.StatusNotFound ||
			!strings.Contains(answer.Body.String(), "There is no such") {
			t.Errorf("%s: answered %d", path, answer.Code)
		}
	}
}
