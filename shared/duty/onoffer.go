package duty

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// OnOffer is the public address at which a cohort's groups on offer are listed.
func (b *Base) OnOffer(id pug.CohortID) string { return b.Settings.PublicURL + "/groups/" + string(id) }

// GroupsOnOffer reads a cohort's groups on offer (R4).
func (b *Base) GroupsOnOffer(ctx context.Context, id pug.CohortID) ([]pug.GroupOnOffer, error) {
	champions, err := b.Store.Applications(ctx, id, pug.KindChampion)
	return pug.GroupsOnOffer(champions), err
}

// RecentlyOnOffer are the groups on offer for those who ask for them again and again.
func (b *Base) RecentlyOnOffer() *calendar.Recent[[]pug.GroupOnOffer] {
	return &calendar.Recent[[]pug.GroupOnOffer]{Read: b.GroupsOnOffer, Now: b.Now}
}
