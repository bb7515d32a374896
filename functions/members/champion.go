package members

import (
	"cmp"
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// leadView is what somebody who leads a group sees beside what its members do.
type leadView struct {
	Due      []dueView
	Messages []messageView // that staff looked at, or will
	Page     string        // the address of the page of who is in the group
	Acts     []page.MenuItem
}

// leadView shows somebody what is due of them and what they can do; nil where they lead no group that meets.
func (f function) leadView(ctx context.Context, v visitor, s standing) (*leadView, error) {
	if !s.leads() || s.group.State != pug.GroupOpen || !s.cohort.Stage.Published() {
		return nil, nil
	}
	id := s.group.ID
	view := &leadView{Page: v.home() + "/groups/" + id, Acts: []page.MenuItem{
		{Label: "Write to the group", Href: v.path("groups", id, "message")},
		{Label: "Ask for a co-Champion", Href: v.path("groups", id, "co-champion")},
		{Label: "Stop leading the group", Href: v.path("groups", id, "resign")},
	}}
	if s.group.Co != nil {
		view.Acts = slices.Delete(view.Acts, 1, 2)
	}
	view.Messages = f.messageViews(s.records.Messages, s.ID)
	all, err := f.due(ctx, *s.group, s.records, s.cohort, s.ID)
	slices.SortStableFunc(all, func(a, b due) int { return cmp.Compare(b.urgency(), a.urgency()) })
	for _, d := range all {
		view.Due = append(view.Due, d.view(view.Page))
	}
	return view, err
}

// leading reads a group that the person leads, and who they are in it; pug.NotFound where they do not.
func (f function) leading(ctx context.Context, v visitor, group string) (duty.Leadership, pug.Person, error) {
	g, err := f.Leadership(ctx, group)
	if err != nil {
		return g, pug.Person{}, err
	}
	for _, p := range g.Leaders() {
		if _, err := v.application(p.ID); err == nil && g.State == pug.GroupOpen {
			return g, p, nil
		}
	}
	return g, pug.Person{}, pug.Errorf(pug.NotFound, "You lead no such group.")
}

// changing is leading for what changes something, which is over once the cohort has ended.
func (f function) changing(ctx context.Context, v visitor, group string) (duty.Leadership, pug.Person, error) {
	g, who, err := f.leading(ctx, v, group)
	if err == nil {
		err = g.Within.Led()
	}
	return g, who, err
}

// championActs are what those can do who lead a group.
func (f function) championActs() []act {
	return []act{f.messageAct(), f.coChampionAct(), f.resignAct()}
}

// stays is what a receipt says that is the same whatever becomes of it.
func stays(title string, sentences ...string) func(done) next {
	return func(done) next { return next{title: title, sentences: sentences} }
}
