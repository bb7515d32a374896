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
	Group     pug.ProposedGroup
	Facts     []page.Fact
	Former    []pug.Application // members of the Champion's former group who are not in this one (R12)
	Reunion   string            // what bringing them together does
	NoReunion string            // why it can't be
	Dissolve  string            // what dissolving does
}

// showGroup shows what can be done about one group.
func (f function) showGroup(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	group, found := b.Group(r.URL.Query().Get("id"))
	if !found {
		return f.renderBoard(w, r, http.StatusNotFound, b, "That group is not there any more.")
	}
	dissolved, err := b.Apply(curation.Change{Do: curation.Dissolve, Group: group.ID})
	if err != nil {
		return err
	}
	lead := b.LeadOf(group)
	v := groupPage{
		changeBase: b.base(r), Group: group, Dissolve: dissolved.Gain(),
		Facts: []page.Fact{
			{Label: "Champion", Value: lead.Person.WithCompany()},
			{Label: "Role", Value: lead.Role.Label()},
			{Label: "Region", Value: lead.Region.Label()},
			{Label: "Members", Value: pug.Count(len(group.Members), "member", "members")},
		},
	}
	for _, m := range b.Sitting(group) {
		if e := b.Exception(m.ID); e != nil {
			v.Facts = append(v.Facts,
				page.Fact{Label: "By exception", Value: m.Person().WithCompany() + ": " + e.String()})
		}
	}
	if v.Former, err = f.former(r.Context(), b, group); err != nil {
		return err
	}
	ids := []string{}
	for _, m := range v.Former {
		ids = append(ids, m.ID)
	}
	if out, err := b.Apply(curation.Change{Do: curation.Reunite, Lead: group.Lead, Members: ids}); err != nil {
		v.NoReunion = pug.Sentence(err)
	} else {
		v.Reunion = out.Gain()
	}
	f.Pages.Render(w, r, http.StatusOK, "group", page.View{Title: b.Title(group), Data: v})
	return nil
}

// former finds members of the group that the Champion led before (R12) who applied again, named its topic and sit
// elsewhere.
func (f function) former(ctx context.Context, b board, group pug.ProposedGroup) ([]pug.Application, error) {
	if b.Former(group) == "" {
		return nil, nil
	}
	seats, err := f.Store.Seats(ctx, b.Former(group))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(b.Members(), func(m pug.Application) bool {
		was := slices.ContainsFunc(pug.Taken(seats), func(s pug.Seat) bool { return s.Member.Is(m.Person()) })
		return !was || !b.Suits(group, m) || slices.Contains(group.Members, m.ID)
	}), nil
}
