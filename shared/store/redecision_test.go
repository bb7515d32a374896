package store_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// decided stores a cohort at a stage and a member's application that Ada decided, and gives both as they are read.
func decided(t *testing.T, s *store.Store, stage pug.Stage, choice pug.Choice) (pug.Cohort, pug.Application) {
	t.Helper()
	c := pug.Cohort{ID: "2026-H2", Stage: stage}
	if stage.Published() {
		c.Published = &pug.Decision{Choice: pug.ChoicePublish, By: "Ada"}
	}
	wants(t, s.AddCohort(t.Context(), c), "")
	a := person(pug.KindMember, "ina")
	wants(t, s.AddApplication(t.Context(), a), "")
	wants(t, s.DecideApplication(t.Context(), a.ID, decision("Ada", choice)), "")
	a, err := s.Application(t.Context(), a.ID)
	wants(t, err, "")
	return readCohort(t, s), a
}

// another is another decision on an application, by Bo, two hours after the first.
func another(t *testing.T, c pug.Cohort, a pug.Application, p pug.Place, choice pug.Choice) store.Redecision {
	t.Helper()
	d := pug.Decision{Choice: choice, By: "Bo", At: morning.Add(2 * time.Hour)}
	r, err := a.Redecide(c, p, d)
	wants(t, err, "")
	return store.Redecision{Redecision: r, Cohort: c}
}

func TestAChangedDecisionKeepsTheOneBefore(t *testing.T) {
	s := table(t)
	c, a := decided(t, s, pug.StageMembers, pug.ChoiceDecline)
	change := another(t, c, a, pug.Place{}, pug.ChoiceApprove)
	wants(t, s.Redecide(t.Context(), change), "")
	wants(t, s.Redecide(t.Context(), change), pug.Conflict) // it is decided otherwise now
	now, err := s.Application(t.Context(), a.ID)
	wants(t, err, "")
	if now.Status != pug.StatusApproved || now.Decision.By != "Bo" || len(now.Earlier) != 1 || now.Earlier[0].By != "Ada" {
		t.Errorf("it is %s by %v, and was decided before: %v", now.Status, now.Decision, now.Earlier)
	}
	countedAs(t, s, "2026-H2")
	wants(t, s.SetStage(t.Context(), "2026-H2", pug.StageForming), "")
	wants(t, s.Redecide(t.Context(), another(t, c, now, pug.Place{}, pug.ChoiceDecline)), pug.Conflict) // of another stage
}

func TestAChangedDecisionLeadsIntoTheWaitlistAndOutOfIt(t *testing.T) {
	s := table(t)
	c, a := decided(t, s, pug.StageRunning, pug.ChoiceDecline)
	change := another(t, c, a, pug.Place{}, pug.ChoiceApprove)
	joins := place(a.Person(), 7)
	change.Place = &joins
	wants(t, s.Redecide(t.Context(), change), "")
	a, err := s.Application(t.Context(), a.ID)
	wants(t, err, "")
	p, err := s.PlaceOf(t.Context(), a)
	wants(t, err, "")
	if a.Place != 7 || p.Order != 7 || a.Unplaced == "" {
		t.Errorf("the place is %d, %+v", a.Place, p)
	}
	change = another(t, c, a, p, pug.ChoiceDecline)
	change.Place = &p
	offer := pug.Offer{ID: "2026-H2-g01-bea-miss2-o1", Group: "2026-H2-g01", Person: a.Person()}
	wants(t, s.MakeOffer(t.Context(), p, offer), "")
	wants(t, s.Redecide(t.Context(), change), pug.Conflict) // a seat is on offer to them
}

func TestWhoIsDeclinedLeavesTheWaitlist(t *testing.T) {
	for says, order := range map[string]int{"from a place in line": 7, "from one before all others": -2} {
		t.Run(says, func(t *testing.T) {
			s := table(t)
			c, a := decided(t, s, pug.StageRunning, pug.ChoiceApprove)
			p := place(a.Person(), order)
			wants(t, s.Wait(t.Context(), p), "")
			a.Place = order
			change := another(t, c, a, p, pug.ChoiceDecline)
			change.Place = &p
			wants(t, s.Redecide(t.Context(), change), "")
			a, err := s.Application(t.Context(), a.ID)
			wants(t, err, "")
			line, err := s.Waitlist(t.Context(), "2026-H2")
			wants(t, err, "")
			if a.Place != 0 || a.Unplaced != "" || len(line) != 0 {
				t.Errorf("the place is %d (%q), and %d wait", a.Place, a.Unplaced, len(line))
			}
		})
	}
}

func TestProposedGroupsFollowAChangedDecision(t *testing.T) {
	s := table(t)
	_, a := decided(t, s, pug.StageForming, pug.ChoiceApprove)
	first, second := proposal(1), proposal(2)
	wants(t, s.AddProposal(t.Context(), first, pug.LogEntry{Revision: 1}), "")
	change := another(t, readCohort(t, s), a, pug.Place{}, pug.ChoiceDecline)
	change.Proposal, change.Entry = &first, pug.LogEntry{Revision: 1}
	wants(t, s.Redecide(t.Context(), change), pug.Conflict) // that revision is there
	change.Proposal, change.Entry = &second, pug.LogEntry{Revision: 2, What: "declined Ina"}
	wants(t, s.Redecide(t.Context(), change), "")
	entries, err := s.Entries(t.Context(), "2026-H2")
	wants(t, err, "")
	if readCohort(t, s).Revision != 2 || len(entries) != 2 {
		t.Errorf("revision %d, entries %+v", readCohort(t, s).Revision, entries)
	}
}

func TestALetterThatIsNotTrueAnyMoreStaysUnsentUnlessSomebodySendsIt(t *testing.T) {
	for says, row := range map[string]struct {
		sending bool
		read    int // attempts
		want    pug.ErrorKind
		state   store.LetterState
		waiting int
	}{
		"it waits":                        {false, 0, "", store.LetterRefused, 0},
		"it is just on the way":           {true, 0, pug.Conflict, store.LetterWaiting, 1},
		"it was tried, and waits as ever": {true, 1, "", store.LetterRefused, 0},
	} {
		t.Run(says, func(t *testing.T) {
			s := table(t)
			c, a := decided(t, s, pug.StageMembers, pug.ChoiceDecline)
			l := store.Letter{ID: store.LetterID("review/ina/outcome", a.Email), To: store.Mailbox{Email: a.Email},
				Written: morning, State: store.LetterWaiting}
			wants(t, s.Post(t.Context(), l), "")
			if row.sending {
				until := morning.AddDate(0, 0, 1)
				_, err := s.Attempt(t.Context(), morning, until, []store.Attempt{{Waiting: l.Waiting()}})
				wants(t, err, "")
			}
			change := another(t, c, a, pug.Place{}, pug.ChoiceApprove)
			change.Unsent = &store.Posted{Email: a.Email, ID: l.ID, Letter: &l, Attempts: row.read}
			wants(t, s.Redecide(t.Context(), change), row.want)
			now, err := s.Letter(t.Context(), a.Email, l.ID)
			wants(t, err, "")
			owed, err := s.Outbox(t.Context())
			wants(t, err, "")
			if now.State != row.state || len(owed.Letters) != row.waiting {
				t.Errorf("the letter is %s, and %d wait", now.State, len(owed.Letters))
			}
		})
	}
}
