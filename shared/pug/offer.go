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

// Freed names the seat as one that came free without a flag, once its member has left. It is also the name of the
// execution that offers it. Where an excusal freed a seat, the flag's id names it.
func (s Seat) Freed() string {
	return fmt.Sprintf("%s-%s-%s%d", s.Group, lastPart(s.Member.ID), leftPrefix, s.Series)
}

const leftPrefix = "left"

// FreedByFlag says whether a seat came free by an excusal, by its name.
func FreedByFlag(freed string) bool { return !strings.HasPrefix(lastPart(freed), leftPrefix) }

// TakenBack says whether the member whose leaving made a seat free sits there again: then there is nothing to offer.
func TakenBack(freed string, seats []Seat) bool {
	return slices.ContainsFunc(Taken(seats), func(s Seat) bool {
		return strings.HasPrefix(freed, s.Group+"-"+lastPart(s.Member.ID)+"-")
	})
}

// OfferID names the n-th offer, counted from 1, of a seat that came free.
func OfferID(freed string, n int) string { return fmt.Sprintf("%s-o%d", freed, n) }

// OffersOf sorts out the offers of a seat that came free.
func OffersOf(offers []Offer, freed string) []Offer {
	return slices.DeleteFunc(slices.Clone(offers), func(o Offer) bool { return !strings.HasPrefix(o.ID, freed+"-o") })
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

// OpenOffers sorts out the offers that nobody has answered.
func OpenOffers(offers []Offer) []Offer {
	return slices.DeleteFunc(slices.Clone(offers), func(o Offer) bool { return o.Decision != nil })
}

// Vacancy is a group with a free seat, and what decides whom it may go to.
type Vacancy struct {
	group   Group // with seats on offer among its partners
	seats   []Seat
	offered []string // names of those to whom a seat is on offer
}

// NewVacancy counts the seats of a group. A seat on offer is as good as taken: two offers at once must not overfill the
// group, nor a company's share of it.
func NewVacancy(g Group, seats []Seat, waitlist []Place) Vacancy {
	v := Vacancy{group: g, seats: slices.Clone(seats)}
	for _, p := range waitlist {
		if p.Offer != "" && GroupOfFlag(p.Offer) == g.ID {
			v.group.Partners++
			v.seats = append(v.seats, Seat{Group: g.ID, Member: p.Person})
			v.offered = append(v.offered, p.Person.Name)
		}
	}
	return v
}

// Free is how many seats are free and on offer to nobody.
func (v Vacancy) Free() int { return v.group.Free() }

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

// Suits says whether the applicant may have the seat: they have none, and fit the group.
func (v Vacancy) Suits(a Application) bool {
	return a.Group == "" && v.group.Suits(a) && v.group.CompanyRoom(a.Person(), v.seats)
}
