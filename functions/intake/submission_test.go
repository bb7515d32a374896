package intake

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestAnAcceptedApplication(t *testing.T) {
	s := newStand(t)
	body := form("s-1", open.Add(-time.Minute), map[string]string{"email": " Ina@Example.com ",
		"pug_topic_1": "  Pricing  models ",
		"pug_topic_2": "PRICING MODELS", "pug_topic_4": "Hiring", "pug_time_zone": "Europe/Berlin", "pug_why": "To learn."})
	a := s.post(t, body, "accepted")
	want := pug.Application{ID: a.ID, Cohort: "2026-H2", Kind: pug.KindMember, Origin: pug.OriginForm, Email: ina,
		FirstName: "Ina", LastName: "Roth",
		Company: "Roth Co", PartnerType: pug.AppPartner, Role: pug.RoleSales, Region: pug.RegionEMEA,
		Topics:   []pug.Topic{{Name: "Pricing models", Key: "pricing models"}, {Name: "Hiring", Key: "hiring"}},
		TimeZone: "Europe/Berlin", Why: "To learn.", Commitments: true, Shares: true, Submitted: open.Add(-time.Minute), Status: pug.StatusPending,
		Deadline: time.Date(2026, 9, 21, 13, 0, 0, 0, time.UTC)}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
	if len(s.Started) != 1 || *s.Started[0].Name != a.ID || *s.Started[0].Input != `{"application":"`+a.ID+`"}` {
		t.Errorf("started %+v", s.Started)
	}
	mails := s.To(ina)
	if len(mails) != 1 || len(s.Sent) != 1 || !strings.Contains(mails[0].Text, "Mon 21 Sep 2026") {
		t.Errorf("the applicant is not thanked once, with the date of the decision: %+v", s.Sent)
	}
}

func TestAContactAsHubSpotSendsIt(t *testing.T) {
	s := newStand(t)
	body := `{"vid": 101, "portal-id": 62515, "properties": {"pug_application": {"value": "member"}, "email": {"value": "ina@example.com"},
		"firstname": {"value": "Ina"}, "lastname": {"value": "Roth"}, "company": {"value": "Roth Co"}, "pug_partner_type": {"value": "app_partner"},
		"pug_role": {"value": "sales"}, "pug_region": {"value": "EMEA"}, "pug_topic_1": {"value": "Pricing"}, "pug_commitments": {"value": true}},
		"form-submissions": [{"conversion-id": "c-1", "timestamp": 1789041600000}]}`
	a := s.post(t, body, "accepted")
	if !a.Submitted.Equal(time.UnixMilli(1789041600000)) {
		t.Errorf("submitted at %s", a.Submitted)
	}
	// It is the same submission, though the contact changed.
	s.post(t, strings.Replace(body, `"Roth Co"`, `"Roth Group"`, 1), "duplicate")
}

func TestTheSameSubmissionAgainChangesNothing(t *testing.T) {
	s := newStand(t)
	body := form("s-1", open)
	first := s.post(t, body, "accepted")
	s.Pass(time.Hour)
	if diff := cmp.Diff(first, s.post(t, body, "duplicate")); diff != "" {
		t.Error(diff)
	}
	if len(s.Started) != 1 || len(s.Sent) != 1 {
		t.Errorf("%d workflows and %d mails, want one of each", len(s.Started), len(s.Sent))
	}
}

func TestTwoDeliveriesInTheSameMoment(t *testing.T) {
	s := newStand(t)
	requests := []*http.Request{s.request(form("s-1", open)), s.request(form("s-1", open))}
	codes := make([]int, len(requests))
	var wait sync.WaitGroup
	for i, r := range requests {
		wait.Go(func() {
			w := httptest.NewRecorder()
			s.Function.Web.ServeHTTP(w, r)
			codes[i] = w.Code
		})
	}
	wait.Wait()
	if diff := cmp.Diff([]int{200, 200}, codes); diff != "" {
		t.Error(diff)
	}
	if all, err := s.Store.Applications(t.Context(), "2026-H2", pug.KindMember); len(all) != 1 || err != nil {
		t.Errorf("%d applications (%v), want one", len(all), err)
	}
}

func TestANewerApplicationReplacesAnUndecidedOne(t *testing.T) {
	s := newStand(t)
	older := s.post(t, form("s-1", open.Add(-time.Hour)), "accepted")
	if err := s.Workflow.Await(t.Context(), older.ID, "token-of-the-older"); err != nil {
		t.Fatal(err)
	}
	newer := s.post(t, form("s-2", open, map[string]string{"pug_topic_1": "Hiring"}), "accepted")
	older, err := s.Store.Application(t.Context(), older.ID)
	if err != nil {
		t.Fatal(err)
	}
	if older.Status != pug.StatusReplaced || older.Decision.By != "Ina Roth" {
		t.Errorf("the older one is %s by %+v", older.Status, older.Decision)
	}
	if diff := cmp.Diff([]string{"token-of-the-older"}, s.Answered); diff != "" {
		t.Errorf("its workflow is not told: %s", diff)
	}
	if of, err := s.Store.ApplicationOf(t.Context(), pug.Person{Email: ina}, "2026-H2", pug.KindMember); of.ID != newer.ID || err != nil {
		t.Errorf("%s counts (%v), want %s", of.ID, err, newer.ID)
	}
	if len(s.Started) != 2 {
		t.Errorf("%d workflows were started, want 2", len(s.Started))
	}
}

func TestAnotherNameAtTheSameAddressIsAnotherPerson(t *testing.T) {
	s := newStand(t)
	first := s.post(t, form("s-1", open.Add(-time.Hour)), "accepted")
	bo := s.post(t, form("s-2", open, map[string]string{"firstname": "Bo", "lastname": "Lund"}), "accepted")
	again := s.post(t, form("s-3", open, map[string]string{"firstname": "Lund,", "lastname": "BO"}), "accepted")
	for _, want := range []struct {
		id     string
		status pug.Status
	}{{first.ID, pug.StatusPending}, {bo.ID, pug.StatusReplaced}, {again.ID, pug.StatusPending}} {
		if a := s.Application(t, want.id); a.Status != want.status || !a.Shared {
			t.Errorf("%s is %s, shared %v, want %s", a.Name(), a.Status, a.Shared, want.status)
		}
	}
	if all, err := s.Store.ApplicationsOf(t.Context(), ina, "2026-H2"); len(all) != 2 || err != nil {
		t.Errorf("%d applications count at the address (%v), want 2", len(all), err)
	}
	if mails := s.To(ina); len(mails) != 3 {
		t.Errorf("%d acknowledgements, want one of each", len(mails))
	}
}

func TestFailuresAreSentAgain(t *testing.T) {
	body := form("s-1", open)
	t.Run("the workflow could not be started", func(t *testing.T) {
		s := newStand(t)
		s.Fail = only("start ")
		if code, _, text := s.send(t, s.request(body)); code != http.StatusServiceUnavailable {
			t.Fatalf("answered %d %s", code, text)
		}
		if calls := s.Calls(t); len(calls) != 1 {
			t.Errorf("the outbox holds %d calls, want 1", len(calls))
		}
		s.Fail = nil
		s.post(t, body, "duplicate")
		if calls := s.Calls(t); len(calls) != 0 || len(s.Started) != 1 || len(s.To(ina)) != 1 {
			t.Errorf("%d calls left, %d workflows, %d mails", len(calls), len(s.Started), len(s.To(ina)))
		}
	})
	t.Run("the table does not answer", func(t *testing.T) {
		s := newStand(t, func(d *Deps) {
			d.Store = store.New(dynamodb.New(dynamodb.Options{Region: "us-east-1", HTTPClient: silent{},
				Retryer: aws.NopRetryer{}}), "pugs")
		})
		if code, _, text := s.send(t, s.request(body)); code != http.StatusServiceUnavailable {
			t.Errorf("answered %d %s", code, text)
		}
	})
}

func only(prefix string) func(string) error {
	return func(what string) error {
		if strings.HasPrefix(what, prefix) {
			return errors.New("not today")
		}
		return nil
	}
}

// silent is a table that does not answer.
type silent struct{}

func (silent) Do(*http.Request) (*http.Response, error) {
	return nil, errors.New("no route to the table")
}
