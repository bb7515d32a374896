package review

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const (
	ada   = functest.Ada
	bo    = functest.Bo
	ina   = "ina@example.com"
	inaID = "2026-H2-member-ina"
)

// stage is a review with one application in it: Ina's, as a member, to be decided by 21 September, 09:00 in New York.
func stage(t *testing.T, changes ...func(*pug.Application)) *functest.Env {
	t.Helper()
	r := functest.New(t, time.Date(2026, 9, 10, 12, 0, 0, 0, time.UTC))
	f, err := New(r.Deps())
	r.Must(t, err)
	r.Function = f
	a := functest.NewApplication(pug.KindMember, "Ina Roth", func(a *pug.Application) {
		a.Company, a.Region, a.Why = "Roth <& Co>", pug.RegionEMEA, "To learn,\nand to share."
		a.Topics = functest.Topics("Pricing", "Hiring")
		a.Submitted, a.Status = r.Now().Add(-time.Hour), pug.StatusPending
		a.Deadline = time.Date(2026, 9, 21, 13, 0, 0, 0, time.UTC)
	})
	for _, change := range changes {
		change(&a)
	}
	r.Apply(t, a)
	return r
}

func do(t *testing.T, r *functest.Env, task string) {
	t.Helper()
	r.Task(t, task, applicationIn{inaID}, nil)
}

func ask(t *testing.T, r *functest.Env, round int) {
	t.Helper()
	r.Task(t, "ask", askIn{inaID, "token", round}, nil)
}

func TestOpenPlansRemindersAndTheDeadline(t *testing.T) {
	r := stage(t)
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
			r.Task(t, "open", applicationIn{inaID}, &out)
			if diff := cmp.Diff(test.want, out.Until); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAskWritesToEachOfTheStaffOncePerRound(t *testing.T) {
	r := stage(t)
	ask(t, r, 0)
	ask(t, r, 0)
	ask(t, r, 1)
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
	r := stage(t)
	r.Decide(t, inaID, pug.ChoiceApprove)
	ask(t, r, 0)
	if len(r.Sent) != 0 || len(r.Answered) != 1 || r.Answered[0] != "token" {
		t.Errorf("%d mails, answered %v: want no email and one answer", len(r.Sent), r.Answered)
	}
}

func TestAskAfterTheDeadlineAsksNobody(t *testing.T) {
	r := stage(t)
	r.At(r.Application(t, inaID).Deadline)
	ask(t, r, 0)
	if len(r.Sent) != 0 || len(r.Answered) != 1 {
		t.Errorf("%d mails, answered %v: want no email, and an end of the wait", len(r.Sent), r.Answered)
	}
	if a := r.Application(t, inaID); a.Status != pug.StatusWaitlisted || a.Decision.By != pug.TheDeadline {
		t.Errorf("the application is %s by %+v, want waitlisted by the deadline", a.Status, a.Decision)
	}
}

func TestAskIsRepeatedWhenMailFails(t *testing.T) {
	r := stage(t)
	r.Fail = func(what string) error { return errors.New("no email today") }
	if failed := r.Do(t, "ask", askIn{inaID, "token", 0}, nil); failed != lambdafn.ErrorUnavailable {
		t.Fatalf("ask fails as %q", failed)
	}
	r.Fail = nil
	ask(t, r, 0)
	if len(r.Sent) != 2 {
		t.Errorf("%d mails, want 2", len(r.Sent))
	}
}

func TestLapse(t *testing.T) {
	t.Run("waitlists what nobody decided, once", func(t *testing.T) {
		r := stage(t)
		r.At(r.Application(t, inaID).Deadline)
		do(t, r, "lapse")
		first := r.Application(t, inaID)
		r.Pass(time.Minute)
		do(t, r, "lapse")
		if first.Status != pug.StatusWaitlisted || first.Decision.By != pug.TheDeadline {
			t.Errorf("the application is %s by %+v", first.Status, first.Decision)
		}
		if diff := cmp.Diff(first, r.Application(t, inaID)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("leaves a decision as it is", func(t *testing.T) {
		r := stage(t)
		r.At(r.Application(t, inaID).Deadline)
		r.Decide(t, inaID, pug.ChoiceApprove)
		do(t, r, "lapse")
		if a := r.Application(t, inaID); a.Status != pug.StatusApproved {
			t.Errorf("the application is %s", a.Status)
		}
	})
}

// moved gives members two days more to be decided in.
func moved(t *testing.T, r *functest.Env) {
	t.Helper()
	c := r.Cohort(t, "2026-H2", pug.StageMembers)
	later := c.Dates.MembersDecide.AddDate(0, 0, 2)
	move, _, err := c.MoveDates(c.Dates.Set("members_decide", later).Set("propose", later), r.Now())
	r.Must(t, err)
	r.Must(t, r.Store.MoveDates(t.Context(), c, move.After))
}

func TestADeadlineThatWasMovedIsWaitedFor(t *testing.T) {
	r := stage(t)
	ask(t, r, 0)
	before := r.LinkTo(t, ada)
	moved(t, r)
	r.At(r.Application(t, inaID).Deadline)
	do(t, r, "lapse")
	if a := r.Application(t, inaID); a.Status != pug.StatusPending {
		t.Fatalf("the application is %s", a.Status)
	}
	var out struct{ Until []string }
	r.Task(t, "open", applicationIn{inaID}, &out)
	if diff := cmp.Diff([]string{"2026-09-23T13:00:00Z"}, out.Until); diff != "" {
		t.Error(diff)
	}
	ask(t, r, 0)
	ask(t, r, 0)
	r.WantMail(t, ada, "Ina Roth applies as a member", 2) // once for each deadline
	functest.Contains(t, r.To(ada)[1].Text, "The link is yours alone and works until Wed 23 Sep 2026, 09:00 New York (-04:00)")
	for _, link := range []string{before, r.LinkTo(t, ada)} {
		r.Get(t, link, http.StatusOK, "You can decide until <strong>Wed 23 Sep 2026, 09:00 New York (-04:00)")
	}
	r.At(time.Date(2026, 9, 23, 13, 0, 0, 0, time.UTC))
	r.Get(t, before, http.StatusGone, "This link has ended")
	do(t, r, "lapse")
	if a := r.Application(t, inaID); a.Status != pug.StatusWaitlisted {
		t.Errorf("the application is %s", a.Status)
	}
}
