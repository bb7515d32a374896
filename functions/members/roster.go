package members

import (
	"context"
	"strings"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// groupView is a group as those in it see it.
type groupView struct {
	Facts   []page.Fact
	Leaders []pug.Person
	Members []partnerView
	Meeting *meetingView // the next one; nil where none is planned
	Awaited bool         // none is planned, and one is still to come
	Record  []monthView  // the person's own attendance
}

// partnerView is a member as the others of the group see them.
type partnerView struct {
	pug.Person
	Facts string // role and region; topics where they show them
	Why   string // what they want to talk about, in their own words; empty where they do not show it
	You   bool
}

// groupView shows somebody the group that they are in; nil where they are in none.
func (f function) groupView(ctx context.Context, v visitor, s standing) (*groupView, error) {
	if s.group == nil {
		return nil, nil
	}
	g := *s.group
	view := groupView{Leaders: g.Leaders(), Facts: []page.Fact{{Label: "Topic", Value: g.Topic.Name},
		{Label: "For", Value: g.Role.Label() + ", " + g.Region.Label()}}}
	var ids []string
	for _, seat := range pug.Taken(s.records.Seats) {
		ids = append(ids, seat.Member.ID)
	}
	of, err := f.Store.ApplicationsByID(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, seat := range pug.Taken(s.records.Seats) {
		view.Members = append(view.Members, partner(seat.Member, of[seat.Member.ID], s.ID))
	}
	view.Meeting = f.meetingView(v, s)
	view.Awaited = view.Meeting == nil && s.meetsAgain(f.Now())
	view.Record = f.record(s)
	return &view, nil
}

// partner shows a member by what they said in the form, as far as they let their group see it.
func partner(p pug.Person, a pug.Application, own string) partnerView {
	view := partnerView{Person: p, You: p.ID == own}
	facts := []string{a.Role.Label(), a.Region.Label()}
	if a.Shares {
		view.Why = a.Why
		for _, t := range a.Topics {
			facts = append(facts, t.Name)
		}
	}
	view.Facts = strings.Join(facts, " · ")
	return view
}
