package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// apart is the answer that two applications are of two people; any other is the id of the one that is kept.
const apart = "apart"

// twinsAct settles whether two applications are of the same person.
func (f function) twinsAct() act {
	return act{on: "twins", name: "settle", label: "The same person?", form: f.twinsForm, plan: f.planTwins}
}

// twins reads the two applications of a matter.
func (f function) twins(ctx context.Context, id string) (one, other pug.Application, err error) {
	first, second := pug.Matter{ID: id}.Pair()
	if one, err = f.Store.Application(ctx, first); err != nil {
		return one, other, err
	}
	other, err = f.Store.Application(ctx, second)
	return one, other, err
}

func (f function) twinsForm(ctx context.Context, id string) (page.Form, error) {
	one, other, err := f.twins(ctx, id)
	if err != nil {
		return page.Form{}, err
	}
	keep := func(a pug.Application) page.Option {
		return page.Option{Value: a.ID, Label: "The same person: keep " + a.Person().WithEmail(),
			Hint: "Applied as a " + a.Kind.Label() + " on " + f.When(a.Submitted) + ", " + a.Company +
				" (" + a.State() + ")."}
	}
	return page.Form{Fields: []page.Field{{Kind: page.Radios, Name: "keep", Label: "Are they the same person?",
		Required: true, Options: []page.Option{keep(one), keep(other), {Value: apart, Label: "Two different people",
			Hint: "Both applications stay as they are."}}}}}, nil
}

func (f function) planTwins(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	one, other, err := f.twins(ctx, id)
	if err != nil {
		return deed{}, err
	}
	if form.Value("keep") == apart {
		return f.tellApart(one, other, v), nil
	}
	kept, gone := one, other
	if form.Value("keep") == other.ID {
		kept, gone = other, one
	}
	if !gone.Counts() || !kept.Counts() {
		return deed{}, pug.Errorf(pug.Conflict, "One of the two does not count any more: %s is %s, %s is %s.",
			one.Person().WithEmail(), one.State(), other.Person().WithEmail(), other.State())
	}
	if err := f.MayReplace(ctx, gone); err != nil {
		return deed{}, err
	}
	d := pug.Decision{By: v.Who(), At: f.Now()}
	return deed{
		title: "Keep " + kept.Person().WithEmail(),
		effects: []string{"The application from " + gone.Email + " is closed, and its address is not written to again.",
			"The application from " + kept.Email + " counts as it is: " + kept.State() + "."},
		entry: pug.LogKeptOne(kept, gone, d, v.Email),
		do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Keep(ctx, kept, gone, d, owed...)
		},
		back: personPath(kept.ID),
	}, nil
}

func (f function) tellApart(one, other pug.Application, v visitor) deed {
	n := pug.Apart{Other: other.ID, By: v.Who(), At: f.Now()}
	return deed{
		title:   one.Name() + " and " + other.Name() + " are two people",
		effects: []string{"Both applications stay as they are. Nobody is asked about the two again."},
		entry:   pug.LogToldApart(one, other, n, v.Email),
		do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.TellApart(ctx, one, n, owed...)
		},
		back: "/desk",
	}
}
