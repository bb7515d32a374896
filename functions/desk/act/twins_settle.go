package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// apart is the answer that two applications are of two people; any other is the id of the one that is kept.
const apart = "apart"

// twinsAct settles whether two applications are of the same person.
func (f Planner) twinsAct() Act {
	return Act{On: "twins", Name: "settle", Label: "The same person?", Form: f.twinsForm, Plan: f.planTwins}
}

// twins reads the two applications of a matter.
func (f Planner) twins(ctx context.Context, id string) (one, other pug.Application, err error) {
	first, second := pug.Matter{ID: id}.Pair()
	if one, err = f.Store.Application(ctx, first); err != nil {
		return one, other, err
	}
	other, err = f.Store.Application(ctx, second)
	return one, other, err
}

func (f Planner) twinsForm(ctx context.Context, id string) (Question, error) {
	one, other, err := f.twins(ctx, id)
	if err != nil {
		return Question{}, err
	}
	keep := func(a pug.Application) page.Option {
		return page.Option{Value: a.ID, Label: "The same person: keep " + a.Person().WithEmail(),
			Hint: "Applied as a " + a.Kind.Label() + " on " + f.When(a.Submitted) + ", " + a.Company +
				" (" + a.State() + ")."}
	}
	title := "Are " + one.Name() + " and " + other.Name() + " the same person?"
	return Question{Title: title, Fields: []page.Field{{Kind: page.Radios, Name: "keep",
		Label: "Are they the same person?", Required: true,
		Options: []page.Option{keep(one), keep(other), {Value: apart, Label: "Two different people",
			Hint: "Both applications stay as they are."}}}}}, nil
}

func (f Planner) planTwins(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	one, other, err := f.twins(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	if form.Value("keep") == apart {
		return f.tellApart(one, other, v), nil
	}
	kept, gone := one, other
	if form.Value("keep") == other.ID {
		kept, gone = other, one
	}
	if !gone.Counts() || !kept.Counts() {
		return Deed{}, pug.Errorf(pug.Conflict, "One of the two does not count any more: %s is %s, %s is %s.",
			one.Person().WithEmail(), one.State(), other.Person().WithEmail(), other.State())
	}
	if err := f.MayReplace(ctx, gone); err != nil {
		return Deed{}, err
	}
	d := pug.Decision{By: v.Who(), At: f.Now()}
	return Deed{
		Title: "Keep " + kept.Person().WithEmail(),
		Effects: []string{"The application from " + gone.Email + " is closed, and its address is not written to again.",
			"The application from " + kept.Email + " counts as it is: " + kept.State() + "."},
		Entry: pug.LogKeptOne(kept, gone, d, v.Email),
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Keep(ctx, kept, gone, d, owed...)
		},
		Undo: "/desk/people/" + gone.ID + "/part",
		Back: "/desk/people/" + kept.ID,
	}, nil
}

func (f Planner) tellApart(one, other pug.Application, v pug.Staff) Deed {
	n := pug.Apart{Other: other.ID, By: v.Who(), At: f.Now()}
	return Deed{
		Title:   one.Name() + " and " + other.Name() + " are two people",
		Effects: []string{"Both applications stay as they are. Nobody is asked about the two again."},
		Entry:   pug.LogToldApart(one, other, n, v.Email),
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.TellApart(ctx, one, n, owed...)
		},
		Back: "/desk",
	}
}
