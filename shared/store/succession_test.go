package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// led is a group with members of these keys, as it stands open after its launch.
func led(t *testing.T, s *store.Store, members ...string) (pug.Group, []pug.Seat) {
	t.Helper()
	for _, key := range members {
		wants(t, s.TakeSeat(t.Context(), member(t, s, key, "2026-H2-g01"), nil), "")
	}
	wants(t, s.OpenGroup(t.Context(), "2026-H2-g01"), "")
	return read(t, s)
}

func read(t *testing.T, s *store.Store) (pug.Group, []pug.Seat) {
	t.Helper()
	g, err := s.Group(t.Context(), "2026-H2-g01")
	wants(t, err, "")
	seats, err := s.Seats(t.Context(), g.ID)
	wants(t, err, "")
	return g, seats
}

// standing says who leads the group, who has a seat in it, how many partners it counts, and who of the named has a part
// in it by their application.
func standing(t *testing.T, s *store.Store, applications ...string) string {
	t.Helper()
	g, seats := read(t, s)
	var names, parts []string
	for _, seat := range pug.Taken(seats) {
		names = append(names, seat.Member.Name)
	}
	for _, id := range applications {
		a, err := s.Application(t.Context(), id)
		wants(t, err, "")
		if a.Group != "" {
			parts = append(parts, a.Name())
		}
	}
	return fmt.Sprintf("%s; %v; %d; %v", g.Led(), names, g.Partners, parts)
}

func change(t *testing.T, l pug.Leading, err error) pug.Leading {
	t.Helper()
	wants(t, err, "")
	return l
}

func TestALeadershipChangesTogetherWithSeatsAndApplications(t *testing.T) {
	s := forming(t, 1)
	g, seats := led(t, s, "mia", "noah")
	rosa, mia := g.Champion, pug.Nominee{Person: seats[0].Member, Seat: &seats[0]}
	check := func(want string) {
		t.Helper()
		if got := standing(t, s, rosa.ID, mia.Person.ID); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	name := cmp.Or(rosa.Name, "?")
	check(name + "; [mia noah]; 3; [" + name + " mia]")

	first, err := g.Succeed(seats, mia, true, morning)
	first = change(t, first, err)
	wants(t, s.Lead(t.Context(), first, seats, nil), "")
	check("mia; [" + name + " noah]; 3; [" + name + " mia]")
	wants(t, s.Lead(t.Context(), first, seats, nil), pug.Conflict) // decided on a group that is no more

	g, seats = read(t, s)
	out, err := g.StepDown(seats, mia.Person, false, morning)
	wants(t, s.Lead(t.Context(), change(t, out, err), seats, nil), "")
	check("nobody at the moment; [" + name + " noah]; 2; [" + name + "]")

	g, seats = read(t, s)
	i := slices.IndexFunc(seats, func(seat pug.Seat) bool { return seat.Member.ID == rosa.ID })
	back, err := g.Succeed(seats, pug.Nominee{Person: rosa, Seat: &seats[i]}, false, morning)
	wants(t, s.Lead(t.Context(), change(t, back, err), seats, nil), "")
	check(name + "; [noah]; 2; [" + name + "]")
}

func TestWhoComesFromOutsideLeadsByAnApplication(t *testing.T) {
	said := pug.Person{Name: "Eve Moss", Email: "eve@example.com", Company: "Evergreen"}
	d := decision("Ada", pug.ChoiceApprove)
	for name, c := range map[string]struct {
		before func(t *testing.T, s *store.Store)
		want   string
	}{
		"one that is made": {func(*testing.T, *store.Store) {}, "champion, approved by Ada, place 0, 0 wait"},
		"theirs as a Champion": {func(t *testing.T, s *store.Store) {
			wants(t, s.AddApplication(t.Context(), eve(pug.KindChampion)), "")
		}, "champion, approved by Ada, place 0, 0 wait"},
		"theirs as a Champion, who was declined": {func(t *testing.T, s *store.Store) {
			a, d := eve(pug.KindChampion), decision("Bo", pug.ChoiceDecline)
			a.Status, a.Decision = pug.StatusDeclined, &d
			wants(t, s.AddApplication(t.Context(), a), "")
		}, "champion, approved by Ada, declined by Bo before, place 0, 0 wait"},
		"theirs as a member who waits": {func(t *testing.T, s *store.Store) {
			a := eve(pug.KindMember)
			a.Status = pug.StatusApproved
			wants(t, s.AddApplication(t.Context(), a), "")
			wants(t, s.Wait(t.Context(), place(a.Person(), 4)), "")
		}, "member, approved by , place 0, 0 wait"},
	} {
		t.Run(name, func(t *testing.T) {
			s := forming(t, 1)
			c.before(t, s)
			g, seats := led(t, s, "mia")
			applied, err := s.ApplicationsOf(t.Context(), said.Email, "2026-H2")
			wants(t, err, "")
			n, err := g.Nominate(seats, applied, said, d)
			wants(t, err, "")
			l, err := g.Accompany(seats, n, morning)
			wants(t, s.Lead(t.Context(), change(t, l, err), seats, nil), "")
			if got, want := standing(t, s, n.Person.ID), g.Champion.Name+" and Eve Moss; [mia]; 3; [Eve Moss]"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			a, err := s.ApplicationOf(t.Context(), said, "2026-H2", n.Application.Kind)
			wants(t, err, "")
			waiting, err := s.Waitlist(t.Context(), "2026-H2")
			wants(t, err, "")
			by := ""
			if a.Decision != nil {
				by = a.Decision.By
			}
			for _, d := range a.Earlier {
				by += ", " + d.Choice.Past() + " by " + d.By + " before"
			}
			if got := fmt.Sprintf("%s, %s by %s, place %d, %d wait", a.Kind, a.Status, by, a.Place, len(waiting)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func eve(kind pug.Kind) pug.Application {
	a := person(kind, "eve")
	a.FirstName, a.LastName, a.Email = "Eve", "Moss", "eve@example.com"
	return a
}

func TestR5HoldsWhoeverLeads(t *testing.T) {
	s := forming(t, 1)
	var keys []string
	for i := range 18 {
		keys = append(keys, fmt.Sprintf("m%02d", i))
	}
	g, seats := led(t, s, keys...)
	n, err := g.Nominate(seats, nil, pug.Person{Name: "Eve Moss", Email: "eve@example.com"}, decision("Ada", pug.ChoiceApprove))
	wants(t, err, "")
	l, err := g.Accompany(seats, n, morning)
	wants(t, err, "")
	wants(t, s.TakeSeat(t.Context(), member(t, s, "late", g.ID), nil), "") // meanwhile
	wants(t, s.Lead(t.Context(), l, seats, nil), pug.Full)

	// The co-Champion counts for their company, and nobody of the Champion's own comes to a seat.
	wants(t, s.FreeSeat(t.Context(), g.ID, seats[0].Member.ID, morning), "")
	n.Application.Company, n.Person.Company = "Acme", "Acme"
	l, err = g.Accompany(seats[1:], n, morning)
	wants(t, s.Lead(t.Context(), change(t, l, err), seats[1:], nil), "")
	for _, key := range []string{"a1", "a2"} {
		wants(t, s.FreeSeat(t.Context(), g.ID, seats[len(key)+int(key[1]-'0')].Member.ID, morning), "")
	}
	wants(t, s.TakeSeat(t.Context(), employee(t, s, "a1", "Acme", g.ID), nil), "")
	wants(t, s.TakeSeat(t.Context(), employee(t, s, "a2", "Acme", g.ID), nil), pug.Full)
	g, seats = read(t, s)
	l, err = g.Succeed(seats, pug.Nominee{Person: *g.Co}, false, morning)
	wants(t, s.Lead(t.Context(), change(t, l, err), seats, nil), "")
	wants(t, s.TakeSeat(t.Context(), employee(t, s, "a3", "Acme", g.ID), nil), pug.Full)
	wants(t, s.TakeSeat(t.Context(), employee(t, s, "z", "Zeta", g.ID), nil), "")
}

// A change of a group of twenty is one transaction, whatever has to be written because of it.
func TestTheLargestChangeOfWhoLeadsFits(t *testing.T) {
	s := forming(t, 1).ForHubSpot(func() time.Time { return morning })
	var keys []string
	for i := range 18 {
		keys = append(keys, fmt.Sprintf("m%02d", i))
	}
	g, seats := led(t, s, keys...)
	n, err := g.Nominate(seats, nil, pug.Person{Name: "Eve Moss", Email: "eve@example.com"}, decision("Ada", pug.ChoiceApprove))
	wants(t, err, "")
	l, err := g.Succeed(seats, n, true, morning)
	wants(t, err, "")
	wants(t, s.AddRenewal(t.Context(), pug.Renewal{Group: g.ID, Champion: g.Champion, Asked: morning}), "")
	r, err := s.Renewal(t.Context(), g.ID)
	wants(t, err, "")
	owed := []store.Owed{store.Logged{Entry: pug.Entry{At: morning, Cohort: g.Cohort,
		About: []pug.Subject{g.Subject(), g.Champion.Subject(), n.Person.Subject()}}}}
	for i := range 27 { // each member, and whoever leads about each meeting that is open
		owed = append(owed, store.Letter{ID: fmt.Sprint(i), Key: fmt.Sprint(i), To: store.Mailbox{Email: fmt.Sprintf("%d@example.com", i)},
			Written: morning, State: store.LetterWaiting})
	}
	handed := store.Handover{Was: r, Is: r.HandedTo(l.Champion, "2027-H1", morning)}
	wants(t, s.Lead(t.Context(), l, seats, &handed, owed...), "")
	if r, err := s.Renewal(t.Context(), g.ID); r.Champion.Name != "Eve Moss" || err != nil {
		t.Errorf("%s is asked to lead again, %v", r.Champion.Name, err)
	}
}
