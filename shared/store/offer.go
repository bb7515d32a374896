package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// MakeOffer offers a free seat to a place in the waitlist, with what follows: one offer at a time for one person. The
// same offer again changes nothing; pug.Conflict if another seat is on offer to the person, or the place is gone.
func (s *Store) MakeOffer(ctx context.Context, p pug.Place, o pug.Offer, owed ...Owed) error {
	other := pug.Errorf(pug.Conflict, "%s has another offer, or left the waitlist.", p.Person.ID)
	err := s.commit(ctx, "offer a seat in "+o.Group+" to "+p.Person.ID, other, append(outbox(owed),
		write{key: placeKey(p), change: "SET #offer = :offer", values: values{":offer": o.ID},
			condition: "attribute_exists(PK) AND attribute_not_exists(#offer)"},
		write{key: offerKey(o.Group, o.ID), record: o, condition: ifNew},
	)...)
	if !pug.IsError(err, pug.Conflict) {
		return err
	}
	place, missing := get[pug.Place](ctx, s, placeKey(p), "place of "+p.Person.ID+" in the waitlist")
	switch {
	case missing != nil && !pug.IsError(missing, pug.NotFound):
		return missing
	case place.Offer == o.ID:
		return nil
	}
	return err
}

// FreePlace frees a place in the waitlist for further offers.
func (s *Store) FreePlace(ctx context.Context, p pug.Place) error {
	return s.once(ctx, "end the offer to "+p.Person.ID,
		write{key: placeKey(p), change: "REMOVE #offer", condition: ifExists})
}

// Offer reads an offer.
func (s *Store) Offer(ctx context.Context, group, id string) (pug.Offer, error) {
	return get[pug.Offer](ctx, s, offerKey(group, id), "offer "+id)
}

// Offers lists the offers of seats in a group, by id.
func (s *Store) Offers(ctx context.Context, group string) ([]pug.Offer, error) {
	return query[pug.Offer](ctx, s, inGroup(group, "").PK, offerPrefix, "offers in "+group)
}

// DecideOffer records the answer to an offer; the first stands (pug.Conflict).
func (s *Store) DecideOffer(ctx context.Context, group, id string, d pug.Decision, owed ...Owed) (pug.Offer, error) {
	return decide[pug.Offer](ctx, s, "offer "+id, first(offerKey(group, id), d), owed)
}

// OfferOver ends an offer that nobody has answered, together with what leaves nothing to take. Its write fails where it
// was answered meanwhile.
type OfferOver struct {
	pug.Offer
	pug.Decision
}

func (o OfferOver) writes() []write { return []write{first(offerKey(o.Group, o.ID), o.Decision)} }

// OfferTaken notes that the seat of an offer went to its person.
func (s *Store) OfferTaken(ctx context.Context, group, id string) error {
	return s.must(ctx, "note that the offer "+id+" was taken",
		write{key: offerKey(group, id), change: "SET #taken = :true", condition: ifExists,
			values: values{":true": true}})
}

// EndOffer notes that nothing is left to be done about an offer that came to nothing, with what follows.
func (s *Store) EndOffer(ctx context.Context, group, id string, owed ...Owed) error {
	missing := pug.Errorf(pug.NotFound, "There is no offer %s.", id)
	return s.commit(ctx, "end the offer "+id, missing, append(outbox(owed),
		write{key: offerKey(group, id), change: "SET #ended = :true", condition: ifExists,
			values: values{":true": true}})...)
}
