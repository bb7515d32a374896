package cohort_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestOpenTellsStaffOnce(t *testing.T) {
	r := begin(t, "2026-07-23 09:00")
	r.Cohort(t, id, pug.StagePlanned)
	for range 2 {
		r.Task(t, "open", map[string]any{"cohort": id, "kind": "champion"}, nil)
	}
	if len(r.Sent) != 2 || r.Sent[0].Letter.Subject != "Champion applications for the October 2026 cohort are open" {
		t.Errorf("mails: %+v", r.Sent)
	}
	c, err := r.Store.Cohort(t.Context(), id)
	if err != nil || c.Stage != pug.StageChampions {
		t.Errorf("stage %s, %v", c.Stage, err)
	}
}

// settle has the phase of Champions settled at a time, and gives what is pending.
func settle(t *testing.T, r *functest.Env, at string) int {
	t.Helper()
	r.At(newYork(t, at))
	var out struct{ Pending int }
	r.Task(t, "settle", map[string]any{"cohort": id, "kind": "champion"}, &out)
	return out.Pending
}

// overdue stores applications of which Cem's is undecided, and due on 31 August at nine.
func overdue(t *testing.T) *functest.Env {
	t.Helper()
	r := begin(t, "2026-08-31 09:00")
	r.Cohort(t, id, pug.StageChampions)
	for n, status := range map[string]pug.Status{"Ann": pug.StatusApproved, "Bea": pug.StatusDeclined,
		"Cem": pug.StatusPending} {
		r.Champion(t, n, func(a *pug.Application) { a.Status, a.Deadline = status, newYork(t, "2026-08-31 09:00") })
	}
	return r
}

func cem() string { return pug.ApplicationID(id, pug.KindChampion, "cem") }

func TestSettleWaitsForTheLastDecision(t *testing.T) {
	r := overdue(t)
	if pending := settle(t, r, "2026-08-31 09:05"); pending != 1 || len(r.Sent) != 0 {
		t.Errorf("pending %d, %d mails before all is decided", pending, len(r.Sent))
	}
	r.Decide(t, cem(), pug.ChoiceApprove)
	if pending := settle(t, r, "2026-08-31 09:06"); pending != 0 {
		t.Errorf("pending %d after all is decided", pending)
	}
	text := r.To("ada@example.com")[0]
	if text.Subject != "Champion applications for the October 2026 cohort are decided: 2 approved" {
		t.Errorf("subject %q", text.Subject)
	}
	if !strings.Contains(text.Text, "\n- App partner: 2\n") { // R1: staff see the mix
		t.Errorf("the letter does not tell the mix:\n%s", text.Text)
	}
}

func TestSettleWaitlistsWhatItsOwnWorkflowLeavesOverdue(t *testing.T) {
	r := overdue(t)
	if pending := settle(t, r, "2026-08-31 09:29"); pending != 1 {
		t.Errorf("pending %d, when its own workflow still has time", pending)
	}
	if pending := settle(t, r, "2026-08-31 09:30"); pending != 0 {
		t.Errorf("pending %d after half an hour", pending)
	}
	a := r.Application(t, cem())
	if a.Status != pug.StatusWaitlisted || a.Decision.By != pug.TheDeadline {
		t.Errorf("it is %s, %+v", a.Status, a.Decision)
	}
	functest.Contains(t, r.To("ada@example.com")[0].Text, "Waitlisted: 1")
}

// A Champion who leads again may be decided until groups are proposed.
func TestSettleDoesNotWaitForADeadlineThatIsAhead(t *testing.T) {
	r := overdue(t)
	r.Decide(t, cem(), pug.ChoiceDecline)
	r.Champion(t, "Dag", func(a *pug.Application) {
		a.Origin, a.Submitted = pug.OriginRenewal, newYork(t, "2026-08-31 09:00")
		a.Status, a.Deadline = pug.StatusPending, newYork(t, "2026-09-21 09:00")
	})
	if pending := settle(t, r, "2026-08-31 09:01"); pending != 0 {
		t.Errorf("pending %d", pending)
	}
	functest.Contains(t, r.To("ada@example.com")[0].Text, "Decided later: 1")
	if a := r.Application(t, pug.ApplicationID(id, pug.KindChampion, "dag")); a.Status != pug.StatusPending {
		t.Errorf("it is %s before its time", a.Status)
	}
}
