package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// waiting lists who waits, in order, each with their place.
func waiting(t *testing.T, s *store.Store) []string {
	t.Helper()
	places, err := s.Waitlist(t.Context(), "2026-H2")
	wants(t, err, "")
	var all []string
	for _, p := range places {
		all = append(all, fmt.Sprintf("%d %s", p.Order, p.Person.Name))
	}
	return all
}

func TestTheWaitlistKeepsItsOrder(t *testing.T) {
	s := table(t)
	for order, key := range map[int]string{10: "d", 2: "b", 1: "a", 100: "e"} {
		p := place(member(t, s, key, "").Member, order)
		wants(t, s.Wait(t.Context(), p), "")
		p.Order++
		wants(t, s.Wait(t.Context(), p), pug.Already)
	}
	if diff := cmp.Diff([]string{"1 a", "2 b", "10 d", "100 e"}, waiting(t, s)); diff != "" {
		t.Error(diff)
	}
	a, err := s.Application(t.Context(), "2026-H2-member-d")
	if err != nil || a.Place != 10 || a.Unplaced != "The groups are full." {
		t.Errorf("the application of d has %+v, %v", a, err)
	}
}

func TestNoTwoShareAPlaceOnTheWaitlist(t *testing.T) {
	s := table(t)
	var people []pug.Person
	for i := range 8 {
		people = append(people, member(t, s, fmt.Sprintf("m%d", i), "").Member)
	}
	wants(t, s.OpenWaitlist(t.Context(), "2026-H2"), "")
	results := atOnceAll(len(people), func(i int) error {
		first, err := s.NextPlaces(t.Context(), "2026-H2", 2)
		if err != nil {
			return err
		}
		return s.Wait(t.Context(), place(people[i], first))
	})
	if results[""] != len(people) {
		t.Errorf("got %v", results)
	}
	places, err := s.Waitlist(t.Context(), "2026-H2")
	wants(t, err, "")
	for i, p := range places {
		if p.Order != 1+2*i {
			t.Errorf("%s has place %d", p.Person.Name, p.Order)
		}
	}
	wants(t, s.OpenWaitlist(t.Context(), "2026-H2"), "")
	if next, err := s.NextPlaces(t.Context(), "2026-H2", 1); next != 17 || err != nil {
		t.Errorf("after eight pairs of places comes place %d, %v", next, err)
	}
}

func TestAWaitlistOlderThanTheCountOfItsPlacesGoesOnBehindThem(t *testing.T) {
	s := table(t)
	wants(t, s.Wait(t.Context(), place(member(t, s, "before", "").Member, 41)), "")
	for range 2 {
		next, err := s.NextPlaces(t.Context(), "2026-H2", 1)
		wants(t, err, "")
		wants(t, s.Wait(t.Context(), place(member(t, s, fmt.Sprint(next), "").Member, next)), "")
	}
	if diff := cmp.Diff([]string{"41 before", "500001 500001", "500002 500002"}, waiting(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestTheWaitlistIsReadInParts(t *testing.T) {
	s := table(t)
	for i, last := range []string{"ada", "bob", "cy"} {
		a := person(pug.KindMember, last)
		wants(t, s.AddApplication(t.Context(), a), "")
		wants(t, s.Wait(t.Context(), place(a.Person(), i+1)), "")
	}
	first, next, err := s.WaitlistAfter(t.Context(), "2026-H2", "", 2)
	if err != nil || len(first) != 2 || next == "" {
		t.Fatalf("%d places, then %q, %v", len(first), next, err)
	}
	rest, next, err := s.WaitlistAfter(t.Context(), "2026-H2", next, 2)
	if err != nil || len(rest) != 1 || rest[0].Order != 3 || next != "" {
		t.Errorf("then %+v, and %q, %v", rest, next, err)
	}
}
