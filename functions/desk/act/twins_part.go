package act

import (
	"context"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// partAct takes back that two applications were taken for those of one person: the one that gave way counts again.
func (f Planner) partAct() Act {
	return Act{On: "people", Name: "part", Label: "Take for another person after all", Form: f.partForm,
		Plan: f.planPart}
}

func (f Planner) partForm(ctx context.Context, id string) (Question, error) {
	c, err := f.caseOf(ctx, id)
	if err == nil {
		_, err = c.Application.Restored(c.Cohort)
	}
	return Question{Title: "Take " + c.Application.Person().WithEmail() + " for another person after all"}, err
}

func (f Planner) planPart(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	r, err := f.parts.Restoration(ctx, s.Standing, actor(v, form))
	if err != nil {
		return Deed{}, err
	}
	effects := []string{"The application is " + r.After.State() + " again, and the other one stays as it is.",
		"Nobody is asked about the two again."}
	kept := url.Values{"keep": {s.Application.Instead}}
	return Deed{
		Title:   "Take " + r.After.Person().WithEmail() + " for another person after all",
		Effects: append(effects, countsAgain(r)...),
		Owed:    r.Owed,
		Entry:   s.Restored(),
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.parts.Reinstate(ctx, r, owed...)
		},
		Undo: "/desk/twins/" + url.PathEscape(pug.TwinsID(id, s.Application.Instead)) + "/settle?" + kept.Encode(),
		Back: "/desk/people/" + id,
	}, nil
}
