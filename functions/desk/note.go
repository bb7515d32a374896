package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// noteAct keeps a private note with a person, for the team.
func (f function) noteAct() act {
	return act{on: "people", name: "note", label: "Add a private note", form: f.noteForm, plan: f.planNote}
}

func (f function) noteForm(ctx context.Context, id string) (page.Form, error) {
	_, err := f.Store.Application(ctx, id)
	return page.Form{}, err
}

func (f function) planNote(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	a, err := f.Store.Application(ctx, id)
	if err != nil {
		return deed{}, err
	}
	return deed{
		title:   "Add a private note on " + a.Name(),
		effects: []string{"The note stands in the log, for the team alone."},
		entry: pug.Entry{Deed: "noted", Cohort: a.Cohort, About: []pug.Subject{a.Person().Subject()},
			What: "A note was added on {0}"},
		do:   f.Store.Write,
		back: "/desk/people/" + id,
	}, nil
}
