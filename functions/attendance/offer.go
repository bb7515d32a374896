package attendance

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
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

// next offers a seat that came free, by a flag or otherwise, to the next suitable person on the waitlist. A retry finds
// the offer that it made before.
func (f function) next(ctx context.Context, in flagIn) (nextOut, error) {
	now := f.Now()
	group, err := f.Store.Group(ctx, pug.GroupOfFlag(in.Flag))
	if err != nil {
		return nextOut{}, err
	}
	offers, err := f.Store.Offers(ctx, group.ID)
	if err != nil {
		return nextOut{}, err
	}
	before := pug.OffersOf(offers, in.Flag)
	for _, o := range before {
		switch {
		case o.Taken:
			return nextOut{Lapses: now}, f.kept(ctx, in.Flag)
		case !o.Ended:
			return nextOut{o.ID, o.Expires}, nil
		}
	}
	r, err := f.Store.GroupRecords(ctx, group.ID)
	if err != nil {
		return nextOut{}, err
	}
	// Filled some other way, or by whoever left it, or closed: there is no seat to offer, nor to speak of.
	if group.Full() || group.Over() || pug.TakenBack(in.Flag, r.Seats) {
		return nextOut{Lapses: now}, f.kept(ctx, in.Flag)
	}
	expires := now.Add(f.Settings.Intervals.SeatOffer.Duration())
	dates, err := f.Calendar.Dates(ctx, group.Cohort)
	if err != nil {
		return nextOut{}, err
	}
	why := pug.OfferTooLate(expires, dates, r.Meetings)
	if why == "" {
		o := pug.Offer{ID: pug.OfferID(in.Flag, len(before)+1), Group: group.ID, Made: now, Expires: expires}
		made, err := f.offerDown(ctx, group, r.Seats, o, before)
		if err != nil || made {
			return nextOut{o.ID, o.Expires}, err
		}
		// Whoever could be asked may have been, by an invocation beside this one: then its offer is taken up.
		again, err := f.Store.Offers(ctx, group.ID)
		if err != nil {
			return nextOut{}, err
		}
		if len(pug.OffersOf(again, in.Flag)) > len(before) {
			return f.next(ctx, in)
		}
		why = "Nobody who suits the group is on the waitlist and free to be asked."
	}
	told, err := f.Letters.TellingEach(ctx, "free/"+in.Flag, seatStaysFree{group, why})
	if err != nil {
		return nextOut{}, err
	}
	return nextOut{Lapses: now}, f.kept(ctx, in.Flag, told...)
}

// kept notes that nothing is left to be done about a flag, with what is written because of it.
func (f function) kept(ctx context.Context, flag string, told ...store.Owed) error {
	return f.Store.Keep(ctx, workflow.Absence, flag, told...)
}

// offerDown makes the offer to the first person on the waitlist whom the seat suits, and says whether there was one.
func (f function) offerDown(
	ctx context.Context, group pug.Group, seats []pug.Seat, o pug.Offer, before []pug.Offer,
) (bool, error) {
	waitlist, err := f.Store.Waitlist(ctx, group.Cohort)
	if err != nil {
		return false, err
	}
	applications, err := f.Store.Applications(ctx, group.Cohort, pug.KindMember)
	if err != nil {
		return false, err
	}
	vacancy, waits := pug.NewVacancy(group, seats, waitlist), map[string]pug.Application{}
	for _, a := range applications {
		waits[a.ID] = a
	}
	for _, place := range vacancy.Candidates(waitlist, before) {
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
		seatOffer{group, f.offerFacts(o, group, meeting), day, f.WhenFor(to, o.Expires)}, to)
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

type seatOut struct {
	Seated bool `json:"seated"` // else the seat is offered on
}

// seat ends an offer: on a yes the person gets the seat, else they stay on the waitlist.
func (f function) seat(ctx context.Context, in offerIn) (seatOut, error) {
	now := f.Now()
	group, err := f.Store.Group(ctx, pug.GroupOfFlag(in.Offer))
	if err != nil {
		return seatOut{}, err
	}
	r, err := f.Store.GroupRecords(ctx, group.ID)
	if err != nil {
		return seatOut{}, err
	}
	o, err := f.answered(ctx, group.ID, in.Offer, now)
	if err != nil {
		return seatOut{}, err
	}
	place, err := f.placeOf(ctx, group.Cohort, o.Person.ID)
	if err != nil {
		return seatOut{}, err
	}
	switch o.Decision.Choice {
	case pug.ChoiceYes:
		seated, err := f.take(ctx, o, r.Seats, place, now)
		if err != nil {
			return seatOut{}, err
		}
		if seated {
			return seatOut{Seated: true}, f.welcome(ctx, o, group, r, now)
		}
		if err := f.Letters.Tell(ctx, "gone/"+o.ID, seatGone{group}, letter.To(o.Person)); err != nil {
			return seatOut{}, err
		}
	case pug.ChoiceLapse:
		if err := f.Letters.Tell(ctx, "lapsed/"+o.ID, offerLapsed{group}, letter.To(o.Person)); err != nil {
			return seatOut{}, err
		}
	}
	return seatOut{}, f.release(ctx, o, place)
}

// answered reads an offer with its answer. If there is none it lapses, unless the answer comes just in time.
func (f function) answered(ctx context.Context, group, id string, now time.Time) (pug.Offer, error) {
	o, err := f.Store.Offer(ctx, group, id)
	if err != nil || o.Decision != nil {
		return o, err
	}
	d := pug.Decision{Choice: pug.ChoiceLapse, By: pug.TheDeadline, At: now}
	return firstStands(f.Store.DecideOffer(ctx, group, id, d, store.Logged{Entry: pug.LogNotTaken(o, d, "")}))
}

// placeOf finds a person's place in the waitlist; nil if they have left it.
func (f function) placeOf(ctx context.Context, cohort pug.CohortID, member string) (*pug.Place, error) {
	waitlist, err := f.Store.Waitlist(ctx, cohort)
	if place, found := pug.PlaceOf(waitlist, member); found {
		return &place, err
	}
	return nil, err
}

// take gives the person the seat, and says whether it is theirs: not where the group filled up, or they took another
// seat meanwhile.
func (f function) take(
	ctx context.Context, o pug.Offer, seats []pug.Seat, place *pug.Place, now time.Time,
) (bool, error) {
	// Who has the seat, or had it and has no place any more, got it by an earlier try at this.
	former, was := pug.SeatOfMember(seats, o.Person.ID)
	if o.Taken || was && (former.Taken() || place == nil) {
		return true, nil
	}
	seat := pug.NewSeat(o.Group, seats, o.Person, now)
	err := f.Store.TakeSeat(ctx, seat, place, store.Logged{Entry: pug.LogTaken(o)})
	switch pug.ErrorKindOf(err) {
	case pug.Full, pug.Conflict:
		return false, nil
	case pug.Already:
		return true, nil
	}
	return err == nil, err
}

// welcome tells the new member and the Champion, and then notes that the offer was taken.
func (f function) welcome(
	ctx context.Context, o pug.Offer, group pug.Group, r store.GroupRecords, now time.Time,
) error {
	others, err := f.Partners(ctx, pug.Taken(r.Seats), o.Person.ID)
	if err != nil {
		return err
	}
	text := f.Welcome(group, pug.NextMeeting(r.Meetings, now), others)
	if err := f.Letters.Tell(ctx, "welcome/"+o.ID, text, letter.To(o.Person)); err != nil {
		return err
	}
	joins := duty.MemberJoins(group, o.Person)
	if err := f.Letters.Tell(ctx, "joined/"+o.ID, joins, letter.ToLeaders(group)...); err != nil {
		return err
	}
	return f.Store.OfferTaken(ctx, o.Group, o.ID)
}

// release ends an offer that came to nothing: the person's place is free for further ones, unless one was made already.
func (f function) release(ctx context.Context, o pug.Offer, place *pug.Place) error {
	if place != nil && place.Offer == o.ID {
		if err := f.Store.FreePlace(ctx, *place); err != nil {
			return err
		}
	}
	if o.Decision.Choice == pug.ChoiceYes {
		return f.Store.EndOffer(ctx, o.Group, o.ID, store.Logged{Entry: pug.LogGone(o)})
	}
	return f.Store.EndOffer(ctx, o.Group, o.ID)
}
