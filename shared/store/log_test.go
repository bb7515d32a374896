package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// lines reads a log whole, a page of two lines after the other.
func lines(t *testing.T, s *store.Store, of string) []string {
	t.Helper()
	var all []string
	before := ""
	for {
		some, next, err := s.LogOf(t.Context(), of, before, 2)
		wants(t, err, "")
		for _, e := range some {
			all = append(all, e.String())
		}
		if next == "" {
			return all
		}
		before = next
	}
}

func TestTheLogIsFoundUnderWhatItIsAbout(t *testing.T) {
	s := table(t)
	at := time.Date(2026, time.October, 1, 9, 0, 0, 0, time.UTC)
	ada := pug.Subject{ID: "2026-H2-member-a1", Name: "Ada"}
	bo := pug.Subject{ID: "2026-H2-member-b1", Name: "Bo"}
	group := pug.Subject{ID: "2026-H2-g02", Name: "Group 2"}
	entries := []pug.Entry{
		{At: at, By: "Eve", Deed: "moved", Cohort: "2026-H2", About: []pug.Subject{ada, group}, What: "{0} was moved to {1}"},
		{At: at.Add(time.Hour), By: "Eve", Deed: "left", Cohort: "2026-H2", About: []pug.Subject{bo}, What: "{0} left"},
		{At: at.Add(2 * time.Hour), By: "Eve", Deed: "left", Cohort: "2026-H2", About: []pug.Subject{ada}, What: "{0} left"},
		{At: at, By: "Eve", Deed: "added", What: "Bo was added to the staff"},
	}
	wants(t, s.Log(t.Context(), entries...), "")
	wants(t, s.Log(t.Context(), entries[1]), "") // the same again
	for of, want := range map[string][]string{
		"2026-H2": {"Ada left", "Bo left", "Ada was moved to Group 2"},
		ada.ID:    {"Ada left", "Ada was moved to Group 2"},
		group.ID:  {"Ada was moved to Group 2"},
		bo.ID:     {"Bo left"},
		"":        {"Bo was added to the staff"},
		"2027-H1": nil,
	} {
		if diff := cmp.Diff(want, lines(t, s, of)); diff != "" {
			t.Errorf("the log of %q: %s", of, diff)
		}
	}
}

func TestLinesOfOneMomentAreInOrder(t *testing.T) {
	s := table(t)
	at := time.Date(2026, time.October, 1, 9, 0, 0, 0, time.UTC)
	line := func(what string, order int) pug.Entry {
		return pug.Entry{At: at, Cohort: "2026-H2", What: what, Order: order}
	}
	wants(t, s.Log(t.Context(), line("then", 12), line("last", 1000), line("first", 2)), "")
	if diff := cmp.Diff([]string{"last", "then", "first"}, lines(t, s, "2026-H2")); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsOwedIsAllStoredOrNothing(t *testing.T) {
	s := table(t)
	at := time.Date(2026, time.October, 1, 9, 0, 0, 0, time.UTC)
	l := store.Letter{ID: store.LetterID("stuck", "ada@example.com"), To: store.Mailbox{Email: "ada@example.com"}, Written: at}
	for hour := range 2 {
		e := pug.Entry{At: at.Add(time.Duration(hour) * time.Hour), Cohort: "2026-H2", What: "It was stuck"}
		wants(t, s.Write(t.Context(), l, store.Logged{Entry: e}), "")
	}
	if told := lines(t, s, "2026-H2"); len(told) != 1 {
		t.Errorf("the letter is there once, and the log has %q", told)
	}
}
