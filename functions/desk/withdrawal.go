package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// letterTime tells letters of one kind apart that somebody gets again after they changed their mind.
const letterTime = "20060102T150405"

// withdrawAct withdraws an application, or takes somebody off the waitlist (L2, L15).
func (f function) withdrawAct() act {
	return act{on: "people", name: "withdraw", label: "Withdraw the application", form: f.withdrawForm,
		plan: f.planWithdraw}
}

func (f function) withdrawForm(ctx context.Context, id string) (page.Form, error) {
	c, err := f.Store.Case(ctx, id)
	if err == nil {
		err = c.Application.MayWithdraw(nil)
	}
	return page.Form{Fields: []page.Field{noteField()}}, err
}

func (f function) planWithdraw(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	a, now := s.Application, f.Now()
	place, offer, err := f.placeOf(ctx, a)
	if err != nil {
		return deed{}, err
	}
	if err := a.MayWithdraw(offer); err != nil {
		return deed{}, err
	}
	w := store.Withdrawal{Before: a, After: a.Withdrawn(pug.Decision{By: v.Name, At: now, Note: form.Value("note")}),
		Place: place}
	d := deed{title: "Withdraw the application of " + a.Name(), undo: s.path("reinstate"),
		back: "/desk/people/" + id, entry: s.about("withdrew", "The application of {0} was withdrawn"),
		effects: []string{"It counts as declined in the figures of the cohort."},
		do:      func(ctx context.Context, owed ...store.Owed) error { return f.Store.Withdraw(ctx, w, owed...) }}
	if a.Status == pug.StatusPending {
		d.owed = append(d.owed, workflow.Concluded(a.ID, s.Token, now))
		d.effects = append(d.effects, "Nobody is asked to decide on it any more.")
	}
	if place != nil {
		d.title, d.entry.What = "Take "+a.Name()+" off the waitlist", "{0} left the waitlist"
		d.effects = append(d.effects, "The place on the waitlist is gone. Those behind it move up.")
	}
	if offer != nil && offer.Decision == nil {
		w.Offer = offer
		d.owed = append(d.owed, workflow.Answer(offer.ID, now))
		d.effects = append(d.effects, "The seat in "+pug.GroupName(offer.Group)+" that is on offer to them is declined, "+
			"and offered to the next.")
	}
	if w.Groups, err = f.groupsWithout(ctx, s, w.After, v.Name); err != nil {
		return deed{}, err
	}
	if w.Groups != nil {
		d.effects = append(d.effects, "The proposed groups go on without them.")
	}
	told, err := f.Letters.Telling("withdrawn/"+a.ID+"/"+now.Format(letterTime),
		applicationWithdrawn{w.After, place != nil, form.Value("note")}, letter.ToApplicant(a))
	d.owed = append(d.owed, told...)
	return d, err
}

// placeOf reads the place of somebody on the waitlist, and the offer that they have; nil where there is none.
func (f function) placeOf(ctx context.Context, a pug.Application) (*pug.Place, *pug.Offer, error) {
	if a.Place == 0 {
		return nil, nil, nil
	}
	waitlist, err := f.Store.Waitlist(ctx, a.Cohort)
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
	offer, err := f.Store.Offer(ctx, pug.GroupOfFlag(place.Offer), place.Offer)
	return &place, &offer, err
}

// groupsWithout are the proposed groups without somebody; nil while there are none, or where they are published.
func (f function) groupsWithout(
	ctx context.Context, s standing, gone pug.Application, by string,
) (*store.Revision, error) {
	c := s.Cohort
	if c.Revision == 0 || c.Published != nil {
		return nil, nil
	}
	p, err := f.Store.Proposal(ctx, c.ID, c.Revision)
	if err != nil {
		return nil, err
	}
	people, err := f.Store.People(ctx, c.ID, p.People)
	if err != nil {
		return nil, err
	}
	out, err := curation.NewBoard(p, people).Without(gone)
	if err != nil {
		return nil, err
	}
	next := out.Board.Proposal
	if next.People, err = f.Store.PutPeople(ctx, c.ID, out.Board.Everyone()); err != nil {
		return nil, err
	}
	return &store.Revision{Proposal: next, Entry: pug.LogEntry{Revision: next.Revision, By: by, At: f.Now(),
		What: out.What, Value: out.After}}, nil
}
