package part

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Reinstatement is what it takes to take the withdrawal of an application back.
type Reinstatement struct {
	Before, After pug.Application
	Waits         bool // they are on the waitlist again
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
	id := r.After.ID
	counts, err := p.Store.ApplicationOf(ctx, r.After.Person(), r.After.Cohort, r.After.Kind)
	if err != nil {
		return r, err
	}
	if counts.ID != id {
		return r, pug.Errorf(pug.Conflict, "%s has applied again since. That application counts.", r.After.Name())
	}
	if r.After.Status == pug.StatusPending {
		r.Owed = append(r.Owed, workflow.Again(workflow.Application, id, r.After.Executions(), p.Now()))
	}
	r.Waits = r.After.MayWait() && s.Cohort.Stage.Published()
	text := applicationReinstated{r.After, r.Waits, by.Self, by.Note}
	told, err := p.Letters.Telling("reinstated/"+id+"/"+p.Now().Format(LetterTime), text, letter.ToApplicant(r.After))
	r.Owed = append(r.Owed, told...)
	return r, err
}

// Reinstated is the line of the log about it.
func (s Standing) Reinstated() pug.Entry {
	return s.About("reinstated", "The withdrawal of {0} was taken back")
}

// Reinstate stores the application as it is again. Who may only wait, as the groups are published, gets the place that
// they had on the waitlist, else one behind everybody.
func (p Parts) Reinstate(ctx context.Context, r Reinstatement, owed ...store.Owed) error {
	after := r.After
	if !r.Waits {
		return p.Store.Reinstate(ctx, r.Before, after, nil, owed...)
	}
	after.Place, after.Waited = after.Waited, 0
	if after.Place == 0 {
		var err error
		if after.Place, err = p.Store.NextPlaces(ctx, after.Cohort, 1); err != nil {
			return err
		}
	}
	after.Unplaced = "The withdrawal was taken back after the groups were published."
	place := pug.Place{Cohort: after.Cohort, Order: after.Place, Person: after.Person(), Why: after.Unplaced}
	return p.Store.Reinstate(ctx, r.Before, after, &place, owed...)
}
