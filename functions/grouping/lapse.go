package grouping

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// lapses is how often lapse looks anew when staff change the groups in the same moment.
const lapses = 5

// lapse publishes the groups as they stand, since nobody published them in time. Groups that moves by hand have left
// too small are dissolved first. What staff published in the meantime stands.
func (f function) lapse(ctx context.Context, in cohortIn) error {
	var err error
	for range lapses {
		if err = f.publishAsItStands(ctx, in.Cohort); !pug.IsError(err, pug.Conflict) {
			return err
		}
	}
	return pug.Wrapf(err, pug.Unavailable, "The groups of %s keep changing: they are not published yet", in.Cohort)
}

func (f function) publishAsItStands(ctx context.Context, id pug.CohortID) error {
	b, err := f.board(ctx, id)
	if err != nil {
		return err
	}
	if b.cohort.Published == nil {
		for _, group := range b.Small() {
			out, err := b.Apply(curation.Change{Do: curation.Dissolve, Group: group.ID})
			if err != nil {
				return err
			}
			if err := f.keep(ctx, out.Board.Proposal, out.What, out.After, pug.TheDeadline); err != nil {
				return err
			}
			b.Board = out.Board
		}
		d := pug.Decision{Choice: pug.ChoicePublish, By: pug.TheDeadline, At: f.Now()}
		if b.cohort, err = f.Store.Publish(ctx, id, d, b.Revision); err != nil {
			return err
		}
	}
	if b.cohort.Published.By != pug.TheDeadline {
		return nil
	}
	return f.Letters.Tell(ctx, "lapsed/"+string(id),
		publishedUncurated{id, f.When(b.cohort.Dates.Curate), pug.MinMembers}, f.Letters.Staff...)
}
