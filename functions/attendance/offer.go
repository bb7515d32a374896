package attendance

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

type nextOut struct {
	Offer  string    `json:"offer"`  // id; empty if the seat is offered to nobody
	Lapses time.Time `json:"lapses"` // when the offer does
}

// freed is a seat that came free, by a flag or otherwise, as something that is offered down the waitlist.
type freed struct {
	id      string // see pug.Seat.Freed
	group   pug.Group
	records store.GroupRecords
	before  []pug.Offer // of the seat, so far
	at      time.Time   // when all of this was read
}

// next offers a seat that came free to the next suitable person on the waitlist. A retry finds the offer that it made
// before.
func (f function) next(ctx context.Context, in flagIn) (nextOut, error) {
	s := freed{id: in.Flag, at: f.Now()}
	var err error
	if s.group, err = f.Store.Group(ctx, pug.GroupOfFlag(in.Flag)); err != nil {
		return nextOut{}, err
	}
	offers, err := f.Store.Offers(ctx, s.group.ID)
	if err != nil {
		return nextOut{}, err
	}
	s.before = pug.OffersOf(offers, in.Flag)
	for _, o := range s.before {
		switch {
		case o.Taken:
			return nextOut{Lapses: s.at}, f.kept(ctx, in.Flag)
		case !o.Ended:
			return nextOut{o.ID, o.Expires}, nil
		}
	}
	if s.records, err = f.Store.GroupRecords(ctx, s.group.ID); err != nil {
		return nextOut{}, err
	}
	// Filled some other way, or by whoever left it, or closed: there is no seat to offer, nor to speak of.
	if s.group.Full() || s.group.Over() || pug.TakenBack(in.Flag, s.records.Seats) {
		return nextOut{Lapses: s.at}, f.kept(ctx, in.Flag)
	}
	out, why, err := f.offerOn(ctx, s)
	if err != nil || why == "" {
		return out, err
	}
	told, err := f.Letters.TellingEach(ctx, "free/"+in.Flag, seatStaysFree{s.group, why})
	if err != nil {
		return nextOut{}, err
	}
	return nextOut{Lapses: s.at}, f.kept(ctx, in.Flag, told...)
}

// offerOn makes the next offer of a seat, or says in a sentence why it makes none.
func (f function) offerOn(ctx context.Context, s freed) (out nextOut, why string, err error) {
	dates, err := f.Calendar.Dates(ctx, s.group.Cohort)
	if err != nil {
		return nextOut{}, "", err
	}
	expires := s.at.Add(f.Settings.Intervals.SeatOffer.Duration())
	if why = pug.OfferTooLate(expires, dates, s.records.Meetings); why != "" {
		return nextOut{}, why, nil
	}
	o := pug.Offer{ID: pug.OfferID(s.id, len(s.before)+1), Group: s.group.ID, Made: s.at, Expires: expires}
	made, err := f.offerDown(ctx, s, o)
	if err != nil || made {
		return nextOut{o.ID, o.Expires}, "", err
	}
	// Whoever could be asked may have been, by an invocation beside this one: then its offer is taken up.
	again, err := f.Store.Offers(ctx, s.group.ID)
	if err != nil {
		return nextOut{}, "", err
	}
	if len(pug.OffersOf(again, s.id)) > len(s.before) {
		out, err = f.next(ctx, flagIn{s.id})
		return out, "", err
	}
	return nextOut{}, "Nobody who suits the group is on the waitlist and free to be asked.", nil
}

// kept notes that nothing is left to be done about a flag, with what is written because of it.
func (f function) kept(ctx context.Context, flag string, told ...store.Owed) error {
	return f.Store.Keep(ctx, workflow.Absence, flag, told...)
}

// offerDown makes the offer to the first person on the waitlist whom the seat suits, and says whether there was one.
func (f function) offerDown(ctx context.Context, s freed, o pug.Offer) (bool, error) {
	waitlist, err := f.Store.Waitlist(ctx, s.group.Cohort)
	if err != nil {
		return false, err
	}
	applications, err := f.Store.Applications(ctx, s.group.Cohort, pug.KindMember)
	if err != nil {
		return false, err
	}
	vacancy, waits := pug.NewVacancy(s.group, s.records.Seats, waitlist), map[string]pug.Application{}
	for _, a := range applications {
		waits[a.ID] = a
	}
	for _, place := range vacancy.Candidates(waitlist, s.before) {
		if !vacancy.Suits(waits[place.Person.ID]) {
			continue
		}
		o.Person = place.Person
		err = f.Store.MakeOffer(ctx, place, o, store.Logged{Entry: pug.LogOffered(o)})
		if !pug.IsError(err, pug.Conflict) {
			return err == nil, err
		}
	}
	return false, nil
}

// offerIn names the offer that a task is about, and the task where a workflow waits for the answer.
type offerIn struct {
	Offer string `json:"offer"`
	Token string `json:"token"`
}

// offer asks the person whether they take the seat.
func (f function) offer(ctx context.Context, in offerIn) error {
	now := f.Now()
	if err := f.Workflow.Await(ctx, in.Offer, in.Token); err != nil {
		return err
	}
	o, err := f.Store.Offer(ctx, pug.GroupOfFlag(in.Offer), in.Offer)
	if err != nil {
		return err
	}
	if o.Decision != nil || !o.Expires.After(now) {
		return f.Workflow.Complete(ctx, o.ID, in.Token)
	}
	group, meeting, err := f.groupAndNext(ctx, o.Group, now)
	if err != nil {
		return err
	}
	to := letter.To(o.Person)
	day := page.Day(o.Expires.In(f.Zone(to.Zone)))
	return f.Letters.Ask(ctx, "offer/"+o.ID, link.Link{Purpose: purposeSeats, Subject: o.ID, Expires: o.Expires},
		seatOffer{group, f.offerFacts(o, group, meeting), day, f.WhenFor(to, o.Expires)},
		letter.While(store.Offered(o), to)...)
}

// groupAndNext reads a group with its next planned meeting; without one, the meeting is zero.
func (f function) groupAndNext(ctx context.Context, id string, now time.Time) (pug.Group, pug.Meeting, error) {
	group, err := f.Store.Group(ctx, id)
	if err != nil {
		return group, pug.Meeting{}, err
	}
	meetings, err := f.Store.Meetings(ctx, id)
	if err != nil {
		return group, pug.Meeting{}, err
	}
	return group, pug.NextMeeting(meetings, now), nil
}
