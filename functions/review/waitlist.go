package review

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// record puts a member who was decided after the groups were published on the waitlist, behind everybody. Who was decided before gets
// a seat or a place when groups are formed.
func (f *review) record(ctx context.Context, in subject) (lambdafn.None, error) {
	a, err := f.Store.Application(ctx, in.Application)
	if err != nil {
		return lambdafn.None{}, err
	}
	late, err := f.waits(ctx, a)
	if err != nil || !late || a.Group != "" {
		return lambdafn.None{}, err
	}
	places, err := f.Store.Waitlist(ctx, a.Cohort)
	if err != nil {
		return lambdafn.None{}, err
	}
	if slices.ContainsFunc(places, func(p pug.Place) bool { return p.Person.ID == a.ID }) {
		return lambdafn.None{}, nil
	}
	last := 0
	for _, p := range places {
		last = max(last, p.Order)
	}
	return lambdafn.None{}, f.Store.Wait(ctx, pug.Place{
		Cohort: a.Cohort, Order: last + 1, Person: a.Person(), Why: "The application was decided after the groups were published.",
	})
}

// waits says whether the application is a member's who can only wait for a free seat: the cohort's groups are published already.
func (f *review) waits(ctx context.Context, a pug.Application) (bool, error) {
	if a.Kind != pug.KindMember || (a.Status != pug.StatusApproved && a.Status != pug.StatusWaitlisted) {
		return false, nil
	}
	c, err := f.Store.Cohort(ctx, a.Cohort)
	if pug.IsError(err, pug.NotFound) {
		return false, nil
	}
	return c.Stage == pug.StagePublished || c.Stage == pug.StageRunning, err
}
