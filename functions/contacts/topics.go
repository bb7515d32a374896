package contacts

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// tellTopics has the form offer the topics of the groups that members of a cohort can apply for (R4). They are offered
// from the opening of member applications until those of the next cohort open: before, there are Champions still to
// decide on, and after, nobody chooses any more.
func (f function) tellTopics(ctx context.Context, entry store.Stale) error {
	id := pug.CohortID(entry.Of)
	c, err := f.Store.Cohort(ctx, id)
	if err != nil && !pug.IsError(err, pug.NotFound) {
		return err
	}
	if c.Stage != pug.StageMembers {
		return f.forget(ctx, []store.Stale{entry})
	}
	champions, err := f.Store.Applications(ctx, id, pug.KindChampion)
	if err != nil {
		return err
	}
	var offered []hubspot.Option
	for _, topic := range pug.TopicsOnOffer(champions) {
		offered = append(offered, hubspot.Option{Label: topic, Value: topic})
	}
	for _, property := range contact.Topics() {
		if err := f.call(ctx, func() error { return f.hubspot.SetOptions(ctx, property, offered) }); err != nil {
			f.trouble(ctx, entry.Of, err)
			return nil
		}
	}
	return f.forget(ctx, []store.Stale{entry})
}
