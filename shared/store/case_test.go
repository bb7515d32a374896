package store_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// applied is a table with a planned cohort and a member's application that waits to be decided, as its case.
func applied(t *testing.T) (*store.Store, store.Case) {
	t.Helper()
	s, a := table(t), person(pug.KindMember, "ada")
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StageMembers}), "")
	wants(t, s.AddApplication(t.Context(), a), "")
	wants(t, s.PutToken(t.Context(), a.ID, "token", morning, 0), "")
	c, err := s.Case(t.Context(), a.ID)
	wants(t, err, "")
	return s, c
}

func outcomeOf(a pug.Application) store.Letter {
	return store.Letter{ID: "outcome", To: store.Mailbox{Email: a.Email}, Written: morning, State: store.LetterWaiting}
}

func TestACaseIsAllThatADecisionGoesBy(t *testing.T) {
	s, c := applied(t)
	if c.Application.Email != "ada@example.com" || c.Cohort.Stage != pug.StageMembers || c.Token != "token" {
		t.Errorf("got %+v", c)
	}
	_, err := s.Case(t.Context(), "2026-H2-member-nobody")
	wants(t, err, pug.NotFound)
	early := person(pug.KindChampion, "rosa")
	early.ID, early.Cohort = "2027-H1-champion-rosa", "2027-H1"
	wants(t, s.AddApplication(t.Context(), early), "")
	c, err = s.Case(t.Context(), early.ID)
	if diff := cmp.Diff(store.Case{Application: early}, c); diff != "" || err != nil {
		t.Errorf("before the cohort is planned, and anybody asked: %v %s", err, diff)
	}
}

func TestADecisionThatConcludesLeavesNothingPromised(t *testing.T) {
	s, c := applied(t)
	d, call := decision("Ada Hart", pug.ChoiceApprove), store.Call{ID: "answer", Created: morning, Input: "{}"}
	concluded, err := s.Conclude(t.Context(), c, d, outcomeOf(c.Application), call)
	if !concluded || err != nil {
		t.Fatalf("concluded: %t, %v", concluded, err)
	}
	a, err := s.Application(t.Context(), c.Application.ID)
	if diff := cmp.Diff(&d, a.Decision); diff != "" || a.Status != pug.StatusApproved || err != nil {
		t.Errorf("%s, %v %s", a.Status, err, diff)
	}
	owed, err := s.Outbox(t.Context())
	wants(t, err, "")
	for _, p := range owed.Promises {
		if p.Workflow == store.ApplicationWorkflow {
			t.Errorf("promised still: %+v", p)
		}
	}
	if len(owed.Letters) != 1 || len(owed.Calls) != 1 {
		t.Errorf("owed %+v", owed)
	}
	_, err = s.Conclude(t.Context(), c, decision("Bo Lund", pug.ChoiceDecline))
	wants(t, err, pug.Conflict)
}

func TestADecisionDoesNotConcludeWhatHasMovedOn(t *testing.T) {
	for name, move := range map[string]func(context.Context, *store.Store, pug.Application) error{
		"the groups were published meanwhile": func(ctx context.Context, s *store.Store, _ pug.Application) error {
			return s.SetStage(ctx, "2026-H2", pug.StagePublished)
		},
		"the applicant was told before": func(ctx context.Context, s *store.Store, a pug.Application) error {
			return s.Post(ctx, outcomeOf(a))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, c := applied(t)
			wants(t, move(t.Context(), s, c.Application), "")
			concluded, err := s.Conclude(t.Context(), c, decision("Ada Hart", pug.ChoiceApprove), outcomeOf(c.Application))
			if concluded || err != nil {
				t.Errorf("concluded: %t, %v", concluded, err)
			}
			if a, err := s.Application(t.Context(), c.Application.ID); a.Decision != nil || err != nil {
				t.Errorf("decided: %+v, %v", a.Decision, err)
			}
		})
	}
}
