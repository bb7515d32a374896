package store_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// withdrawal withdraws an application as it was read.
func withdrawal(t *testing.T, s *store.Store, id string) store.Withdrawal {
	t.Helper()
	a, err := s.Application(t.Context(), id)
	wants(t, err, "")
	return store.Withdrawal{Before: a, After: a.Withdrawn(decision("Ada Hart", ""))}
}

func stands(t *testing.T, s *store.Store, id string, status pug.Status, place int) pug.Application {
	t.Helper()
	a, err := s.Application(t.Context(), id)
	wants(t, err, "")
	if a.Status != status || a.Place != place {
		t.Errorf("the application is %s, with the place %d", a.Status, a.Place)
	}
	return a
}

func TestL2AnUndecidedApplicationIsWithdrawnAndTakenBack(t *testing.T) {
	s, a := table(t), person(pug.KindMember, "ada")
	wants(t, s.Take(t.Context(), taking(a)), "")
	w := withdrawal(t, s, a.ID)
	wants(t, s.Withdraw(t.Context(), w), "")
	wants(t, s.Withdraw(t.Context(), w), pug.Conflict)
	if got := stands(t, s, a.ID, pug.StatusWithdrawn, 0); got.Decision == nil || got.Decision.Choice != pug.ChoiceWithdraw {
		t.Errorf("decided by %+v", got.Decision)
	}
	if promised := promised(t, s); len(promised) != 0 {
		t.Errorf("somebody still sees to %+v", promised)
	}
	wants(t, s.Wait(t.Context(), place(a.Person(), 1)), pug.Already)
	wants(t, s.TakeSeat(t.Context(), pug.Seat{Group: "2026-H2-g01", Member: a.Person()}, nil), pug.Conflict)
	gone := stands(t, s, a.ID, pug.StatusWithdrawn, 0)
	back, err := gone.Reinstated(pug.Cohort{})
	wants(t, err, "")
	wants(t, s.Reinstate(t.Context(), gone, back, nil, nil), "")
	if got := stands(t, s, a.ID, pug.StatusPending, 0); got.Decision != nil || got.Decided != nil {
		t.Errorf("decided by %+v, before by %+v", got.Decision, got.Decided)
	}
	if promised := promised(t, s); len(promised) != 1 || promised[0].Begun != 2 {
		t.Errorf("promised is %+v", promised)
	}
}

func TestL15WhoLeavesTheWaitlistDeclinesWhatIsOnOffer(t *testing.T) {
	s := forming(t, 1)
	who := member(t, s, "ada", "").Member
	wants(t, s.DecideApplication(t.Context(), who.ID, decision("Bo Lund", pug.ChoiceApprove)), "")
	waits := place(who, 3)
	wants(t, s.Wait(t.Context(), waits), "")
	offer := pug.Offer{ID: "2026-H2-g01-x-left0-o1", Group: "2026-H2-g01", Person: who, Made: morning, Expires: morning.AddDate(0, 0, 3)}
	w := withdrawal(t, s, who.ID)
	w.Place = &waits
	wants(t, s.MakeOffer(t.Context(), waits, offer), "")
	wants(t, s.Withdraw(t.Context(), w), pug.Conflict) // they were offered a seat meanwhile
	stands(t, s, who.ID, pug.StatusApproved, 3)
	w.Place.Offer, w.Offer = offer.ID, &offer
	wants(t, s.Withdraw(t.Context(), w), "")
	gone := stands(t, s, who.ID, pug.StatusWithdrawn, 0)
	if got, err := s.Offer(t.Context(), offer.Group, offer.ID); err != nil || got.Decision == nil || got.Decision.Choice != pug.ChoiceNo {
		t.Errorf("the offer is %+v, %v", got, err)
	}
	back, err := gone.Reinstated(pug.Cohort{})
	wants(t, err, "")
	back.Place, back.Waited = back.Waited, 0
	again := place(who, back.Place)
	wants(t, s.Reinstate(t.Context(), gone, back, &again, nil), "")
	stands(t, s, who.ID, pug.StatusApproved, 3)
}

func TestProposedGroupsFollowAWithdrawalInOneWrite(t *testing.T) {
	s := forming(t, 0)
	who := member(t, s, "ada", "").Member
	wants(t, s.AddProposal(t.Context(), proposal(1), pug.LogEntry{Revision: 1}), "")
	w := withdrawal(t, s, who.ID)
	w.Groups = &store.Revision{Proposal: proposal(3), Entry: pug.LogEntry{Revision: 3}}
	wants(t, s.Withdraw(t.Context(), w), pug.Conflict) // of another revision
	stands(t, s, who.ID, pug.StatusPending, 0)
	w.Groups = &store.Revision{Proposal: proposal(2), Entry: pug.LogEntry{Revision: 2}}
	wants(t, s.Withdraw(t.Context(), w), "")
	stands(t, s, who.ID, pug.StatusWithdrawn, 0)
	if c := readCohort(t, s); c.Revision != 2 {
		t.Errorf("the groups are at revision %d", c.Revision)
	}
}
