package grouping

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
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
	for _, tell := range []func(context.Context, board) error{f.tellGroups, f.tellLeaderless, f.tellWaitlist} {
		if err := tell(ctx, b); err != nil {
			return err
		}
	}
	return f.Letters.Tell(ctx, "published/"+string(in.Cohort)+"/staff", f.summary(b), f.Letters.Staff...)
}

// tellGroups writes to the members of each group and to its Champion.
func (f function) tellGroups(ctx context.Context, b board) error {
	for _, group := range b.Groups {
		lead := b.LeadOf(group)
		key := "published/" + group.ID + "/champion"
		if err := f.Letters.Tell(ctx, key, f.groupOpens(b, group), letter.To(lead.Person)); err != nil {
			return err
		}
		for _, member := range b.Sitting(group) {
			key, why := "published/"+string(b.Cohort)+"/member", whySeated(b.Fit(group, member.ID))
			text := placed{b.Cohort, b.Published(group), why, f.When(b.cohort.Dates.Launch)}
			if err := f.Letters.Tell(ctx, key, text, letter.To(member.Person())); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellLeaderless writes to the approved Champions whose groups do not open. Until the launch they may ask to join as
// members.
func (f function) tellLeaderless(ctx context.Context, b board) error {
	key, launch := "published/"+string(b.Cohort)+"/unopened", b.cohort.Dates.Launch
	for _, lead := range b.Free() {
		text := unopened{Cohort: b.Cohort, Lead: lead, Why: b.whyUnopened(lead)}
		if !f.Now().Before(launch) {
			if err := f.Letters.Tell(ctx, key, text, letter.To(lead.Person)); err != nil {
				return err
			}
			continue
		}
		text.Until = f.When(launch)
		join := link.Link{Purpose: purposeJoin, Subject: lead.Person.ID, Expires: launch}
		if err := f.Letters.Ask(ctx, key, join, text, letter.To(lead.Person)); err != nil {
			return err
		}
	}
	return nil
}

// tellWaitlist writes to everybody who waits.
func (f function) tellWaitlist(ctx context.Context, b board) error {
	for _, w := range b.Waitlist() {
		key := "published/" + string(b.Cohort) + "/waitlist"
		if err := f.Letters.Tell(ctx, key, b.waitLetter(w), letter.To(w.Member.Person())); err != nil {
			return err
		}
	}
	return nil
}
