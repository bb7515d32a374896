package decision_test

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/decision"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// september is a day on which applications of members are decided.
var september = time.Date(2026, time.September, 10, 12, 0, 0, 0, time.UTC)

// scene is October's cohort, of which people apply.
type scene struct {
	*functest.Env
	decision.Decisions
}

func newScene(t *testing.T, stage pug.Stage) *scene {
	t.Helper()
	env := functest.New(t, september)
	base, err := duty.New("test", env.Deps(), nil, decision.Letters())
	env.Must(t, err)
	env.Cohort(t, functest.October, stage)
	return &scene{env, decision.Decisions{Base: base}}
}

// pending is the application of somebody that nobody has decided.
func (s *scene) pending(t *testing.T, kind pug.Kind) pug.Application {
	t.Helper()
	return s.Apply(t, functest.NewApplication(kind, "Ina Roth", func(a *pug.Application) {
		a.Status, a.Deadline = pug.StatusPending, september.Add(time.Hour)
	}))
}

func (s *scene) dossier(t *testing.T, id string) store.Case {
	t.Helper()
	c, err := s.Decisions.Store.Case(t.Context(), id)
	s.Must(t, err)
	return c
}

func TestADecisionIsToldInTheWriteThatMakesIt(t *testing.T) {
	for name, c := range map[string]struct {
		kind    pug.Kind
		choice  pug.Choice
		status  pug.Status
		subject string
		says    []string
	}{
		"a Champion who is approved": {pug.KindChampion, pug.ChoiceApprove, pug.StatusApproved,
			"You are a Champion of the October 2026 cohort", []string{"at least 5 members", "> Well done."}},
		"a Champion who is declined may still apply as a member": {pug.KindChampion, pug.ChoiceDecline,
			pug.StatusDeclined, "Not this time", []string{"You can also apply as a member"}},
		"a member who is approved": {pug.KindMember, pug.ChoiceApprove, pug.StatusApproved,
			"You are approved for the October 2026 cohort", []string{"Thu 1 Oct 2026"}},
		"a member who is declined": {pug.KindMember, pug.ChoiceDecline, pug.StatusDeclined, "Not this time",
			[]string{"the next one"}},
		"a member who is waitlisted": {pug.KindMember, pug.ChoiceWaitlist, pug.StatusWaitlisted,
			"You are on the waitlist", []string{"we offer it to you by email"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, pug.StageMembers)
			a := s.pending(t, c.kind)
			d := pug.Decision{Choice: c.choice, By: "Ada Hart", Note: "Well done.", At: september}
			_, err := s.Decisions.Decide(t.Context(), s.dossier(t, a.ID), d, functest.Ada)
			s.Must(t, err)
			if got := s.Application(t, a.ID); got.Status != c.status || got.Decision.By != "Ada Hart" {
				t.Errorf("the application is %+v", got)
			}
			s.WantMail(t, a.Email, c.subject, 1)
			functest.Contains(t, s.To(a.Email)[0].Text, c.says...)
			other := pug.Decision{Choice: pug.ChoiceDecline, By: "Bo Lund", At: september}
			c := s.dossier(t, a.ID)
			c.Application.Status, c.Application.Decision = pug.StatusPending, nil // as Bo had read it
			if _, err := s.Decisions.Decide(t.Context(), c, other, functest.Bo); !pug.IsError(err, pug.Conflict) {
				t.Errorf("the first decision does not stand: %v", err)
			}
		})
	}
}

func TestWhatNobodyDecidesIsWaitlistedAtTheDeadline(t *testing.T) {
	s := newScene(t, pug.StageMembers)
	a := s.pending(t, pug.KindMember)
	early, err := s.Lapse(t.Context(), a.ID)
	if got := s.Application(t, a.ID); err != nil || early || got.Status != pug.StatusPending {
		t.Fatalf("before the deadline it is %s, %v", got.Status, err)
	}
	s.At(s.dossier(t, a.ID).DecideBy())
	done, err := s.Lapse(t.Context(), a.ID)
	if got := s.Application(t, a.ID); err != nil || !done || got.Status != pug.StatusWaitlisted {
		t.Fatalf("at the deadline it is %s, %v", got.Status, err)
	}
	s.WantMail(t, a.Email, "You are on the waitlist", 1)
	if text := s.To(a.Email)[0].Text; !strings.Contains(text, "did not manage to") || strings.Contains(text, "Ina") {
		t.Errorf("nobody of staff has looked, and it says:\n%s", text)
	}
	again, err := s.Lapse(t.Context(), a.ID)
	if got := s.Application(t, a.ID); err != nil || again || got.Decision.By != pug.TheDeadline {
		t.Errorf("once more it is %+v, %v", got.Decision, err)
	}
}

func TestWhoIsDecidedOnceGroupsArePublishedIsToldWhenTheyHaveAPlace(t *testing.T) {
	s := newScene(t, pug.StageRunning)
	a := s.pending(t, pug.KindMember)
	d := pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: september}
	call, err := s.Decisions.Decide(t.Context(), s.dossier(t, a.ID), d, functest.Ada)
	s.Must(t, err)
	if len(s.To(a.Email)) > 0 || call.Subject != a.ID {
		t.Errorf("they have %v, and the workflow of %q is told", s.Subjects(a.Email), call.Subject)
	}
}

func TestWhoWaitsForNoGroupThatSuitsThemIsToldWhatWouldHelp(t *testing.T) {
	for name, c := range map[string]struct {
		topic string
		says  string
	}{
		"a group on their topic may have a seat for them": {"Pricing", "When a seat comes free in a group that suits you"},
		"no group is on their topic":                      {"Rockets", "Pricing"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, pug.StageRunning)
			s.Group(t, 1, s.Champion(t, "Cleo Marsh"))
			a := s.pending(t, pug.KindMember)
			of := s.dossier(t, a.ID)
			of.Application.Status, of.Application.Place = pug.StatusApproved, 1
			of.Application.Topics = functest.Topics(c.topic)
			of.Application.Decision = &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: september}
			told, err := s.Outcome(t.Context(), of)
			s.Must(t, err)
			s.Must(t, s.Decisions.Store.Write(t.Context(), told...))
			s.WantMail(t, a.Email, "You are approved, and on the waitlist", 1)
			functest.Contains(t, s.To(a.Email)[0].Text, c.says)
		})
	}
}
