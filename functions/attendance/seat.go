package attendance

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

type seatOut struct {
	Seated bool `json:"seated"` // else the seat is offered on
}

// seat ends an offer: on a yes the person gets the seat, else they stay on the waitlist.
func (f function) seat(ctx context.Context, in offerIn) (seatOut, error) {
	now := f.Now()
	group, meeting, err := f.groupAndNext(ctx, pug.GroupOfFlag(in.Offer), now)
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
		seated, err := f.take(ctx, o, place, now)
		if err != nil {
			return seatOut{}, err
		}
		if seated {
			return seatOut{Seated: true}, f.welcome(ctx, o, group, meeting)
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
	o, err = f.Store.DecideOffer(ctx, group, id, pug.Decision{Choice: pug.ChoiceLapse, By: pug.TheDeadline, At: now})
	return firstStands(o, err)
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
func (f function) take(ctx context.Context, o pug.Offer, place *pug.Place, now time.Time) (bool, error) {
	if o.Taken {
		return true, nil
	}
	err := f.Store.TakeSeat(ctx, pug.Seat{Group: o.Group, Member: o.Person, Joined: now}, place)
	switch {
	case pug.IsError(err, pug.Full):
		return false, nil
	case pug.IsError(err, pug.Conflict):
		return f.sits(ctx, o)
	}
	return err == nil, err
}

// sits says whether the person has a seat in the group of the offer: then an earlier try at taking it had got that far.
func (f function) sits(ctx context.Context, o pug.Offer) (bool, error) {
	seat, err := f.Store.Seat(ctx, o.Group, o.Person.ID)
	if pug.IsError(err, pug.NotFound) {
		return false, nil
	}
	return err == nil && seat.Excused.IsZero(), err
}

// welcome tells the new member and the Champion, and then notes that the offer was taken.
func (f function) welcome(ctx context.Context, o pug.Offer, group pug.Group, meeting pug.Meeting) error {
	if err := f.Letters.Tell(ctx, "welcome/"+o.ID, f.welcomeLetter(group, meeting), letter.To(o.Person)); err != nil {
		return err
	}
	if err := f.Letters.Tell(ctx, "joined/"+o.ID, memberJoins{group, o.Person}, letter.To(group.Champion)); err != nil {
		return err
	}
	return f.Store.OfferTaken(ctx, o.Group, o.ID)
}

// release frees the person's place for further offers, unless one was made already.
func (f function) release(ctx context.Context, o pug.Offer, place *pug.Place) error {
	if place == nil || place.Offer != o.ID {
		return nil
	}
	return f.Store.EndOffer(ctx, *place)
}
