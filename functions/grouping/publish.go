package grouping

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/post"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// publish makes the published groups true: they open, and everybody is told where they stand.
func (g *grouping) publish(ctx context.Context, in ofCohort) (lambdafn.None, error) {
	r, err := g.roster(ctx, in.Cohort)
	if err != nil {
		return lambdafn.None{}, err
	}
	if r.cohort.Published == nil {
		return lambdafn.None{}, fault.New(fault.Invalid, "The groups of %s are not published yet.", in.Cohort)
	}
	for _, group := range r.groups {
		if err := g.Store.OpenGroup(ctx, group.ID); err != nil {
			return lambdafn.None{}, err
		}
	}
	if r.cohort.Stage != pug.StageRunning && r.cohort.Stage != pug.StageClosed {
		if err := g.Store.SetStage(ctx, in.Cohort, pug.StagePublished); err != nil {
			return lambdafn.None{}, err
		}
	}
	champions, err := g.Store.Applications(ctx, in.Cohort, pug.KindChampion)
	if err != nil {
		return lambdafn.None{}, err
	}
	unled := leaderless(champions)
	for _, tell := range []func() error{
		func() error { return g.tellGroups(ctx, r) },
		func() error { return g.tellLeaderless(ctx, r, unled) },
		func() error { return g.tellWaitlist(ctx, r) },
		func() error {
			return g.Post.Tell(ctx, "published/"+string(in.Cohort)+"/staff", g.summary(r, unled), g.Post.Staff...)
		},
	} {
		if err := tell(); err != nil {
			return lambdafn.None{}, err
		}
	}
	return lambdafn.None{}, nil
}

// tellGroups writes to the members of each group and to its Champion.
func (g *grouping) tellGroups(ctx context.Context, r roster) error {
	for _, group := range r.groups {
		seats := r.seats[group.ID]
		if err := g.Post.Tell(ctx, "published/"+group.ID+"/champion", g.opens(r.cohort, group, seats), post.To(group.Champion)); err != nil {
			return err
		}
		letter := g.placed(r.cohort, group)
		for _, seat := range seats {
			if err := g.Post.Tell(ctx, "published/"+string(r.cohort.ID)+"/member", letter, post.To(seat.Member)); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellLeaderless writes to the approved Champions whose groups do not open. Until the launch they may ask to join as members.
func (g *grouping) tellLeaderless(ctx context.Context, r roster, champions []pug.Application) error {
	key := "published/" + string(r.cohort.ID) + "/unopened"
	for _, c := range champions {
		letter, launch := g.unopened(r, c), r.cohort.Dates.Launch
		if !g.Now().Before(launch) {
			if err := g.Post.Tell(ctx, key, letter, post.To(c.Person())); err != nil {
				return err
			}
			continue
		}
		err := g.Post.Ask(ctx, post.Question{Key: key, Purpose: purposeJoin, Subject: c.ID, Expires: launch, Button: "Join as a member",
			Letter: g.inviteToJoin(letter, launch)}, post.To(c.Person()))
		if err != nil {
			return err
		}
	}
	return nil
}

// tellWaitlist writes to everybody who waits.
func (g *grouping) tellWaitlist(ctx context.Context, r roster) error {
	for i, place := range r.waitlist {
		if err := g.Post.Tell(ctx, "published/"+string(r.cohort.ID)+"/waitlist", g.waits(r.cohort, place, i+1), post.To(place.Person)); err != nil {
			return err
		}
	}
	return nil
}
