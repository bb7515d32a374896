package grouping

import (
	"net/http"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// swapView is the page on which somebody changes places with a member of a group.
type swapView struct {
	changeBase
	ID    string
	Where string
	Moves []choice
	Unfit []choice // with whom they can by exception
	No    []string // with whom they can't
}

// showSwap lists the members of a group with whom somebody can change places.
func (f function) showSwap(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	a, found := b.Member(r.URL.Query().Get("id"))
	group, known := b.Group(r.URL.Query().Get("group"))
	if !found || !known {
		return f.renderBoard(w, r, http.StatusNotFound, b, "That person or that group is not there any more.")
	}
	v := swapView{changeBase: b.base(r), ID: a.ID, Where: b.whereAndWhy(a)}
	for _, m := range b.Sitting(group) {
		name := m.Person().WithCompany()
		out, err := preview(b.Apply(curation.Change{Do: curation.Swap, Member: a.ID, With: m.ID}))
		switch {
		case err != nil:
			v.No = append(v.No, name+": "+pug.Sentence(err))
		case out.Against != nil:
			v.Unfit = append(v.Unfit, choice{Value: m.ID, Label: name, Result: out})
		default:
			v.Moves = append(v.Moves, choice{m.ID, name, b.Fit(group, m.ID).String(), out})
		}
	}
	f.Pages.Render(w, r, http.StatusOK, "swap",
		page.View{Title: a.Name() + " and somebody in " + b.Title(group), Data: v})
	return nil
}
