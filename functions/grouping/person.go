package grouping

import (
	"net/http"
	"strconv"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// personView is the page of one member: where they are and why, and every place where they could be.
type personView struct {
	changeBase
	ID     string
	Facts  []page.Fact
	Moves  []moveView
	Barred []string // why they can't sit in the other groups
	Swaps  []swapView
	Pinned bool
	Out    []leadView // groups that they are kept out of
	Open   []moveView // groups that suit them and that they can be kept out of
	Seat   string     // title of the group they sit in
}

// moveView is a place where somebody could go.
type moveView struct {
	Value, Label, Fit, Gain string
	Notes                   []string
}

// swapView is a group with people to change places with.
type swapView struct{ ID, Title string }

// showPerson shows what can be done about one member.
func (f function) showPerson(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	a, found := b.Member(r.URL.Query().Get("id"))
	if !found {
		return f.renderBoard(w, r, http.StatusNotFound, b, "There is nobody of that name with a seat or on the waitlist any more.")
	}
	a, err := f.Store.Application(r.Context(), a.ID) // with what the person wrote
	if err != nil {
		return err
	}
	seat, seated := b.Seat(a.ID)
	v := personView{changeBase: b.base(r), ID: a.ID, Facts: b.about(a, b.placeOf(a)), Pinned: b.PinnedIn(a.ID)}
	if seated {
		v.Seat = b.Title(seat)
	}
	for _, lead := range b.KeptOutOf(a.ID) {
		l, _ := b.Lead(lead)
		v.Out = append(v.Out, leadView{ID: lead, Name: with(l.Person), Group: title(l)})
	}
	v.places(b, a)
	f.Pages.Render(w, r, http.StatusOK, "person", page.View{Title: a.Name(), Data: v})
	return nil
}

// places fills in where somebody could go, what speaks against other groups, and which they could be kept out of.
func (v *personView) places(b board, a pug.Application) {
	seat, _ := b.Seat(a.ID)
	for _, group := range b.Groups {
		if out, err := b.Apply(curation.Change{Do: curation.KeepOut, Member: a.ID, Lead: group.Lead}); err == nil && b.Suits(group, a) && !b.KeptOut(a.ID, group.Lead) {
			v.Open = append(v.Open, moveView{Value: group.Lead, Label: b.Title(group), Gain: out.Gain().Gain()})
		}
		if group.ID == seat.ID {
			continue
		}
		out, err := b.Apply(curation.Change{Do: curation.Move, Member: a.ID, Group: group.ID})
		if err != nil {
			v.Barred = append(v.Barred, sentence(err))
		} else {
			v.Moves = append(v.Moves, moveView{group.ID, b.Title(group), b.Fit(group, a.ID).String(), out.Gain().Gain(), out.Notes})
		}
		if b.Suits(group, a) && len(group.Members) > 0 {
			v.Swaps = append(v.Swaps, swapView{group.ID, b.Title(group)})
		}
	}
	if out, err := b.Apply(curation.Change{Do: curation.Move, Member: a.ID}); err == nil {
		v.Moves = append(v.Moves, moveView{waitlistValue, "The waitlist", "", out.Gain().Gain(), out.Notes})
	}
}

// about is what staff know of somebody, with where they are.
func (b board) about(a pug.Application, place string) []page.Fact {
	facts := []page.Fact{{Label: "Where", Value: place}}
	for _, d := range a.Details() {
		if d.Label != "Applies as" && d.Label != "Cohort" && d.Label != "Name" {
			facts = append(facts, page.Fact(d))
		}
	}
	if a.Why != "" {
		facts = append(facts, page.Fact{Label: "Their own words", Value: a.Why})
	}
	return facts
}

// placeOf says in words where somebody is, and why.
func (b board) placeOf(a pug.Application) string {
	if group, seated := b.Seat(a.ID); seated {
		return b.Title(group) + ": " + b.Fit(group, a.ID).String()
	}
	for _, w := range b.Waitlist() {
		if w.Member.ID == a.ID {
			return "Number " + strconv.Itoa(w.Place) + " of " + strconv.Itoa(b.Waiters()) + " on the waitlist. " + w.Why
		}
	}
	return ""
}

// swapsView is the page on which somebody changes places with a member of a group.
type swapsView struct {
	changeBase
	ID    string
	Place string
	Moves []moveView
	No    []string // with whom they can't
}

// showSwap lists the members of a group with whom somebody can change places.
func (f function) showSwap(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	a, found := b.Member(r.URL.Query().Get("id"))
	group, known := b.Group(r.URL.Query().Get("group"))
	if !found || !known {
		return f.renderBoard(w, r, http.StatusNotFound, b, "That person or that group is not there any more.")
	}
	v := swapsView{changeBase: b.base(r), ID: a.ID, Place: b.placeOf(a)}
	for _, m := range b.sitting(group) {
		out, err := b.Apply(curation.Change{Do: curation.Swap, Member: a.ID, With: m.ID})
		if err != nil {
			v.No = append(v.No, with(m.Person())+": "+sentence(err))
			continue
		}
		v.Moves = append(v.Moves, moveView{m.ID, with(m.Person()), b.Fit(group, m.ID).String(), out.Gain().Gain(), out.Notes})
	}
	f.Pages.Render(w, r, http.StatusOK, "swap", page.View{Title: a.Name() + " and somebody in " + b.Title(group), Data: v})
	return nil
}
