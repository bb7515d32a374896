package grouping

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// lapses is how often lapse looks anew when staff change the groups in the same moment.
const lapses = 5

// lapse publishes the groups as they stand, since nobody published them in time. Groups that moves by hand have left too small are
// dissolved first. What staff published in the meantime stands.
func (g *grouping) lapse(ctx context.Context, in ofCohort) (lambdafn.None, error) {
	var err error
	for range lapses {
		if err = g.publishAsItStands(ctx, in.Cohort); !fault.Is(err, fault.Conflict) {
			return lambdafn.None{}, err
		}
	}
	return lambdafn.None{}, fault.Wrap(err, fault.Unavailable, "The groups of %s keep changing: they are not published yet", in.Cohort)
}

func (g *grouping) publishAsItStands(ctx context.Context, id pug.CohortID) error {
	now := g.Now().UTC()
	b, err := g.board(ctx, id)
	if err != nil {
		return err
	}
	if b.cohort.Published == nil {
		revision := b.cohort.Revision
		for _, group := range b.small() {
			if err := b.dissolve(ctx, g.Store, group, revision); err != nil {
				return err
			}
			revision++
		}
		d := pug.Decision{Choice: pug.ChoicePublish, By: pug.TheDeadline, At: now}
		if b.cohort, err = g.Store.Publish(ctx, id, d, revision); err != nil {
			return err
		}
	}
	if b.cohort.Published.By != pug.TheDeadline {
		return nil
	}
	return g.Post.Tell(ctx, "lapsed/"+string(id), g.publishedByItself(b.cohort), g.Post.Staff...)
}

// dissolve takes a group apart: its members go to the waitlist, its Champion is free again.
func (b board) dissolve(ctx context.Context, s *store.Store, group pug.Group, revision int) error {
	var places []store.Place
	for _, seat := range b.seats[group.ID] {
		places = append(places, placeAmong(b.waitlist, b.members, b.members[seat.Member.ID], whyDissolved(group)))
	}
	return s.DissolveGroup(ctx, group, places, revision)
}
