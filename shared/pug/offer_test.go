package pug_test

import (
	"slices"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// on is noon of a day in October 2026.
func on(day int) time.Time { return time.Date(2026, time.October, day, 12, 0, 0, 0, time.UTC) }

func TestASeatIsOfferedWhileAMeetingMayFollow(t *testing.T) {
	dates := pug.Dates{Months: []pug.Month{{Name: "2026-09", To: on(1)}, {Name: "2026-10", To: on(31)}}}
	last := func(state pug.MeetingState, day int) []pug.Meeting {
		return []pug.Meeting{{Month: "2026-09", State: pug.MeetingReported}, {Month: "2026-10", State: state, Starts: on(day)}}
	}
	const over, held = "The cohort is about to end.", "The group has held its last meeting, or is about to."
	for name, c := range map[string]struct {
		taken    time.Time
		meetings []pug.Meeting
		want     string
	}{
		"before anybody was asked about the last meeting":   {on(2), nil, ""},
		"while the Champion has not answered":               {on(20), last(pug.MeetingAsked, 0), ""},
		"with the last meeting ahead":                       {on(10), last(pug.MeetingPlanned, 11), ""},
		"not if the last meeting comes before the answer":   {on(11), last(pug.MeetingPlanned, 11), held},
		"not if the last meeting was reported":              {on(20), last(pug.MeetingReported, 11), held},
		"not if the last meeting was cancelled":             {on(20), last(pug.MeetingCancelled, 25), held},
		"not if the last month is over before the answer":   {on(31), last(pug.MeetingAsked, 0), over},
		"also if an earlier meeting was held, not the last": {on(10), last(pug.MeetingAsked, 0)[:1], ""},
	} {
		t.Run(name, func(t *testing.T) {
			if why := pug.OfferTooLate(c.taken, dates, c.meetings); why != c.want {
				t.Errorf("got %q, want %q", why, c.want)
			}
		})
	}
}

func TestOffersOfOneSeatAreThoseOfItsFlag(t *testing.T) {
	flag := pug.FlagID("2026-H2-g01", "2026-H2-member-aa", 2)
	other := pug.FlagID("2026-H2-g01", "2026-H2-member-bb", 2)
	all := []pug.Offer{{ID: pug.OfferID(flag, 1)}, {ID: pug.OfferID(other, 1)}, {ID: pug.OfferID(flag, 2)}}
	got := pug.OffersOf(all, flag)
	if len(got) != 2 || got[0].ID != pug.OfferID(flag, 1) || got[1].ID != pug.OfferID(flag, 2) {
		t.Errorf("got %+v", got)
	}
}

// place is somebody on the waitlist; offer is the seat that is on offer to them.
func place(id, offer string) pug.Place {
	return pug.Place{Order: 1, Person: pug.Person{ID: id, Name: id, Company: "Acme"}, Offer: offer}
}

func TestWhoMayBeAskedNext(t *testing.T) {
	rosa := pug.Person{ID: "2026-H2-champion-rosa", Email: "rosa@example.com"}
	full := pug.Group{ID: "2026-H2-g01", Champion: rosa, Partners: pug.MaxPartners}
	free := pug.Group{ID: "2026-H2-g01", Champion: rosa, Partners: pug.MaxPartners - 1}
	leaderless := pug.Group{ID: "2026-H2-g01", Partners: pug.MaxPartners - 1}
	waitlist := []pug.Place{place("ann", ""), place("bob", ""), place("cat", "")}
	for name, c := range map[string]struct {
		group    pug.Group
		waitlist []pug.Place
		before   []pug.Offer
		want     []string
	}{
		"everybody, in the order of the waitlist":      {free, waitlist, nil, []string{"ann", "bob", "cat"}},
		"nobody in a full group":                       {full, waitlist, nil, nil},
		"nobody for the place that a Champion left":    {leaderless, waitlist, nil, nil},
		"nobody who was offered this seat before":      {free, waitlist, []pug.Offer{{Person: pug.Person{ID: "ann"}}}, []string{"bob", "cat"}},
		"nobody who has another offer":                 {free, []pug.Place{place("ann", "2026-H2-g02-x-o1"), place("bob", "")}, nil, []string{"bob"}},
		"nobody if the last seat is on offer already":  {free, []pug.Place{place("ann", "2026-H2-g01-x-o1"), place("bob", "")}, nil, nil},
		"nobody from a waitlist on which nobody waits": {free, nil, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range pug.NewVacancy(c.group, nil, c.waitlist).Candidates(c.waitlist, c.before) {
				got = append(got, p.Person.ID)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestWhomASeatSuits(t *testing.T) {
	pricing := pug.Topic{Name: "Pricing", Key: "pricing"}
	group := pug.Group{ID: "2026-H2-g01", Topic: pricing, Role: pug.RoleSales, Region: pug.RegionEMEA,
		Champion: pug.Person{Email: "cleo@lead.example", Company: "Lead"}, Partners: 3}
	fits := pug.Application{ID: "ann", Email: "ann@acme.example", Company: "Acme", Role: pug.RoleSales, Region: pug.RegionEMEA,
		Topics: []pug.Topic{pricing}}
	seat := func(id, company string) pug.Seat { return pug.Seat{Member: pug.Person{ID: id, Company: company}} }
	left := seat("ann", "Acme")
	left.Excused = on(1)
	for name, c := range map[string]struct {
		seats    []pug.Seat
		waitlist []pug.Place
		change   func(*pug.Application)
		suits    bool
	}{
		"somebody who fits":                              {nil, nil, func(*pug.Application) {}, true},
		"not somebody who has a seat elsewhere":          {nil, nil, func(a *pug.Application) { a.Group = "2026-H2-g02" }, false},
		"somebody who was there before, and waits again": {[]pug.Seat{left}, nil, func(*pug.Application) {}, true},
		"somebody in a similar role":                     {nil, nil, func(a *pug.Application) { a.Role = pug.RoleMarketing }, true},
		"not somebody in another role":                   {nil, nil, func(a *pug.Application) { a.Role = pug.RoleTechnical }, false},
		"not somebody from the Champion's company":       {nil, nil, func(a *pug.Application) { a.Company = "Lead" }, false},
		"not a third from one company":                   {[]pug.Seat{seat("x", "Acme"), seat("y", "Acme")}, nil, func(*pug.Application) {}, false},
		"not a third from one company, counting a seat on offer": {[]pug.Seat{seat("x", "Acme")}, []pug.Place{place("y", "2026-H2-g01-f-o1")},
			func(*pug.Application) {}, false},
		"an offer in another group does not count": {[]pug.Seat{seat("x", "Acme")}, []pug.Place{place("y", "2026-H2-g02-f-o1")},
			func(*pug.Application) {}, true},
	} {
		t.Run(name, func(t *testing.T) {
			a := fits
			c.change(&a)
			if suits := pug.NewVacancy(group, c.seats, c.waitlist).Suits(a); suits != c.suits {
				t.Errorf("suits: %t, want %t", suits, c.suits)
			}
		})
	}
}

func TestTheFirstExcusalComesFirst(t *testing.T) {
	flag := func(id, member string, choice pug.Choice, day, missed int) pug.Flag {
		f := pug.Flag{ID: id, Member: pug.Person{ID: member}, Missed: missed}
		if choice != "" {
			f.Decision = &pug.Decision{Choice: choice, At: on(day)}
		}
		return f
	}
	flags := []pug.Flag{
		flag("later", "ann", pug.ChoiceExcuse, 5, 3), flag("kept", "ann", pug.ChoiceKeep, 1, 2), flag("open", "ann", "", 0, 5),
		flag("another member's", "bob", pug.ChoiceExcuse, 1, 2), flag("same day, fewer misses", "ann", pug.ChoiceExcuse, 4, 2),
		flag("same day, more misses", "ann", pug.ChoiceExcuse, 4, 4),
	}
	var got []string
	for _, f := range pug.Excusals(flags, pug.Seat{Member: pug.Person{ID: "ann"}}) {
		got = append(got, f.ID)
	}
	if want := []string{"same day, fewer misses", "same day, more misses", "later"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestR11WhoseQuestionEndedUnansweredIsAskedAboutOnceTheySitThereAgain(t *testing.T) {
	flag := func(missed int, choice pug.Choice) pug.Flag {
		f := pug.Flag{Member: pug.Person{ID: "ann"}, Missed: missed}
		if choice != "" {
			f.Decision = &pug.Decision{Choice: choice, At: on(5)}
		}
		return f
	}
	sits := pug.Seat{Member: pug.Person{ID: "ann"}, Joined: on(6), Missed: 2}
	gone := sits
	gone.Left = on(7)
	for name, c := range map[string]struct {
		seat   pug.Seat
		flags  []pug.Flag
		others []pug.Absence
		want   int // misses; 0: nobody is asked
	}{
		"left, and came back":        {seat: sits, flags: []pug.Flag{flag(2, pug.ChoiceLeft)}, want: 2},
		"led, and is a member again": {seat: sits, flags: []pug.Flag{flag(2, pug.ChoiceLeads)}, want: 2},
		"left":                       {seat: gone, flags: []pug.Flag{flag(2, pug.ChoiceLeft)}},
		"moved: asked there":         {seat: sits, flags: []pug.Flag{flag(2, pug.ChoiceMoved)}},
		"kept":                       {seat: sits, flags: []pug.Flag{flag(2, pug.ChoiceKeep)}},
		"one of the misses was none": {seat: sits, flags: []pug.Flag{flag(2, pug.ChoiceDrop)}},
		"a miss was none since":      {seat: sits, flags: []pug.Flag{flag(3, pug.ChoiceLeft)}},
		"asked anew":                 {seat: sits, flags: []pug.Flag{flag(2, pug.ChoiceLeft), flag(2, "")}},
		"asked after a further miss": {seat: sits, flags: []pug.Flag{flag(2, pug.ChoiceLeft), flag(3, "")}},
		"about to be asked for another": {seat: sits, flags: []pug.Flag{flag(2, pug.ChoiceLeft)},
			others: []pug.Absence{{Member: sits.Member, Misses: 3}}},
	} {
		t.Run(name, func(t *testing.T) {
			misses := 0
			for _, a := range pug.Reopened(pug.Past{Seats: []pug.Seat{c.seat}, Flags: c.flags}, c.others) {
				misses += a.Misses
			}
			if misses != c.want {
				t.Errorf("asked about %d misses, want %d", misses, c.want)
			}
		})
	}
}
