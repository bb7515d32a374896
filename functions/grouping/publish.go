package grouping

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// publish makes the published groups true: seats are taken, groups open, and everybody is told where they stand.
func (g *grouping) publish(ctx context.Context, in ofCohort) (lambdafn.None, error) {
	b, err := g.board(ctx, in.Cohort)
	if err != nil {
		return lambdafn.None{}, err
	}
	if b.cohort.Published == nil {
		return lambdafn.None{}, pug.Errorf(pug.Invalid, "The groups of %s are not published yet.", in.Cohort)
	}
	if b, err = g.anew(ctx, b); err != nil {
		return lambdafn.None{}, err
	}
	if err := g.seat(ctx, b); err != nil {
		return lambdafn.None{}, err
	}
	for _, group := range b.Groups {
		if err := g.Store.OpenGroup(ctx, group.ID); err != nil {
			return lambdafn.None{}, err
		}
	}
	if b.cohort.Stage != pug.StageRunning && b.cohort.Stage != pug.StageClosed {
		if err := g.Store.SetStage(ctx, in.Cohort, pug.StagePublished); err != nil {
			return lambdafn.None{}, err
		}
	}
	for _, tell := range []func() error{
		func() error { return g.tellGroups(ctx, b) },
		func() error { return g.tellLeaderless(ctx, b) },
		func() error { return g.tellWaitlist(ctx, b) },
		func() error {
			return g.Letters.Tell(ctx, "published/"+string(in.Cohort)+"/staff", g.summary(b), g.Letters.Staff...)
		},
	} {
		if err := tell(); err != nil {
			return lambdafn.None{}, err
		}
	}
	return lambdafn.None{}, nil
}

// tellGroups writes to the members of each group and to its Champion.
func (g *grouping) tellGroups(ctx context.Context, b board) error {
	for _, group := range b.Groups {
		lead := b.LeadOf(group)
		key := "published/" + group.ID + "/champion"
		if err := g.Letters.Tell(ctx, key, g.groupOpens(b, group), letter.To(lead.Person)); err != nil {
			return err
		}
		for _, member := range b.sitting(group) {
			key, why := "published/"+string(b.Cohort)+"/member", whySeated(b.Fit(group, member.ID))
			text := placed{b.Cohort, b.Published(group), why, g.when(b.cohort.Dates.Launch)}
			if err := g.Letters.Tell(ctx, key, text, letter.To(member.Person())); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellLeaderless writes to the approved Champions whose groups do not open. Until the launch they may ask to join as members.
func (g *grouping) tellLeaderless(ctx context.Context, b board) error {
	key, launch := "published/"+string(b.Cohort)+"/unopened", b.cohort.Dates.Launch
	for _, lead := range b.Free() {
		text := unopened{Cohort: b.Cohort, Lead: lead, Why: b.whyUnopened(lead)}
		if !g.Now().Before(launch) {
			if err := g.Letters.Tell(ctx, key, text, letter.To(lead.Person)); err != nil {
				return err
			}
			continue
		}
		text.Until = g.when(launch)
		join := link.Link{Purpose: purposeJoin, Subject: lead.Person.ID, Expires: launch}
		if err := g.Letters.Ask(ctx, key, join, text, letter.To(lead.Person)); err != nil {
			return err
		}
	}
	return nil
}

// tellWaitlist writes to everybody who waits.
func (g *grouping) tellWaitlist(ctx context.Context, b board) error {
	for _, w := range b.Waitlist() {
		key := "published/" + string(b.Cohort) + "/waitlist"
		if err := g.Letters.Tell(ctx, key, b.waitLetter(w), letter.To(w.Member.Person())); err != nil {
			return err
		}
	}
	return nil
}
