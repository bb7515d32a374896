package review

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const (
	ada   = "ada@example.com"
	bo    = "bo@example.com"
	ina   = "ina@example.com"
	inaID = "2026-H2-member-00000000000000aa"
)

// stage is a review with one application in it: Ina's, as a member, to be decided by 21 September, 09:00 in New York.
func stage(t *testing.T, change ...func(*pug.Application)) (*functest.Env, *lambdafn.Function) {
	t.Helper()
	r := functest.New(t, time.Date(2026, 9, 10, 12, 0, 0, 0, time.UTC))
	f, err := New(Deps{Store: r.Store, Letters: r.Letters, Links: r.Links, Workflow: r.Workflow,
		Calendar: r.Calendar, Settings: r.Settings, Now: r.Now, Log: r.Log})
	if err != nil {
		t.Fatal(err)
	}
	a := pug.Application{ID: inaID, Cohort: "2026-H2", Kind: pug.KindMember, Origin: pug.OriginForm, Email: ina, FirstName: "Ina", LastName: "Roth",
		Company: "Roth <& Co>", PartnerType: pug.AppPartner, Role: pug.RoleSales, Region: pug.RegionEMEA, Why: "To learn,\nand to share.",
		Topics: []pug.Topic{{Name: "Pricing", Key: "pricing"}, {Name: "Hiring", Key: "hiring"}}, Commitments: true,
		Submitted: r.Now().Add(-time.Hour), Status: pug.StatusPending, Deadline: time.Date(2026, 9, 21, 13, 0, 0, 0, time.UTC)}
	for _, c := range change {
		c(&a)
	}
	if err := r.Store.AddApplication(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	return r, f
}

func do(t *testing.T, r *functest.Env, f *lambdafn.Function, task string) {
	t.Helper()
	if failed := r.Do(t, f, task, subject{inaID}, nil); failed != "" {
		t.Fatalf("%s: %s", task, failed)
	}
}

func ask(t *testing.T, r *functest.Env, f *lambdafn.Function, round int) {
	t.Helper()
	if failed := r.Do(t, f, "ask", question{inaID, "token", round}, nil); failed != "" {
		t.Fatalf("ask: %s", failed)
	}
}

func application(t *testing.T, r *functest.Env) pug.Application {
	t.Helper()
	a, err := r.Store.Application(t.Context(), inaID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestOpenPlansRemindersAndTheDeadline(t *testing.T) {
	r, f := stage(t)
	for _, test := range []struct {
		name string
		at   time.Time
		want []string
	}{
		{"in good time", r.Now(), []string{"2026-09-12T12:00:00Z", "2026-09-15T12:00:00Z", "2026-09-21T13:00:00Z"}},
		{"shortly before the deadline", time.Date(2026, 9, 20, 0, 0, 0, 0, time.UTC), []string{"2026-09-21T13:00:00Z"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r.At(test.at)
			var out struct{ Until []string }
			if failed := r.Do(t, f, "open", subject{inaID}, &out); failed != "" {
				t.Fatal(failed)
			}
			if diff := cmp.Diff(test.want, out.Until); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAskWritesToEachOfTheStaffOncePerRound(t *testing.T) {
	r, f := stage(t)
	ask(t, r, f, 0)
	ask(t, r, f, 0)
	ask(t, r, f, 1)
	for _, email := range []string{ada, bo} {
		mails := r.To(email)
		if len(mails) != 2 {
			t.Fatalf("%s got %d mails, want a question and a reminder", email, len(mails))
		}
		want := "Ina Roth applies as a member (October 2026)"
		if mails[0].Letter.Subject != want || mails[1].Letter.Subject != "Reminder: "+want {
			t.Errorf("the subjects are %q and %q", mails[0].Letter.Subject, mails[1].Letter.Subject)
		}
		if !strings.Contains(mails[0].Text, "\nDecide:\nhttps://groups.example.com/review/") {
			t.Errorf("there is no button: %q", mails[0].Text)
		}
	}
	if functest.Link(r.To(ada)[0]) == functest.Link(r.To(bo)[0]) {
		t.Error("two staff share one link")
	}
}

func TestAskOfADecidedApplicationAnswersTheWorkflow(t *testing.T) {
	r, f := stage(t)
	do(t, r, f, "lapse")
	ask(t, r, f, 0)
	if len(r.Sent) != 0 || len(r.Answered) != 1 || r.Answered[0] != "token" {
		t.Errorf("%d mails, answered %v: want no mail and one answer", len(r.Sent), r.Answered)
	}
}

func TestAskAfterTheDeadlineAsksNobody(t *testing.T) {
	r, f := stage(t)
	r.At(application(t, r).Deadline)
	ask(t, r, f, 0)
	if len(r.Sent) != 0 || len(r.Answered) != 0 {
		t.Errorf("%d mails, answered %v: want none, the task times out", len(r.Sent), r.Answered)
	}
}

func TestAskIsRepeatedWhenMailFails(t *testing.T) {
	r, f := stage(t)
	r.Fail = func(what string) error { return errors.New("no mail today") }
	if failed := r.Do(t, f, "ask", question{inaID, "token", 0}, nil); failed != lambdafn.ErrorUnavailable {
		t.Fatalf("ask fails as %q", failed)
	}
	r.Fail = nil
	ask(t, r, f, 0)
	if len(r.Sent) != 2 {
		t.Errorf("%d mails, want 2", len(r.Sent))
	}
}

func TestLapse(t *testing.T) {
	t.Run("waitlists what nobody decided, once", func(t *testing.T) {
		r, f := stage(t)
		do(t, r, f, "lapse")
		first := application(t, r)
		r.Pass(time.Minute)
		do(t, r, f, "lapse")
		if first.Status != pug.StatusWaitlisted || first.Decision.By != pug.TheDeadline {
			t.Errorf("the application is %s by %+v", first.Status, first.Decision)
		}
		if diff := cmp.Diff(first, application(t, r)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("leaves a decision as it is", func(t *testing.T) {
		r, f := stage(t)
		decide(t, r, pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: r.Now()})
		do(t, r, f, "lapse")
		if a := application(t, r); a.Status != pug.StatusApproved {
			t.Errorf("the application is %s", a.Status)
		}
	})
}

func decide(t *testing.T, r *functest.Env, d pug.Decision) {
	t.Helper()
	if _, err := r.Store.DecideApplication(t.Context(), inaID, d); err != nil {
		t.Fatal(err)
	}
}

func TestNothingMayBeMissing(t *testing.T) {
	if _, err := New(Deps{}); err == nil {
		t.Error("a function without surroundings was made")
	}
}
