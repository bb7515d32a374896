package grouping

import (
	"context"
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

type publishOut struct {
	Done bool `json:"done"`
}

// publish puts the published groups into effect: seats are taken, groups open, and everybody is told. Where a hundred
// thousand wait, that is more than one call can do: a caller who calls again is answered after a chunk of it.
func (f function) publish(ctx context.Context, in cohortIn) (publishOut, error) {
	for {
		done, err := f.publishSome(ctx, in.Cohort)
		if done || err != nil || lambdafn.CallerOf(ctx).Again {
			return publishOut{done}, err
		}
	}
}

// publishSome goes on with publishing, and says whether it is done. Who was decided too late to be seen here is put on
// the waitlist by the review. So that nobody falls between the two, those who wait are read once more after the
// cohort's stage has told the review that the groups are published.
func (f function) publishSome(ctx context.Context, cohort pug.CohortID) (done bool, err error) {
	b, err := f.settle(ctx, cohort)
	if err != nil {
		return false, err
	}
	if all, err := f.line(ctx, b); err != nil || !all {
		return false, err
	}
	if b.cohort.Stage == pug.StageForming {
		if err := f.Store.SetStage(ctx, cohort, pug.StagePublished); err != nil {
			return false, err
		}
	}
	if b, err = f.opened(ctx, b); err != nil {
		return false, err
	}
	if all, err := f.line(ctx, b); err != nil || !all {
		return false, err
	}
	return true, f.open(ctx, b)
}

// settle seats those who are published to have a seat, and returns the board as it is then: with everybody who has
// applied by now.
func (f function) settle(ctx context.Context, cohort pug.CohortID) (board, error) {
	b, err := f.board(ctx, cohort)
	if err != nil {
		return b, err
	}
	if b.cohort.Published == nil {
		return b, pug.Errorf(pug.Invalid, "The groups of %s are not published yet.", cohort)
	}
	if b, err = f.opened(ctx, b); err != nil {
		return b, err
	}
	return f.seat(ctx, b)
}

// opened is the board as it is published, with everybody who has applied by now.
func (f function) opened(ctx context.Context, b board) (board, error) {
	b, err := f.anew(ctx, b)
	if err == nil {
		b.Board = b.Opened()
	}
	return b, err
}

// open opens the groups, and tells those who are in one, Champions who are in none, and staff.
func (f function) open(ctx context.Context, b board) error {
	for _, group := range b.Groups {
		if err := f.Store.OpenGroup(ctx, group.ID); err != nil {
			return err
		}
	}
	for _, tell := range []func(context.Context, board) error{f.tellGroups, f.tellLeaderless} {
		if err := tell(ctx, b); err != nil {
			return err
		}
	}
	return f.Letters.TellStaff(ctx, "published/"+string(b.Cohort)+"/staff", f.summary(b))
}

// tellGroups writes to the members of each group and to its Champion.
func (f function) tellGroups(ctx context.Context, b board) error {
	for _, group := range b.Groups {
		lead := b.LeadOf(group)
		key := "published/" + group.ID + "/champion"
		if err := f.Letters.Tell(ctx, key, f.groupOpens(b, group), letter.ToLeader(group.ID, lead.Person)); err != nil {
			return err
		}
		for _, member := range b.Sitting(group) {
			key, why := "published/"+string(b.Cohort)+"/member", whySeated(b.Fit(group, member.ID), lead.Role)
			to := letter.ToSeat(b.seat(group.ID, member))
			text := placed{b.Cohort, b.Published(group), why, f.WhenFor(to, b.cohort.Dates.Launch)}
			if err := f.Letters.Tell(ctx, key, text, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellLeaderless writes to the approved Champions whose groups do not open. Until the launch they may ask to join one
// that opens as members.
func (f function) tellLeaderless(ctx context.Context, b board) error {
	key, launch := "published/"+string(b.Cohort)+"/unopened", b.cohort.Dates.Launch
	for _, lead := range b.Free() {
		to := letter.While(store.Decided(lead.Person.ID, pug.ChoiceApprove), letter.To(lead.Person))[0]
		text := unopened{Cohort: b.Cohort, Lead: lead, Why: b.whyUnopened(lead)}
		late := text
		if len(b.Groups) == 0 || !f.Now().Before(launch) || b.TakesPart(lead.Person) {
			if err := f.Letters.Tell(ctx, key, text, to); err != nil {
				return err
			}
			continue
		}
		text.Until = f.WhenFor(to, launch)
		join := link.Link{Purpose: purposeJoin, Subject: lead.Person.ID, Expires: launch}
		if err := f.Letters.AskOrTell(ctx, key, join, text, late, to); err != nil {
			return err
		}
	}
	return nil
}

// decide publishes the groups, and tells the workflow that waits for it.
func (f function) decide(ctx context.Context, b board, v link.Visitor) error {
	if small := b.Small(); len(small) > 0 {
		return pug.Errorf(pug.Invalid, "%s", b.TooSmall(small[0]))
	}
	d := pug.Decision{Choice: pug.ChoicePublish, By: v.Who(), At: f.Now()}
	answer := workflow.Answer(workflow.CurationSubject(b.Cohort), d.At)
	if _, err := f.Store.Publish(ctx, b.Cohort, d, b.Revision, answer, b.logged(d, v.Person)); err != nil {
		return err
	}
	f.Follow(ctx, answer)
	return nil
}

// logged is the line of the log that tells that the groups are published as they stand.
func (b board) logged(d pug.Decision, actor string) store.Logged {
	return store.Logged{Entry: pug.LogPublished(b.Cohort, d, actor, len(b.Groups), b.Value().Placed, b.Waiters())}
}

// showPublished tells who published the groups that it is done, and leads to where they are from now on.
func (f function) showPublished(w http.ResponseWriter, r *http.Request, b board) {
	v := receipt{
		Next: "Champions, members and the waitlist are told by email now, and you get a summary. In a minute the " +
			"groups are at the desk. Publishing can't be undone, but whatever turns out wrong is put right there.",
		Facts: b.facts(), Ways: []page.MenuItem{f.cohortAtDesk(b.Cohort)},
	}
	for _, group := range b.Groups {
		v.Groups = append(v.Groups, page.MenuItem{Label: b.Title(group), Href: f.GroupPage(group.ID)})
	}
	f.done(w, r, fmt.Sprintf("The groups of the %s cohort are published", b.Cohort.Name()), v)
}
