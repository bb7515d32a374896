package grouping

import (
	"context"
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// groupPage is the page of what can be done about a whole group.
type groupPage struct {
	changeBase
	ID, Lead, Title string
	Facts           []page.Fact
	Held            bool
	Former          []formerView // members of the Champion's former group who are not in this one (R12)
	Reunion         string       // what bringing them together does
	NoReunion       string       // why it can't be
	Dissolve        moveView
}

// formerView is somebody who was in the Champion's former group.
type formerView struct{ ID, Name, Place string }

// showGroup shows what can be done about one group.
func (f function) showGroup(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	group, found := b.Group(r.URL.Query().Get("id"))
	if !found {
		return f.renderBoard(w, r, http.StatusNotFound, b, "That group is not there any more.")
	}
	lead := b.LeadOf(group)
	v := groupPage{changeBase: b.base(r), ID: group.ID, Lead: group.Lead, Title: b.Title(group), Held: b.Held(group.Lead), Facts: []page.Fact{
		{Label: "Champion", Value: with(lead.Person)}, {Label: "Role", Value: lead.Role.Label()}, {Label: "Region", Value: lead.Region.Label()},
		{Label: "Members", Value: count(len(group.Members), "member", "members")},
	}}
	out, err := b.Apply(curation.Change{Do: curation.Dissolve, Group: group.ID})
	if err != nil {
		return err
	}
	v.Dissolve = moveView{Gain: out.Gain().Gain(), Label: b.Title(group)}
	former, err := f.former(r.Context(), b, group)
	if err != nil {
		return err
	}
	if len(former) > 0 {
		ids := []string{}
		for _, m := range former {
			v.Former = append(v.Former, formerView{m.ID, with(m.Person()), b.Where(m.ID)})
			ids = append(ids, m.ID)
		}
		if out, err := b.Apply(curation.Change{Do: curation.Reunite, Lead: group.Lead, Members: ids}); err != nil {
			v.NoReunion = sentence(err)
		} else {
			v.Reunion = out.Gain().Gain()
		}
	}
	f.Pages.Render(w, r, http.StatusOK, "group", page.View{Title: b.Title(group), Data: v})
	return nil
}

// former finds members of the group that the Champion led before (R12) who have applied again, named its topic and sit elsewhere.
func (f function) former(ctx context.Context, b board, group pug.ProposedGroup) ([]pug.Application, error) {
	if b.Former(group) == "" {
		return nil, nil
	}
	seats, err := f.Store.Seats(ctx, b.Former(group))
	if err != nil {
		return nil, err
	}
	var again []pug.Application
	for _, m := range b.Members() {
		was := slices.ContainsFunc(seats, func(s pug.Seat) bool { return s.Member.Email == m.Email && s.Excused.IsZero() })
		if was && b.Suits(group, m) && !slices.Contains(group.Members, m.ID) {
			again = append(again, m)
		}
	}
	return again, nil
}
