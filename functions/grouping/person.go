package grouping

import (
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// personView is the page of one member: where they are and why, and everywhere they could be.
type personView struct {
	changeBase
	ID     string
	Where  []page.Fact // where they are, and why
	Facts  []page.Fact // what is known of them
	Wrong  string      // what kept a move from being made
	Moves  []choice
	Unfit  []choice            // groups that they can be seated in by exception
	Barred []string            // why they can't sit in the other groups
	Swaps  []pug.ProposedGroup // with whose members they could change places
	Out    []pug.Lead          // groups that they are kept out of
	Open   []choice            // groups that suit them and that they can be kept out of
	Seat   string              // title of the group they sit in
	Pinned bool                // something is pinned about them that can be let go
	Alike  []alike             // who may be the same person
	// Coworkers are likely ones, with the groups in which they are.
	Coworkers []string
}

// choice is something that a form offers, with what it leads to.
type choice struct {
	Value, Label, Fit string
	curation.Result
}

// showPerson shows what can be done about one member.
func (f function) showPerson(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	a, found := b.Member(r.URL.Query().Get("id"))
	if !found {
		return f.renderBoard(w, r, http.StatusNotFound, b,
			"There is nobody of that name with a seat or on the waitlist any more.")
	}
	return f.renderPerson(w, r, http.StatusOK, b, a, "")
}

func (f function) renderPerson(
	w http.ResponseWriter, r *http.Request, status int, b board, a pug.Application, wrong string,
) error {
	a, err := f.Store.Application(r.Context(), a.ID) // with what the person wrote
	if err != nil {
		return err
	}
	v := personView{changeBase: b.base(r), ID: a.ID, Where: b.where(a), Facts: about(a), Wrong: wrong,
		Coworkers: b.coworkersOf(a)}
	if seat, seated := b.Seat(a.ID); seated {
		v.Seat = b.Title(seat)
	}
	for _, id := range b.KeptOutOf(a.ID) {
		lead, _ := b.Lead(id)
		v.Out = append(v.Out, lead)
	}
	if v.Alike, err = f.alike(r.Context(), v.changeBase, a.ID); err != nil {
		return err
	}
	v.offer(b, a)
	f.Pages.Render(w, r, status, "person", page.View{Title: a.Name(), Data: v})
	return nil
}

// offer fills in where somebody could go, what speaks against other groups, and which they could be kept out of.
func (v *personView) offer(b board, a pug.Application) {
	seat, _ := b.Seat(a.ID)
	for _, group := range b.Groups {
		suits := b.Suits(group, a)
		if suits && !b.KeptOut(a.ID, group.Lead) {
			if out, err := b.Apply(curation.Change{Do: curation.KeepOut, Member: a.ID, Lead: group.Lead}); err == nil {
				v.Open = append(v.Open, choice{Value: group.Lead, Label: b.Title(group), Result: out})
			}
		}
		if group.ID == seat.ID {
			continue
		}
		out, err := preview(b.Apply(curation.Change{Do: curation.Move, Member: a.ID, Group: group.ID}))
		switch {
		case err != nil:
			v.Barred = append(v.Barred, pug.Sentence(err))
		case out.Against != nil:
			v.Unfit = append(v.Unfit, choice{Value: group.ID, Label: b.Title(group), Result: out})
		default:
			v.Moves = append(v.Moves, choice{group.ID, b.Title(group), b.Fit(group, a.ID).String(), out})
		}
		if (suits || pug.IsError(err, pug.Full)) && len(group.Members) > 0 {
			v.Swaps = append(v.Swaps, group)
		}
	}
	if out, err := b.Apply(curation.Change{Do: curation.Unpin, Member: a.ID}); err == nil {
		v.Pinned = len(out.Board.Pins) < len(b.Pins)
	}
	if out, err := b.Apply(curation.Change{Do: curation.Move, Member: a.ID}); err == nil {
		v.Moves = append(v.Moves, choice{waitlistValue, "The waitlist", "", out})
	}
}

// where says where somebody is, and why.
func (b board) where(a pug.Application) []page.Fact {
	facts := []page.Fact{{Label: "Where", Value: b.whereAndWhy(a)}}
	if e := b.Exception(a.ID); e != nil {
		facts = append(facts, page.Fact{Label: "By exception", Value: e.String()})
	}
	return facts
}

// about is what staff know of somebody.
func about(a pug.Application) []page.Fact {
	var facts []page.Fact
	for _, d := range a.Details() {
		if d.Label != "Applies as" && d.Label != "Cohort" && d.Label != "Name" {
			facts = append(facts, d)
		}
	}
	if a.Why != "" {
		facts = append(facts, page.Fact{Label: "Their own words", Value: a.Why})
	}
	return facts
}

// whereAndWhy says in words where somebody is, and why.
func (b board) whereAndWhy(a pug.Application) string {
	if group, seated := b.Seat(a.ID); seated {
		return b.Title(group) + ": " + b.Fit(group, a.ID).String()
	}
	for _, w := range b.Waitlist() {
		if w.Member.ID == a.ID {
			return fmt.Sprintf("Number %d of %d on the waitlist. %s", w.Place, b.Waiters(), w.Why)
		}
	}
	return ""
}
