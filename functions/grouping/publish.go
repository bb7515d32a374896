package grouping

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// publish puts the published groups into effect: seats are taken, groups open, and everybody is told.
func (f function) publish(ctx context.Context, in cohortIn) error {
	b, err := f.board(ctx, in.Cohort)
	if err != nil {
		return err
	}
	if b.cohort.Published == nil {
		return pug.Errorf(pug.Invalid, "The groups of %s are not published yet.", in.Cohort)
	}
	if b, err = f.anew(ctx, b); err != nil {
		return err
	}
	if err := f.seat(ctx, b); err != nil {
		return err
	}
	for _, group := range b.Groups {
		if err := f.Store.OpenGroup(ctx, group.ID); err != nil {
			return err
		}
	}
	if b.cohort.Stage != pug.StageRunning && b.cohort.Stage != pug.StageClosed {
		if err := f.Store.SetStage(ctx, in.Cohort, pug.StagePublished); err != nil {
			return err
		}
	}
	for _, tell := range []func() error{
		func() error { return f.tellGroups(ctx, b) },
		func() error { return f.tellLeaderless(ctx, b) },
		func() error { return f.tellWaitlist(ctx, b) },
		func() error {
			return f.Letters.Tell(ctx, "published/"+string(in.Cohort)+"/staff", f.summary(b), f.Letters.Staff...)
		},
	} {
		if err := tell(); err != nil {
			return err
		}
	}
	return nil
}

// tellGroups writes to the members of each group and to its Champion.
func (f function) tellGroups(ctx context.Context, b board) error {
	for _, group := range b.Groups {
		lead := b.LeadOf(group)
		if err := f.Letters.Tell(ctx, "published/"+group.ID+"/champion", f.opens(b, group),
			letter.To(lead.Person)); err != nil {
			return err
		}
		for _, member := range b.sitting(group) {
			text := f.placed(b.cohort, b.Published(group), b.Fit(group, member.ID))
			if err := f.Letters.Tell(ctx, "published/"+string(b.Cohort)+"/member", text,
				letter.To(member.Person())); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellLeaderless writes to the approved Champions whose groups do not open. Until the launch they may ask to join as
// members.
func (f function) tellLeaderless(ctx context.Context, b board) error {
	key := "published/" + string(b.Cohort) + "/unopened"
	for _, lead := range b.Free() {
		text, launch := f.unopened(b, lead), b.cohort.Dates.Launch
		if !f.Now().Before(launch) {
			if err := f.Letters.Tell(ctx, key, text, letter.To(lead.Person)); err != nil {
				return err
			}
			continue
		}
		err := f.Letters.Ask(ctx, letter.Question{Key: key, Purpose: purposeJoin, Subject: lead.Person.ID,
			Expires: launch, Button: "Join as a member",
			Letter: f.inviteToJoin(text, launch)}, letter.To(lead.Person))
		if err != nil {
			return err
		}
	}
	return nil
}

// tellWaitlist writes to everybody who waits.
func (f function) tellWaitlist(ctx context.Context, b board) error {
	for _, w := range b.Waitlist() {
		if err := f.Letters.Tell(ctx, "published/"+string(b.Cohort)+"/waitlist", f.waits(b.cohort, w),
			letter.To(w.Member.Person())); err != nil {
			return err
		}
	}
	return nil
}
