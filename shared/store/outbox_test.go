package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
