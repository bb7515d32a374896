package duty

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Unoffered is owed where an open offer ends since there is nothing to take any more, by a person of staff; the
// workflow of the seat tells whoever had it, and has their place on the waitlist.
func Unoffered(o pug.Offer, by string, at time.Time) []store.Owed {
	d := pug.Decision{Choice: pug.ChoiceOver, By: by, At: at}
	return []store.Owed{store.OfferOver{Offer: o, Decision: d}, workflow.Answer(o.ID, at),
		store.Logged{Entry: pug.LogNotTaken(o, d, "")}}
}

// OfferTo is the seat that is on offer to whoever comes to lead a group from the waitlist; none where nothing is.
func (b *Base) OfferTo(ctx context.Context, n *pug.Nominee) ([]pug.Offer, error) {
	if n == nil || n.Before.Place == 0 {
		return nil, nil
	}
	waitlist, err := b.Store.Waitlist(ctx, n.Before.Cohort)
	if err != nil {
		return nil, err
	}
	place, _ := pug.PlaceOf(waitlist, n.Before.ID)
	if place.Offer == "" {
		return nil, nil
	}
	o, err := b.Store.Offer(ctx, pug.GroupOfFlag(place.Offer), place.Offer)
	return pug.OpenOffers([]pug.Offer{o}), err
}
