package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// noteAct keeps a private note with a person, for the team.
func (f Planner) noteAct() Act {
	return Act{On: "people", Name: "note", Label: "Add a private note", Form: f.noteForm, Plan: f.planNote}
}

func (f Planner) noteForm(ctx context.Context, id string) (Question, error) {
	c, err := f.caseOf(ctx, id)
	return Question{Title: "Add a private note on " + c.Application.Name()}, err
}

func (f Planner) planNote(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	c, err := f.caseOf(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	a := c.Application
	return Deed{
		Title:   "Add a private note on " + a.Name(),
		Effects: []string{"The note stands in the log, for the team alone."},
		Entry: pug.Entry{Deed: "noted", Cohort: a.Cohort, About: []pug.Subject{a.Person().Subject()},
			What: "A note was added on {0}"},
		Do:   f.Store.Write,
		Back: "/desk/people/" + id,
	}, nil
}
