package part

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// LetterTime tells letters of one kind apart that somebody gets again after they changed their mind.
const LetterTime = "20060102T150405"

// Withdraw is what it takes to withdraw an application, or to leave the waitlist (L2, L15), with what is owed of it.
// Its error says why that is not possible.
func (p Parts) Withdraw(ctx context.Context, s Standing, by Actor) (store.Withdrawal, []store.Owed, error) {
	a, now := s.Application, p.Now()
	d := pug.Decision{By: by.Name, At: now, Note: by.Note, Own: by.Self}
	w := store.Withdrawal{Before: a, After: a.Withdrawn(d)}
	place, offer, err := p.placeOf(ctx, a)
	if err == nil {
		err = a.MayWithdraw(s.Cohort, offer)
	}
	if err != nil {
		return w, nil, err
	}
	w.Place = place
	var owed []store.Owed
	if a.Status == pug.StatusPending {
		owed = append(owed, workflow.Concluded(a.ID, s.Token, now))
	}
	if offer != nil && offer.Decision == nil {
		w.Offer = offer
		owed = append(owed, workflow.Answer(offer.ID, now))
	}
	without := func(b *curation.Board) (curation.Result, error) { return b.Without(w.After) }
	if w.Groups, err = p.regrouped(ctx, s.Cohort, by.Name, without); err != nil {
		return w, nil, err
	}
	asks, err := p.AskSuccessor(ctx, a)
	if err != nil {
		return w, nil, err
	}
	owed = append(owed, asks...)
	told, err := p.Letters.Telling(withdrawalKey("withdrawn", w.After),
		applicationWithdrawn{w.After, place != nil, by.Self, by.Note},
		letter.While(store.Withdrawn(w.After), letter.ToApplicant(a))...)
	return w, append(append(owed, store.Settled{Matter: a.AsksOut(now)}), told...), err
}

// LeadsProposed says whether somebody leads one of the groups that are proposed and not published yet.
func (p Parts) LeadsProposed(ctx context.Context, s Standing) (bool, error) {
	if s.Cohort.Revision == 0 || s.Cohort.Published != nil {
		return false, nil
	}
	proposal, err := p.Store.Proposal(ctx, s.Cohort.ID, s.Cohort.Revision)
	return proposal.Leads(s.Application.ID), err
}

// withdrawalKey is the key of a letter about the latest withdrawal of an application.
func withdrawalKey(what string, a pug.Application) string {
	return fmt.Sprintf("%s/%s/%d", what, a.ID, a.Withdrawals)
}

// Withdrew is the line of the log of a withdrawal.
func (s Standing) Withdrew(w store.Withdrawal) pug.Entry {
	what := "The application of {0} was withdrawn"
	if w.Place != nil {
		what = "{0} left the waitlist"
	}
	return s.About("withdrew", what)
}

// placeOf reads the place of somebody on the waitlist, and the offer that they have; nil where there is none.
func (p Parts) placeOf(ctx context.Context, a pug.Application) (*pug.Place, *pug.Offer, error) {
	if a.Place == 0 {
		return nil, nil, nil
	}
	waitlist, err := p.Store.Waitlist(ctx, a.Cohort)
	if err != nil {
		return nil, nil, err
	}
	place, waits := pug.PlaceOf(waitlist, a.ID)
	switch {
	case !waits:
		return nil, nil, pug.Errorf(pug.Conflict, "%s left the waitlist just now. Look again.", a.Name())
	case place.Offer == "":
		return &place, nil, nil
	}
	offer, err := p.Store.Offer(ctx, pug.GroupOfFlag(place.Offer), place.Offer)
	return &place, &offer, err
}

// regrouped are the proposed groups of a cohort after a change; nil while there are none, or where they are published.
func (p Parts) regrouped(
	ctx context.Context, c pug.Cohort, by string, change func(*curation.Board) (curation.Result, error),
) (*store.Revision, error) {
	if c.Revision == 0 || c.Published != nil {
		return nil, nil
	}
	proposal, err := p.Store.Proposal(ctx, c.ID, c.Revision)
	if err != nil {
		return nil, err
	}
	people, err := p.Store.People(ctx, c.ID, proposal.People)
	if err != nil {
		return nil, err
	}
	out, err := change(curation.NewBoard(proposal, people))
	if err != nil {
		return nil, err
	}
	next := out.Board.Proposal
	if next.People, err = p.Store.PutPeople(ctx, c.ID, out.Board.Everyone()); err != nil {
		return nil, err
	}
	return &store.Revision{Proposal: next, Entry: pug.LogEntry{Revision: next.Revision, By: by, At: p.Now(),
		What: out.What, Value: out.After}}, nil
}
