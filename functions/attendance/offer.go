package attendance

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

const seatsPurpose = "seats"

type nextOut struct {
	Offer  string    `json:"offer"`  // id; empty where the seat is offered to nobody
	Lapses time.Time `json:"lapses"` // when the offer does
}

// next offers the seat that a flag made free to the next suitable person on the waitlist. A retry finds the offer that it made before.
func (f *function) next(ctx context.Context, in about) (nextOut, error) {
	now := f.now()
	group, err := f.Store.Group(ctx, pug.GroupOfFlag(in.Flag))
	if err != nil {
		return nextOut{}, err
	}
	before, err := f.offersOf(ctx, group.ID, in.Flag)
	if err != nil {
		return nextOut{}, err
	}
	for _, o := range before {
		switch {
		case o.Decision == nil:
			return nextOut{o.ID, o.Expires}, nil
		case o.Taken:
			return nextOut{Lapses: now}, nil
		}
	}
	if group.Partners >= pug.MaxPartners {
		return nextOut{Lapses: now}, nil // filled some other way: there is no seat to offer, nor to speak of
	}
	why, err := f.tooLate(ctx, group, now)
	if err != nil {
		return nextOut{}, err
	}
	if why == "" {
		o := pug.Offer{ID: fmt.Sprint(offerPrefix(in.Flag), len(before)+1), Group: group.ID, Made: now,
			Expires: now.Add(f.Settings.Intervals.SeatOffer.Duration())}
		made, err := f.offerDown(ctx, group, o, before)
		if err != nil || made.ID != "" {
			return nextOut{made.ID, made.Expires}, err
		}
		why = "Nobody who suits the group is on the waitlist and free to be asked."
	}
	return nextOut{Lapses: now}, f.Letters.Tell(ctx, "free/"+in.Flag, seatStaysFree{group, why}, f.Letters.Staff...)
}

// offerPrefix begins the ids of the offers of the seat that a flag made free; a number follows, counted from 1.
func offerPrefix(flag string) string { return flag + "-o" }

// offersOf lists the offers of the seat that a flag made free.
func (f *function) offersOf(ctx context.Context, group, flag string) ([]pug.Offer, error) {
	offers, err := f.Store.Offers(ctx, group)
	return slices.DeleteFunc(offers, func(o pug.Offer) bool { return !strings.HasPrefix(o.ID, offerPrefix(flag)) }), err
}

// tooLate says in a sentence why a seat of the group is no longer worth an offer: whoever took it would meet nobody any more. It is empty
// while a meeting may still follow the end of an offer that is made now.
func (f *function) tooLate(ctx context.Context, group pug.Group, now time.Time) (string, error) {
	dates, err := f.Calendar.Dates(ctx, group.Cohort)
	if err != nil {
		return "", err
	}
	meetings, err := f.Store.Meetings(ctx, group.ID)
	if err != nil {
		return "", err
	}
	taken := now.Add(f.Settings.Intervals.SeatOffer.Duration())
	last := dates.Months[len(dates.Months)-1]
	if !last.To.After(taken) {
		return "The cohort is about to end.", nil
	}
	if slices.ContainsFunc(meetings, func(m pug.Meeting) bool { return m.Month == last.Name && !ahead(m, taken) }) {
		return "The group has held its last meeting, or is about to.", nil
	}
	return "", nil
}

// ahead says whether a meeting is, or may be, held after the time.
func ahead(m pug.Meeting, t time.Time) bool {
	return m.State == pug.MeetingAsked || m.State == pug.MeetingPlanned && m.Starts.After(t)
}

// offerDown makes the offer to the first on the waitlist who suits the group and was not offered this seat before. Without an id, the
// offer that it returns was made to nobody.
func (f *function) offerDown(ctx context.Context, group pug.Group, o pug.Offer, before []pug.Offer) (pug.Offer, error) {
	seats, err := f.Store.Seats(ctx, group.ID)
	if err != nil {
		return pug.Offer{}, err
	}
	waitlist, err := f.Store.Waitlist(ctx, group.Cohort)
	if err != nil {
		return pug.Offer{}, err
	}
	for _, place := range waitlist {
		// A seat on offer is as good as taken: two offers at once must not overfill the group, nor a company's share of it.
		if place.Offer != "" && pug.GroupOfFlag(place.Offer) == group.ID {
			group.Partners++
			seats = append(seats, pug.Seat{Group: group.ID, Member: place.Person})
		}
	}
	for _, place := range waitlist {
		asked := slices.ContainsFunc(before, func(b pug.Offer) bool { return b.Person.ID == place.Person.ID })
		if asked || place.Offer != "" || group.Partners >= pug.MaxPartners {
			continue
		}
		suits, err := f.suits(ctx, group, seats, place)
		if err != nil {
			return pug.Offer{}, err
		}
		if !suits {
			continue
		}
		o.Person = place.Person
		if err = f.Store.MakeOffer(ctx, place, o); err == nil {
			return o, nil
		}
		if !pug.IsError(err, pug.Conflict) {
			return pug.Offer{}, err
		}
	}
	return pug.Offer{}, nil
}

// suits says whether the person at the place may sit in the group as it is now.
func (f *function) suits(ctx context.Context, group pug.Group, seats []pug.Seat, place store.Place) (bool, error) {
	a, err := f.Store.Application(ctx, place.Person.ID)
	if err != nil {
		return false, err
	}
	wasThere := slices.ContainsFunc(seats, func(s pug.Seat) bool { return s.Member.ID == a.ID })
	return a.Group == "" && !wasThere && group.Suits(a) && group.CompanyRoom(a.Company, seats), nil
}

type offerIn struct {
	Offer string `json:"offer"`
	Token string `json:"token"`
}

// offer asks the person whether they take the seat.
func (f *function) offer(ctx context.Context, in offerIn) (lambdafn.None, error) {
	now := f.now()
	if err := f.Workflow.Await(ctx, in.Offer, in.Token); err != nil {
		return lambdafn.None{}, err
	}
	o, err := f.Store.Offer(ctx, pug.GroupOfFlag(in.Offer), in.Offer)
	if err != nil {
		return lambdafn.None{}, err
	}
	if o.Decision != nil || !o.Expires.After(now) {
		return lambdafn.None{}, f.Workflow.Complete(ctx, o.ID, in.Token)
	}
	group, meeting, err := f.groupAndNext(ctx, o.Group, now)
	if err != nil {
		return lambdafn.None{}, err
	}
	return lambdafn.None{}, f.Letters.Ask(ctx, "offer/"+o.ID,
		link.Link{Purpose: seatsPurpose, Subject: o.ID, Expires: o.Expires},
		f.seatOffer(o, group, meeting), letter.To(o.Person))
}

// groupAndNext reads a group with its next planned meeting; without one, the meeting is zero.
func (f *function) groupAndNext(ctx context.Context, id string, now time.Time) (pug.Group, pug.Meeting, error) {
	group, err := f.Store.Group(ctx, id)
	if err != nil {
		return group, pug.Meeting{}, err
	}
	meetings, err := f.Store.Meetings(ctx, id)
	if err != nil {
		return group, pug.Meeting{}, err
	}
	for _, m := range meetings {
		if m.State == pug.MeetingPlanned && m.Starts.After(now) {
			return group, m, nil
		}
	}
	return group, pug.Meeting{}, nil
}
