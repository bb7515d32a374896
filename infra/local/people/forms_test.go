package people_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// intake answers webhooks with what is in the body's "answer", as a status or an outcome.
type intake struct {
	t     *testing.T
	clock *clock.Clock
	got   []string // when, and the "name" of the body
	down  int      // answers that are 503 before any other
}

const hook = base + "/webhooks/applications"

func (i *intake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		i.t.Error(err)
	}
	signature, err := hubspot.Read(hubspot.V3, r.Header)
	request := hubspot.Request{Method: r.Method, URI: hook, Body: body}
	if err != nil || !signature.MadeWith("secret", request) || r.URL.String() != hook {
		i.t.Errorf("a webhook to %s is not signed as HubSpot would: %v", r.URL, err)
	}
	var said struct {
		Name, Answer string
		Status       int
	}
	_ = json.Unmarshal(body, &said)
	i.got = append(i.got, i.clock.Now().UTC().Format("01-02 15:04:05 ")+said.Name)
	switch {
	case i.down > 0:
		i.down--
		w.WriteHeader(http.StatusServiceUnavailable)
	case said.Status > 0:
		w.WriteHeader(said.Status)
		fmt.Fprint(w, `{"problem": "No."}`)
	default:
		fmt.Fprintf(w, `{"outcome": %q, "application": "a-1"}`, said.Answer)
	}
}

func newForms(t *testing.T) (*people.Forms, *intake) {
	c := clock.New(start, clock.Jump)
	t.Cleanup(c.Close)
	i := &intake{t: t, clock: c}
	return &people.Forms{Handler: i, URL: hook, Secret: "secret", Clock: c}, i
}

func TestDeliverCountsTheAnswers(t *testing.T) {
	f, _ := newForms(t)
	for _, body := range []string{`{"answer":"accepted"}`, `{"answer":"accepted"}`, `{"answer":"duplicate"}`,
		`{"answer":"odd"}`, `{"answer":"late"}`, `{"status":400}`} {
		f.Deliver([]byte(body))
	}
	if diff := cmp.Diff(people.Counts{Accepted: 2, Duplicate: 1, Odd: 1, Late: 1, Refused: 1}, f.Counts()); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	want := people.Receipt{Status: 200, Outcome: "accepted", Application: "a-1"}
	if got := f.Deliver([]byte(`{"answer":"accepted"}`)); got != want {
		t.Errorf("receipt %+v, want %+v", got, want)
	}
	if got := f.Deliver([]byte(`{"status":413}`)); got != (people.Receipt{Status: 413, Problem: "No."}) {
		t.Errorf("receipt %+v of a refusal", got)
	}
}

func TestDeliverTriesAgainForThreeDays(t *testing.T) {
	f, i := newForms(t)
	i.down = 3
	f.Deliver([]byte(`{"name":"a","answer":"accepted"}`))
	if got := f.Counts(); got.Open != 1 {
		t.Errorf("while it is tried again, counts are %+v", got)
	}
	drain(t, f.Clock)
	want := []string{"10-01 13:00:00 a", "10-01 13:01:00 a", "10-01 13:03:00 a", "10-01 13:07:00 a"}
	if diff := cmp.Diff(want, i.got); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
	i.down = 1000
	began := f.Clock.Now()
	f.Deliver([]byte(`{}`))
	drain(t, f.Clock)
	if took := f.Clock.Now().Sub(began); took > 72*time.Hour || took < 36*time.Hour {
		t.Errorf("it was tried for %s", took)
	}
	if got := f.Counts(); got.Lost != 1 || got.Accepted != 1 || got.Open != 0 {
		t.Errorf("counts %+v", got)
	}
}

func TestScheduleDeliversEachInItsTime(t *testing.T) {
	f, i := newForms(t)
	dates := pug.Dates{ChampionsOpen: start.AddDate(0, 0, 1), MembersOpen: start.AddDate(0, 0, 2)}
	at := func(d time.Duration) int64 { return start.Add(d).UnixMilli() }
	var bodies []json.RawMessage
	for _, body := range []string{
		`{"name":"no time, no kind"}`,
		`{"name":"no time, a Champion","pug_application":"champion"}`,
		fmt.Sprintf(`{"name":"flat","submitted_at":"%d"}`, at(time.Hour)),
		fmt.Sprintf(`{"name":"contact","properties":{},"form-submissions":[{"conversion-id":"a","timestamp":%d},{"conversion-id":"b","timestamp":%d}]}`, at(time.Hour), at(2*time.Hour)),
		fmt.Sprintf(`{"name":"long ago","submitted_at":"%d"}`, at(-time.Hour)),
	} {
		bodies = append(bodies, json.RawMessage(body))
	}
	f.Schedule(bodies, dates)
	if got := f.Counts().Open; got != 5 {
		t.Errorf("%d are to be delivered, want 5", got)
	}
	drain(t, f.Clock)
	want := []string{"10-01 13:00:00 long ago", "10-01 14:00:03 flat", "10-01 15:00:03 contact",
		"10-02 13:00:03 no time, a Champion", "10-03 13:00:03 no time, no kind"}
	if diff := cmp.Diff(want, i.got); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
}
