package review

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// unmet is what a member wants and nobody leads, with how many want the same: where a group on offer has one of the
// member's topics for the role and region, it is empty.
func (f function) unmet(ctx context.Context, a pug.Application) ([]pug.Demand, error) {
	if a.Kind != pug.KindMember {
		return nil, nil
	}
	groups, err := f.onOffer.Cohort(ctx, a.Cohort)
	if err != nil || !a.Unled(groups) {
		return nil, err
	}
	members, err := f.Store.Applications(ctx, a.Cohort, pug.KindMember)
	others := func(d pug.Demand) bool {
		return d.Role != a.Role || d.Region != a.Region ||
			!slices.ContainsFunc(a.Topics, func(t pug.Topic) bool { return t.Key == d.Topic.Key })
	}
	return slices.DeleteFunc(pug.Unmet(members, groups), others), err
}
