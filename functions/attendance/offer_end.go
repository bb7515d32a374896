package attendance

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

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
	o, err := f.answered(ctx, group, in.Offer, now)
	if err != nil {
		return seatOut{}, err
	}
	place, err := f.placeOf(ctx, group.Cohort, o.Person.ID)
	if err != nil {
		return seatOut{}, err
	}
	switch o.Decision.Choice {
	case pug.ChoiceYes:
		seated, err := f.take(ctx, o, r, place, now)
		if err != nil {
			return seatOut{}, err
		}
		if seated {
			return seatOut{Seated: true}, f.welcome(ctx, o, group, r, now)
		}
		if err := f.tellGone(ctx, o, group, place); err != nil {
			return seatOut{}, err
		}
	case pug.ChoiceOver:
		if group.Over() { // else they lead a group, and know
			err = f.tellGone(ctx, o, group, place)
		}
	case pug.ChoiceLapse:
		err = f.Letters.Tell(ctx, "lapsed/"+o.ID, offerLapsed{group}, letter.To(o.Person))
	}
	if err != nil {
		return seatOut{}, err
	}
	return seatOut{}, f.release(ctx, o, place)
}

// tellGone tells the person that there is no seat for them, and why.
func (f function) tellGone(ctx context.Context, o pug.Offer, group pug.Group, place *pug.Place) error {
	a, err := f.Store.Application(ctx, o.Person.ID)
	if err != nil {
		return err
	}
	text := seatGone{Group: group, Said: o.Decision.Choice == pug.ChoiceYes, Waits: place != nil}
	if a.Group != "" {
		text.Elsewhere = pug.GroupName(a.Group)
	}
	return f.Letters.Tell(ctx, "gone/"+o.ID, text, letter.To(o.Person))
}

// answered reads an offer with its answer. If there is none it lapses, unless the answer comes just in time; in a group
// that was closed it has ended.
func (f function) answered(ctx context.Context, group pug.Group, id string, now time.Time) (pug.Offer, error) {
	o, err := f.Store.Offer(ctx, group.ID, id)
	if err != nil || o.Decision != nil {
		return o, err
	}
	d := pug.Decision{Choice: pug.ChoiceLapse, By: pug.TheDeadline, At: now}
	if group.Over() {
		d = pug.Decision{Choice: pug.ChoiceOver, By: pug.TheSoftware, At: now}
	}
	return firstStands(f.Store.DecideOffer(ctx, group.ID, id, d, store.Logged{Entry: pug.LogNotTaken(o, d, "")}))
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
	ctx context.Context, o pug.Offer, r store.GroupRecords, place *pug.Place, now time.Time,
) (bool, error) {
	// Who has the seat, or had it and has no place any more, got it by an earlier try at this.
	former, was := pug.SeatOfMember(r.Seats, o.Person.ID)
	if o.Taken || was && (former.Taken() || place == nil && former.Sat()) {
		return true, nil
	}
	s, err := f.parts.Standing(ctx, o.Person.ID)
	if err != nil {
		return false, err
	}
	seat := s.SeatIn(o.Group, r, now)
	err = f.Store.TakeSeat(ctx, seat, place, store.Logged{Entry: pug.LogTaken(o)})
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
	seat, err := f.Store.Seat(ctx, group.ID, o.Person.ID)
	if err != nil {
		return err
	}
	sits, text := store.Sits(seat), f.Welcome(group, pug.NextMeeting(r.Meetings, now), others)
	if err := f.Letters.Tell(ctx, "welcome/"+o.ID, text, letter.ToSeat(seat)); err != nil {
		return err
	}
	joins, leaders := duty.MemberJoins(group, o.Person), letter.While(sits, letter.ToLeaders(group)...)
	if err := f.Letters.Tell(ctx, "joined/"+o.ID, joins, leaders...); err != nil {
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
