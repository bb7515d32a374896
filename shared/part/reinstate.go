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

// Reinstatement is what it takes for an application to count again.
type Reinstatement struct {
	Before, After pug.Application
	Waits         bool            // they are on the waitlist again
	Groups        *store.Revision // of the proposed groups with them; nil where they do not follow
	Owed          []store.Owed
}

// Reinstatement plans that a withdrawal is taken back: what was decided before stands again, and what nobody had
// decided is to be decided. pug.Already: it is not withdrawn; pug.Conflict: the person has applied again.
func (p Parts) Reinstatement(ctx context.Context, s Standing, by Actor) (Reinstatement, error) {
	r := Reinstatement{Before: s.Application}
	var err error
	if r.After, err = s.Application.Reinstated(s.Cohort); err != nil {
		return r, err
	}
	if err := p.counts(ctx, s, &r, by.Name); err != nil {
		return r, err
	}
	text := applicationReinstated{Application: r.After, Waits: r.Waits, Self: by.Self, Note: by.Note}
	err = p.tell(&r, withdrawalKey("reinstated", r.After), text)
	return r, err
}

// Restoration plans that an application counts again, in the place of which staff kept that of another person. They
// were not told of that, and so are written to only where they wait now. pug.Already: none was kept in its place;
// pug.Conflict: the person has applied again.
func (p Parts) Restoration(ctx context.Context, s Standing, by Actor) (Reinstatement, error) {
	r := Reinstatement{Before: s.Application}
	var err error
	if r.After, err = s.Application.Restored(s.Cohort); err != nil {
		return r, err
	}
	if err := p.counts(ctx, s, &r, by.Name); err != nil {
		return r, err
	}
	kept, err := p.Store.Application(ctx, s.Application.Instead)
	apart := pug.Apart{Other: r.After.ID, By: by.Name, At: p.Now()}
	if r.Owed = append(r.Owed, store.Parted{Kept: kept, Note: apart}); err != nil || !r.Waits {
		return r, err
	}
	key := fmt.Sprintf("restored/%s/%s", r.After.ID, apart.At.Format(LetterTime))
	err = p.tell(&r, key, applicationReinstated{Application: r.After, Waits: true, Apart: true})
	return r, err
}

// tell adds the letter by which the applicant hears that their application counts again.
func (p Parts) tell(r *Reinstatement, key string, text applicationReinstated) error {
	told, err := p.Letters.Telling(key, text, letter.While(store.Counts(r.After), letter.ToApplicant(r.After))...)
	r.Owed = append(r.Owed, told...)
	return err
}

// counts plans what an application that counts again leads to: it is decided, waits, or is among those to be grouped.
func (p Parts) counts(ctx context.Context, s Standing, r *Reinstatement, by string) error {
	counts, err := p.Store.ApplicationOf(ctx, r.After.Person(), r.After.Cohort, r.After.Kind)
	if err != nil {
		return err
	}
	if counts.ID != r.After.ID {
		return pug.Errorf(pug.Conflict, "%s has applied again since. That application counts.", r.After.Name())
	}
	if r.After.Status == pug.StatusPending {
		r.Owed = append(r.Owed, workflow.Again(workflow.Application, r.After.ID, r.After.Executions(), p.Now()))
	}
	if r.Waits = r.After.MayWait() && s.Cohort.Stage.Published(); r.Waits {
		return p.Besides(ctx, r.After)
	}
	if r.After.Status != pug.StatusPending { // else they follow once it is decided
		r.Groups, err = p.regrouped(ctx, s.Cohort, by, func(b *curation.Board) (curation.Result, error) {
			return b.Back(r.After), nil
		})
	}
	return err
}

// Reinstated is the line of the log about a withdrawal that is taken back.
func (s Standing) Reinstated() pug.Entry {
	return s.About("reinstated", "The withdrawal of {0} was taken back")
}

// Restored is the line of the log about an application that turned out to be another person's.
func (s Standing) Restored() pug.Entry {
	return s.About("restored", "{0} was taken for another person after all, whose application counts again")
}

// Reinstate stores the application as it is again. Who may only wait, as the groups are published, gets the place that
// they had on the waitlist, else one behind everybody.
func (p Parts) Reinstate(ctx context.Context, r Reinstatement, owed ...store.Owed) error {
	after := r.After
	if !r.Waits {
		return p.Store.Reinstate(ctx, r.Before, after, nil, r.Groups, owed...)
	}
	after.Place, after.Waited = after.Waited, 0
	if after.Place == 0 {
		var err error
		if after.Place, err = p.Store.NextPlaces(ctx, after.Cohort, 1); err != nil {
			return err
		}
	}
	after.Unplaced = "The application counts again since the groups were published."
	place := pug.Place{Cohort: after.Cohort, Order: after.Place, Person: after.Person(), Why: after.Unplaced}
	return p.Store.Reinstate(ctx, r.Before, after, &place, nil, owed...)
}
