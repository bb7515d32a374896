package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestCallsStayUntilTheyAreRemoved(t *testing.T) {
	s := table(t)
	for _, id := range []string{"c", "a", "b", "e", "d"} {
		wants(t, s.AddCall(t.Context(), store.Call{ID: id, Created: morning, Subject: "s", Input: "{}"}), "")
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "e"}, callIDs(t, s)); diff != "" {
		t.Error(diff)
	}
	wants(t, s.RemoveCall(t.Context(), "c"), "")
	wants(t, s.RemoveCall(t.Context(), "c"), "")
	if diff := cmp.Diff([]string{"a", "b", "d", "e"}, callIDs(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestTheOutboxTellsHowLongTheOldestHasWaited(t *testing.T) {
	hours := func(n int) time.Time { return morning.Add(time.Duration(-n) * time.Hour) }
	for name, c := range map[string]struct {
		outbox       store.Outbox
		letter, call time.Duration
		stale        time.Duration
	}{
		"nothing is owed": {store.Outbox{}, 0, 0, 0},
		"letters by when they were written, calls by their names": {store.Outbox{
			Letters: []store.Waiting{{Written: hours(3)}, {Written: hours(1)}},
			Calls:   []store.Call{{ID: "a", Created: hours(1)}, {ID: "b", Created: hours(5)}, {ID: "c", Created: hours(2)}},
			Stale:   []store.Stale{{Since: hours(2)}, {Since: hours(4)}},
		}, 3 * time.Hour, 5 * time.Hour, 4 * time.Hour},
	} {
		letter, call, stale := c.outbox.Ages(morning)
		if letter != c.letter || call != c.call || stale != c.stale {
			t.Errorf("%s: %s, %s and %s", name, letter, call, stale)
		}
	}
}

func TestWhatMakesNoSenseKeepsNothingElseFromBeingDone(t *testing.T) {
	s := table(t)
	call := store.Call{ID: "start-application-a1", Created: morning, Input: "{}"}
	wants(t, s.OweNonsense(t.Context(), "stale-a1"), "")
	wants(t, s.AddCall(t.Context(), call), "")
	owed, err := s.Outbox(t.Context())
	if err != nil || len(owed.Calls) != 1 || owed.Calls[0].ID != call.ID {
		t.Errorf("owed is %+v, %v", owed, err)
	}
	if !slices.Equal(owed.Unreadable, []string{"stale-a1"}) || len(owed.Stale) != 0 {
		t.Errorf("unreadable is %v", owed.Unreadable)
	}
}

func TestWhatIsDoneAgainIsToldAgain(t *testing.T) {
	s := table(t)
	a := person(pug.KindMember, "ina")
	wants(t, s.AddApplication(t.Context(), a), "")
	told := store.Letter{ID: "told", Key: "withdrawn", To: store.Mailbox{Email: "ina@example.com"}, Written: morning, State: store.LetterWaiting}
	withdraws := func(a pug.Application, owed ...store.Owed) (pug.Application, error) {
		w := store.Withdrawal{Before: a, After: a.Withdrawn(decision("Ina", pug.ChoiceWithdraw))}
		return w.After, s.Withdraw(t.Context(), w, owed...)
	}
	waiting := func(want ...string) {
		t.Helper()
		letters, err := s.Letters(t.Context(), "ina@example.com")
		wants(t, err, "")
		var keys []string
		for _, l := range letters {
			keys = append(keys, l.Key)
		}
		if slices.Sort(keys); !slices.Equal(keys, want) || waitingLetters(t, s) != len(want) {
			t.Errorf("there are %q, and %d wait", keys, waitingLetters(t, s))
		}
	}
	withdrawn, err := withdraws(a, told)
	wants(t, err, "")
	if _, err := withdraws(a, told); !pug.IsError(err, pug.Conflict) {
		t.Errorf("what comes twice answers %v", err)
	}
	waiting("withdrawn")
	for _, want := range [][]string{{"withdrawn", "withdrawn/anew"}, {"withdrawn", "withdrawn/anew", "withdrawn/anew/anew"}} {
		back, err := withdrawn.Reinstated(pug.Cohort{})
		wants(t, err, "")
		wants(t, s.Reinstate(t.Context(), withdrawn, back, nil, nil), "")
		withdrawn, err = withdraws(back, told)
		wants(t, err, "")
		waiting(want...)
	}
	wants(t, s.Post(t.Context(), told), "")
	wants(t, s.Write(t.Context(), told), "")
	waiting("withdrawn", "withdrawn/anew", "withdrawn/anew/anew")
}

func TestAnInvitationIsWrittenUnderItsKeyAlone(t *testing.T) {
	s := table(t)
	a := person(pug.KindMember, "ina")
	wants(t, s.AddApplication(t.Context(), a), "")
	event := store.Letter{ID: "event", Key: "event", To: store.Mailbox{Email: "ina@example.com"}, Written: morning, State: store.LetterWaiting,
		Invitation: &calendar.Invitation{}}
	wants(t, s.Post(t.Context(), event), "")
	w := store.Withdrawal{Before: a, After: a.Withdrawn(decision("Ina", pug.ChoiceWithdraw))}
	wants(t, s.Withdraw(t.Context(), w, event), pug.Conflict)
}

// It could be sent twice by a second click, which nothing else keeps from being made.
func TestWhatMayBeDoneTwiceIsToldOnce(t *testing.T) {
	s := table(t)
	a := person(pug.KindMember, "ina")
	wants(t, s.AddApplication(t.Context(), a), "")
	told := store.Letter{ID: "told", Key: "told", To: store.Mailbox{Email: "ina@example.com"}, Written: morning, State: store.LetterWaiting}
	wants(t, s.Share(t.Context(), a, told), "")
	wants(t, s.Share(t.Context(), a, told), pug.Conflict)
}
