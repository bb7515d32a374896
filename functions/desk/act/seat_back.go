package act

import (
	"context"
	"net/url"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// unseatAct takes back that somebody on the waitlist was given a seat: they wait again where they waited before.
func (f Planner) unseatAct() Act {
	return Act{On: "people", Name: "unseat", Label: "Put back on the waitlist", Form: f.unseatForm, Plan: f.planUnseat}
}

func (f Planner) unseatForm(ctx context.Context, id string) (Question, error) {
	s, err := f.standing(ctx, id)
	if err == nil {
		err = s.MayWaitAgain()
	}
	title := "Put " + s.Application.Name() + " back on the waitlist"
	return Question{Title: title, Fields: []page.Field{noteField()}}, err
}

func (f Planner) planUnseat(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	leaving, owed, err := f.parts.Unseat(ctx, s.Standing, actor(v, form))
	if err != nil {
		return Deed{}, err
	}
	effects := []string{"They are on the waitlist at the place that they had before.", partners(s.Group, -1),
		"The seat is free, and nobody is offered it by itself: you can give it to somebody else on the waitlist."}
	return Deed{
		Title:   "Put " + s.Application.Name() + " back on the waitlist",
		Effects: slices.Concat(effects, s.unanswered("ends"), meetingsLeave(leaving)),
		Owed:    owed,
		Entry:   s.About("put back", "{0} was put back on the waitlist, from {1}", s.Group),
		Do:      func(ctx context.Context, owed ...store.Owed) error { return f.Store.Leave(ctx, leaving, owed...) },
		Undo:    s.path("seat") + "?" + url.Values{"group": {s.Group.ID}}.Encode(),
		Back:    "/desk/groups/" + s.Group.ID,
	}, nil
}
