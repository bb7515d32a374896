package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// reinstateAct takes the withdrawal of an application back.
func (f Planner) reinstateAct() Act {
	return Act{On: "people", Name: "reinstate", Label: "Take the withdrawal back", Form: f.reinstateForm,
		Plan: f.planReinstate}
}

func (f Planner) reinstateForm(ctx context.Context, id string) (Question, error) {
	a, err := f.Store.Application(ctx, id)
	if err == nil {
		_, err = a.Reinstated()
	}
	return Question{Title: "Take the withdrawal of " + a.Name() + " back", Fields: []page.Field{noteField()}}, err
}

func (f Planner) planReinstate(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	after, err := s.Application.Reinstated()
	if err != nil {
		return Deed{}, err
	}
	counts, err := f.Store.ApplicationOf(ctx, after.Person(), after.Cohort, after.Kind)
	if err != nil {
		return Deed{}, err
	}
	if counts.ID != id {
		return Deed{}, pug.Errorf(pug.Conflict, "%s has applied again since. That application counts.", after.Name())
	}
	d := Deed{Title: "Take the withdrawal of " + after.Name() + " back", Undo: s.path("withdraw"),
		Back: "/desk/people/" + id, Entry: s.About("reinstated", "The withdrawal of {0} was taken back"),
		Effects: []string{"The application is " + after.State() + " again."}}
	if after.Status == pug.StatusPending {
		d.Owed = append(d.Owed, workflow.Again(workflow.Application, id, 2, f.Now()))
		d.Effects = append(d.Effects, "Staff are asked to decide on it.")
	}
	waits := after.MayWait() && s.Cohort.Stage.Published()
	if waits {
		d.Effects = append(d.Effects, "They are on the waitlist again, at the place that they had, if they had one.")
	}
	d.Do = func(ctx context.Context, owed ...store.Owed) error {
		return f.reinstate(ctx, s.Application, after, waits, owed)
	}
	told, err := f.Letters.Telling("reinstated/"+id+"/"+f.Now().Format(part.LetterTime),
		applicationReinstated{after, waits, form.Value("note")}, letter.ToApplicant(after))
	d.Owed = append(d.Owed, told...)
	return d, err
}

// reinstate stores the application as it is again. Who may only wait, as the groups are published, gets the place that
// they had on the waitlist, else one behind everybody.
func (f Planner) reinstate(ctx context.Context, before, after pug.Application, waits bool, owed []store.Owed) error {
	if !waits {
		return f.Store.Reinstate(ctx, before, after, nil, owed...)
	}
	after.Place, after.Waited = after.Waited, 0
	if after.Place == 0 {
		var err error
		if after.Place, err = f.Store.NextPlaces(ctx, after.Cohort, 1); err != nil {
			return err
		}
	}
	after.Unplaced = "The withdrawal was taken back after the groups were published."
	place := pug.Place{Cohort: after.Cohort, Order: after.Place, Person: after.Person(), Why: after.Unplaced}
	return f.Store.Reinstate(ctx, before, after, &place, owed...)
}
