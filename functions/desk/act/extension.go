package act

import (
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// extensionAct lets an address apply for a cohort until a time after the close (L9), and noExtensionAct takes that
// back.
func (f Planner) extensionAct() Act {
	return Act{On: "cohorts", Name: "extension", Label: "Let somebody apply later",
		Form: f.extensionForm("Let somebody apply later to the %s cohort",
			page.Field{Kind: page.DateTime, Name: "until", Label: "They may apply until", Required: true},
			page.Field{Kind: page.DateTime, Name: "decide", Label: "Decided by", Required: true}),
		Plan: f.planExtension}
}

func (f Planner) noExtensionAct() Act {
	return Act{On: "cohorts", Name: "no-extension", Label: "No longer let somebody apply later",
		Undoes: true, Plan: f.planNoExtension,
		Form: f.extensionForm("No longer let somebody apply later to the %s cohort")}
}

// extensionForm asks whom it is about, and more.
func (f Planner) extensionForm(title string, more ...page.Field) func(context.Context, string) (Question, error) {
	return func(ctx context.Context, id string) (Question, error) {
		c, err := f.planned(ctx, id)
		if err != nil {
			return Question{}, err
		}
		if c.Stage == pug.StageClosed {
			return Question{}, pug.Errorf(pug.Conflict, "The %s cohort has ended.", c.ID.Name())
		}
		return Question{Title: fmt.Sprintf(title, c.ID.Name()), Fields: append([]page.Field{
			{Kind: page.Email, Name: "email", Label: "Email that they apply with", Required: true, Length: 200},
			{Kind: page.Radios, Name: "kind", Label: "They apply as a", Required: true, Inline: true,
				Options: []page.Option{{Value: string(pug.KindMember), Label: "Member"},
					{Value: string(pug.KindChampion), Label: "Champion"}}},
		}, more...)}, nil
	}
}

// extension is whom the form is about. What is wrong with the address is said there.
func extension(form *page.Form, cohort pug.CohortID) pug.Extension {
	email, err := pug.ParseEmail(form.Value("email"))
	if err != nil {
		form.Fail("email", err.Error())
	}
	return pug.Extension{Cohort: cohort, Kind: pug.Kind(form.Value("kind")), Email: email}
}

func (f Planner) planExtension(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	c, err := f.planned(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	e := extension(form, c.ID)
	e.Until, e.Decide = f.localTime(form, "until"), f.localTime(form, "decide")
	for _, p := range e.Check(c, f.Now()) {
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
		Undo: "/desk/cohorts/" + id + "/no-extension?" + url.Values{"kind": {string(e.Kind)}}.Encode(),
		Back: "/desk/cohorts/" + id,
	}, nil
}

// planNoExtension takes an extension back. The log names no address, and so does neither of the two addresses that undo
// the other: whoever takes it back gives the address again.
func (f Planner) planNoExtension(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	c, err := f.planned(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	asked := extension(form, c.ID)
	if form.Failed() {
		return Deed{}, nil
	}
	e, err := f.Store.Extension(ctx, asked.Cohort, asked.Kind, asked.Email)
	if err != nil {
		return Deed{}, err
	}
	if e.Until.IsZero() {
		form.Fail("email", "Nobody has let this address apply later as a "+asked.Kind.Label()+".")
		return Deed{}, nil
	}
	return Deed{
		Title: "No longer let somebody apply later",
		Effects: []string{e.Email + " may no longer apply as a " + e.Kind.Label() + " after the close. It was until " +
			f.When(e.Until) + ".", "What they have sent already stays.", "Nobody is told by this: tell them yourself."},
		Entry: pug.Entry{Deed: "no longer extended", Cohort: c.ID,
			What: "Somebody may no longer apply as a " + e.Kind.Label() + " after the close"},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.EndExtension(ctx, e, owed...)
		},
		Undo: "/desk/cohorts/" + id + "/extension?" + url.Values{"kind": {string(e.Kind)},
			"until": {f.local(e.Until)}, "decide": {f.local(e.Decide)}}.Encode(),
		Back: "/desk/cohorts/" + id,
	}, nil
}
