package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// member stores a member's application and returns a seat, which is not taken yet.
func member(t *testing.T, s *store.Store, key, group string) pug.Seat {
	t.Helper()
	return employee(t, s, key, "Company of "+key, group)
}

// employee is a member who works for a company.
func employee(t *testing.T, s *store.Store, key, company, group string) pug.Seat {
	t.Helper()
	a := person(pug.KindMember, key)
	a.Company = company
	wants(t, s.AddApplication(t.Context(), a), "")
	return pug.Seat{Group: group, Member: a.Person(), Joined: morning}
}

func place(p pug.Person, order int) pug.Place {
	return pug.Place{Cohort: "2026-H2", Order: order, Person: p, Why: "The groups are full."}
}

// seating is who sits where, with what else must change with it.
type seating struct {
	Partners, Seats map[string]int
	Waiting         int
	Groups          map[string]string // of each member's application
}

func seatingOf(t *testing.T, s *store.Store, members ...pug.Person) seating {
	t.Helper()
	now := seating{Partners: map[string]int{}, Seats: map[string]int{}, Groups: map[string]string{}}
	groups, err := s.Groups(t.Context(), "2026-H2")
	wants(t, err, "")
	for _, g := range groups {
		seats, err := s.Seats(t.Context(), g.ID)
		wants(t, err, "")
		now.Partners[pug.ShortGroup(g.ID)], now.Seats[pug.ShortGroup(g.ID)] = g.Partners, len(seats)
	}
	waiting, err := s.Waitlist(t.Context(), "2026-H2")
	wants(t, err, "")
	now.Waiting = len(waiting)
	for _, m := range members {
		a, err := s.Application(t.Context(), m.ID)
		wants(t, err, "")
		now.Groups[a.Email] = a.Group
	}
	return now
}

func unchanged(t *testing.T, s *store.Store, before seating, members ...pug.Person) {
	t.Helper()
	if diff := cmp.Diff(before, seatingOf(t, s, members...)); diff != "" {
		t.Errorf("the seating changed: %s", diff)
	}
}

func TestR5AGroupSeatsNineteenMembersHoweverManyComeAtOnce(t *testing.T) {
	s := forming(t, 1)
	var seats []pug.Seat
	for i := range 24 {
		seats = append(seats, member(t, s, fmt.Sprintf("m%02d", i), "2026-H2-g01"))
	}
	results := atOnceAll(len(seats), func(i int) error { return s.TakeSeat(t.Context(), seats[i], nil) })
	if results[""] != 19 || results[pug.Full] != 5 {
		t.Errorf("got %v, want 19 seats and five who are too many", results)
	}
	now := seatingOf(t, s)
	if now.Partners["g01"] != 20 || now.Seats["g01"] != 19 {
		t.Errorf("%d seats, counted as %d partners", now.Seats["g01"], now.Partners["g01"])
	}
}

func TestR5AGroupSeatsTwoOfACompanyHoweverManyComeAtOnce(t *testing.T) {
	s := forming(t, 2)
	var seats []pug.Seat
	for i, company := range []string{"Acme", "acme", " ACME ", "Acme", "", "", ""} {
		seats = append(seats, employee(t, s, fmt.Sprintf("m%d", i), company, "2026-H2-g01"))
	}
	results := atOnceAll(len(seats), func(i int) error { return s.TakeSeat(t.Context(), seats[i], nil) })
	if results[""] != 5 || results[pug.Full] != 2 {
		t.Errorf("got %v, want two seats for Acme, two who are too many, and three without a company", results)
	}
	other := employee(t, s, "other", "Acme", "2026-H2-g02")
	wants(t, s.TakeSeat(t.Context(), other, nil), "") // in another group
	colleague := employee(t, s, "colleague", "company of C01", "2026-H2-g01")
	wants(t, s.TakeSeat(t.Context(), colleague, nil), pug.Full) // c01 is the Champion

	seated, err := s.Seats(t.Context(), "2026-H2-g01")
	wants(t, err, "")
	one := slices.IndexFunc(seated, func(s pug.Seat) bool { return s.Member.CompanyKey() == "acme" })
	wants(t, s.FreeSeat(t.Context(), "2026-H2-g01", seated[one].Member.ID, morning), "")
	next := employee(t, s, "next", "Acme", "2026-H2-g01")
	wants(t, s.TakeSeat(t.Context(), next, nil), "") // into the place of the one who left
	last := employee(t, s, "last", "Acme", "2026-H2-g01")
	wants(t, s.TakeSeat(t.Context(), last, nil), pug.Full)
}

func TestR5StaffsExceptionPassesTheCompanyCapAndIsCounted(t *testing.T) {
	s := forming(t, 1)
	acme := func(key string, e *pug.Exception) pug.Seat {
		seat := employee(t, s, key, "Acme", "2026-H2-g01")
		seat.Exception = e
		return seat
	}
	third := acme("third", &pug.Exception{Reason: "They asked for it.", By: "Ada Hart"})
	wants(t, s.TakeSeat(t.Context(), acme("first", nil), nil), "")
	wants(t, s.TakeSeat(t.Context(), acme("second", nil), nil), "")
	wants(t, s.TakeSeat(t.Context(), third, nil), "")
	if got, err := s.Seat(t.Context(), third.Group, third.Member.ID); err != nil || !cmp.Equal(got, third) {
		t.Errorf("%+v, %v", got, err)
	}
	wants(t, s.FreeSeat(t.Context(), third.Group, third.Member.ID, morning), "")
	wants(t, s.TakeSeat(t.Context(), acme("fourth", nil), nil), pug.Full) // the two others still sit there

	for i := range 17 {
		wants(t, s.TakeSeat(t.Context(), member(t, s, fmt.Sprintf("m%02d", i), "2026-H2-g01"), nil), "")
	}
	wants(t, s.TakeSeat(t.Context(), acme("twentieth", third.Exception), nil), pug.Full)
}

func TestR5AGroupOfAnEarlierReleaseIsCountedAnew(t *testing.T) {
	for _, row := range []struct {
		says    string
		seated  []string
		excused int // how many of them have left since
		next    string
		want    pug.ErrorKind
	}{
		{"two of a company sit there by two spellings", []string{"Acme", "Acme, Inc."}, 0, "ACME", pug.Full},
		{"one of them has left", []string{"Acme", "Acme, Inc."}, 1, "ACME", ""},
		{"one sits there", []string{"Acme Inc"}, 0, "ACME", ""},
		{"a colleague of the Champion", nil, 0, "Company of C01 Ltd.", pug.Full},
		{"freelancers", []string{"Freelancer", "Freelancer"}, 0, "freelancer", ""},
	} {
		t.Run(row.says, func(t *testing.T) {
			s := forming(t, 1)
			for i, company := range row.seated {
				seat := employee(t, s, fmt.Sprintf("m%d", i), company, "2026-H2-g01")
				wants(t, s.TakeSeat(t.Context(), seat, nil), "")
			}
			for _, company := range row.seated {
				then := strings.ToLower(company) + " then"
				wants(t, s.CountedBefore(t.Context(), "2026-H2-g01", "acme", then, 2), "")
			}
			wants(t, s.CountedBefore(t.Context(), "2026-H2-g01", "companyofc01", "company of c01", 2), "")
			for i := range row.excused {
				wants(t, s.FreeSeat(t.Context(), "2026-H2-g01", pug.ApplicationID("2026-H2", pug.KindMember,
					fmt.Sprintf("m%d", i)), morning), "")
			}
			next := employee(t, s, "next", row.next, "2026-H2-g01")
			wants(t, s.TakeSeat(t.Context(), next, nil), row.want)
		})
	}
}

func TestAMemberSitsInOneGroupOnly(t *testing.T) {
	s := forming(t, 4)
	seat := member(t, s, "ada", "")
	results := atOnceAll(4, func(i int) error {
		mine := seat
		mine.Group = pug.GroupID("2026-H2", i+1)
		return s.TakeSeat(t.Context(), mine, nil)
	})
	if results[""] != 1 || results[pug.Conflict] != 3 {
		t.Errorf("got %v, want one seat and three conflicts", results)
	}
	total := 0
	for _, n := range seatingOf(t, s).Seats {
		total += n
	}
	if total != 1 {
		t.Errorf("the member has %d seats", total)
	}
}

func TestASeatFromTheWaitlistEndsTheWaiting(t *testing.T) {
	s := forming(t, 1)
	seat := member(t, s, "ada", "2026-H2-g01")
	waits := place(seat.Member, 1)
	wants(t, s.TakeSeat(t.Context(), seat, &waits), pug.Conflict) // no such place
	unchanged(t, s, seating{Partners: map[string]int{"g01": 1}, Seats: map[string]int{"g01": 0}, Groups: map[string]string{"ada@example.com": ""}}, seat.Member)
	wants(t, s.Wait(t.Context(), waits), "")
	wants(t, s.TakeSeat(t.Context(), seat, nil), pug.Conflict) // who waits is seated from the waitlist
	wants(t, s.TakeSeat(t.Context(), seat, &waits), "")
	unchanged(t, s, seating{Partners: map[string]int{"g01": 2}, Seats: map[string]int{"g01": 1}, Groups: map[string]string{"ada@example.com": seat.Group}}, seat.Member)
	got, err := s.Seat(t.Context(), seat.Group, seat.Member.ID)
	seat.Waited, seat.Unplaced = waits.Order, waits.Why
	if diff := cmp.Diff(seat, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	a, err := s.Application(t.Context(), seat.Member.ID)
	if err != nil || a.Unplaced != "" || a.Place != 0 {
		t.Errorf("still waiting: %+v, %v", a, err)
	}
	wants(t, s.TakeSeat(t.Context(), seat, &waits), pug.Already)
	wants(t, s.Wait(t.Context(), waits), pug.Already) // who has a seat does not wait
}

func TestR11AnExcusedMembersSeatIsFreedOnce(t *testing.T) {
	s := forming(t, 1)
	seat, other := member(t, s, "ada", "2026-H2-g01"), member(t, s, "bob", "2026-H2-g01")
	wants(t, s.TakeSeat(t.Context(), seat, nil), "")
	wants(t, s.TakeSeat(t.Context(), other, nil), "")
	at := morning.AddDate(0, 3, 0)
	results := atOnceAll(2, func(int) error { return s.FreeSeat(t.Context(), seat.Group, seat.Member.ID, at) })
	if results[""] != 1 || results[pug.Already] != 1 {
		t.Errorf("freed twice: %v", results)
	}
	now := seatingOf(t, s, seat.Member, other.Member)
	if now.Partners["g01"] != 2 || now.Groups["ada@example.com"] != "" || now.Groups["bob@example.com"] != seat.Group {
		t.Errorf("got %+v", now)
	}
	got, err := s.Seat(t.Context(), seat.Group, seat.Member.ID)
	if err != nil || !got.Excused.Equal(at) {
		t.Errorf("excused at %s, %v", got.Excused, err)
	}
	wants(t, s.TakeSeat(t.Context(), seat, nil), pug.Already) // and does not come back unasked
	wants(t, s.FreeSeat(t.Context(), seat.Group, "2026-H2-member-nobody", at), pug.NotFound)
}
