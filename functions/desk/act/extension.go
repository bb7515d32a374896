package act

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// extensionAct lets an address apply for a cohort until a time after the close (L9).
func (f Planner) extensionAct() Act {
	return Act{On: "cohorts", Name: "extension", Label: "Let somebody apply later", Form: f.extensionForm,
		Plan: f.planExtension}
}

func (f Planner) extensionForm(ctx context.Context, id string) (Question, error) {
	c, err := f.planned(ctx, id)
	if err != nil {
		return Question{}, err
	}
	if c.Stage == pug.StageClosed {
		return Question{}, pug.Errorf(pug.Conflict, "The %s cohort has ended.", c.ID.Name())
	}
	return Question{Title: "Let somebody apply later to the " + c.ID.Name() + " cohort", Fields: []page.Field{
		{Kind: page.Email, Name: "email", Label: "Email that they apply with", Required: true, Length: 200},
		{Kind: page.Radios, Name: "kind", Label: "They apply as a", Required: true, Inline: true,
			Options: []page.Option{{Value: string(pug.KindMember), Label: "Member"},
				{Value: string(pug.KindChampion), Label: "Champion"}}},
		{Kind: page.DateTime, Name: "until", Label: "They may apply until", Required: true},
		{Kind: page.DateTime, Name: "decide", Label: "Decided by", Required: true},
	}}, nil
}

func (f Planner) planExtension(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	c, err := f.planned(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	e := pug.Extension{Cohort: c.ID, Kind: pug.Kind(form.Value("kind")), Until: f.localTime(form, "until"),
		Decide: f.localTime(form, "decide")}
	if e.Email, err = pug.ParseEmail(form.Value("email")); err != nil {
		form.Fail("email", err.Error())
	}
	for _, p := range e.Check(c.Dates, f.Now()) {
		form.Fail(p.Name, p.Sentence)
	}
	if form.Failed() {
		return Deed{}, nil
	}
	what := fmt.Sprintf("may apply as a %s until %s, to be decided by %s", e.Kind.Label(), f.When(e.Until),
		f.When(e.Decide))
	return Deed{
		Title: "Let somebody apply later",
		Effects: []string{e.Email + " " + what + ".",
			"Nobody is told by this: tell them yourself. They send the form as everybody does."},
		Entry: pug.Entry{Deed: "extended", Cohort: c.ID, What: "Somebody " + what},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.Extend(ctx, e, owed...)
		},
		Back: "/desk/cohorts/" + id,
	}, nil
}
