package pug

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Offer is a free seat offered to the next suitable person on the waitlist. It lapses.
type Offer struct {
	ID       string    `json:"id"`
	Group    string    `json:"group"`
	Person   Person    `json:"person"`
	Made     time.Time `json:"made"`
	Expires  time.Time `json:"expires"`
	Decision *Decision `json:"decision,omitempty"`
	// Taken is true once the person said yes and has the seat.
	Taken bool `json:"taken,omitempty"`
	// Ended is true once the offer came to nothing, and whoever it concerns is told: the seat may be offered on.
	Ended bool `json:"ended,omitempty"`
}

// OfferID names the n-th offer, counted from 1, of the seat that a flag freed.
func OfferID(flag string, n int) string { return fmt.Sprintf("%s-o%d", flag, n) }

// OffersOf sorts out the offers of the seat that a flag freed.
func OffersOf(offers []Offer, flag string) []Offer {
	return slices.DeleteFunc(slices.Clone(offers), func(o Offer) bool { return !strings.HasPrefix(o.ID, flag+"-o") })
}

// OfferTooLate says in a sentence why a seat that somebody takes at the given time is not worth an offer any more: they
// would not meet anybody. It is empty while a meeting may still follow.
func OfferTooLate(taken time.Time, dates Dates, meetings []Meeting) string {
	last := dates.Months[len(dates.Months)-1]
	if !last.To.After(taken) {
		return "The cohort is about to end."
	}
	held := func(m Meeting) bool {
		ahead := m.State == MeetingAsked || m.State == MeetingPlanned && m.Starts.After(taken)
		return m.Month == last.Name && !ahead
	}
	if slices.ContainsFunc(meetings, held) {
		return "The group has held its last meeting, or is about to."
	}
	return ""
}

// Vacancy is a group with a free seat, and what decides whom it may go to.
type Vacancy struct {
	group Group
	seats []Seat
}

// NewVacancy counts the seats of a group. A seat on offer is as good as taken: two offers at once must not overfill the
// group, nor a company's share of it.
func NewVacancy(g Group, seats []Seat, waitlist []Place) Vacancy {
	v := Vacancy{g, slices.Clone(seats)}
	for _, p := range waitlist {
		if p.Offer != "" && GroupOfFlag(p.Offer) == g.ID {
			v.group.Partners++
			v.seats = append(v.seats, Seat{Group: g.ID, Member: p.Person})
		}
	}
	return v
}

// Candidates are the people who may be asked, in the order of the waitlist: those without any offer now who were not
// offered this seat before.
func (v Vacancy) Candidates(waitlist []Place, before []Offer) []Place {
	if v.group.Full() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(waitlist), func(p Place) bool {
		asked := slices.ContainsFunc(before, func(o Offer) bool { return o.Person.ID == p.Person.ID })
		return asked || p.Offer != ""
	})
}

// Suits says whether the applicant may have the seat: they have none, never had one in this group, and fit it.
func (v Vacancy) Suits(a Application) bool {
	wasThere := slices.ContainsFunc(v.seats, func(s Seat) bool { return s.Member.ID == a.ID })
	return a.Group == "" && !wasThere && v.group.Suits(a) && v.group.CompanyRoom(a.Person(), v.seats)
}
