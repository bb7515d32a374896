package grouping

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// groupsView is the page with a line for each group and one for the waitlist.
type groupsView struct {
	changeBase
	Notice   string // what kept the last change from being made
	Ends     time.Time
	Search   search
	Found    *found // nil where nobody is sought
	Facts    []page.Fact
	Proof    string // how good the groups are
	Undo     *step
	Redo     *step
	Alike    []alike // who may be the same person
	Lines    []line
	Waitlist waitlistView
	Free     bool   // the line of Champions without a group is open
	Publish  string // what is published, in a sentence
}

// step is an undoing or redoing, with what it does to the value.
type step struct{ What, Gain string }

// showBoard shows the groups, as the visitor's search has it.
func (f function) showBoard(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	return f.renderBoard(w, r, http.StatusOK, b, "")
}

func (f function) renderBoard(w http.ResponseWriter, r *http.Request, status int, b board, notice string) error {
	undo, err := f.step(r.Context(), b, b.Undo, b.Last)
	if err != nil {
		return err
	}
	redo, err := f.step(r.Context(), b, b.Redo, b.Next)
	if err != nil {
		return err
	}
	look := searchOf(r)
	base := changeBase{b, look.Encode()}
	twins, err := f.alike(r.Context(), base, "")
	if err != nil {
		return err
	}
	view := groupsView{
		changeBase: base, Notice: notice, Ends: b.cohort.Dates.Curate.In(f.Settings.Zone), Search: look,
		Found: b.found(look), Facts: b.facts(), Proof: b.proof(), Undo: undo, Redo: redo, Alike: twins,
		Lines: b.lines(look), Waitlist: b.waitlistView(look), Free: look.Get("open") == freeLine,
		Publish: b.consequence(),
	}
	f.Pages.Render(w, r, status, "groups", page.View{
		Title: fmt.Sprintf("Groups of the %s cohort", b.Cohort.Name()), Wide: true, Script: script, Data: view,
	})
	return nil
}

// step tells what going back to the groups of a revision would do; nil if there is none to go to.
func (f function) step(ctx context.Context, b board, revision int, what string) (*step, error) {
	if revision == 0 {
		return nil, nil
	}
	p, err := f.Store.Proposal(ctx, b.Cohort, revision)
	if err != nil {
		return nil, err
	}
	return &step{what, b.With(p).Value().Minus(b.Value()).Gain()}, nil
}

func (b board) facts() []page.Fact {
	v := b.Value()
	facts := []page.Fact{
		{Label: "Groups", Value: fmt.Sprintf("%d of at most %d", len(b.Groups), pug.MaxGroups)},
		{Label: "Members placed", Value: strconv.Itoa(v.Placed)},
		{Label: "Points", Value: strconv.Itoa(v.Score)},
		{Label: "On the waitlist", Value: strconv.Itoa(b.Waiters())},
	}
	if n := b.Exceptions(); n > 0 {
		facts = append(facts, page.Fact{Label: "By exception", Value: strconv.Itoa(n)})
	}
	return facts
}

// proof says how good the groups are, and how good the latest proposal of the software is known to be.
func (b board) proof() string {
	now, m, than := b.Value(), b.Machine, ""
	said := fmt.Sprintf("%d of %d placed, %d in their first choice.", now.Placed, len(b.Members()), b.FirstChoices())
	if gain := now.Minus(m.Value); gain != (pug.Value{}) {
		said += " Changes by hand since the software's proposal: " + gain.Gain() + "."
		than = " than that proposal"
		if b.Exceptions() > 0 {
			than += " without further exceptions"
		}
	}
	switch {
	case m.Bound != nil:
		return said + fmt.Sprintf(" Time ran out before the software was certain of the best arrangement: none places "+
			"more than %d, and none that places as many scores more than %d points.", m.Bound.Placed, m.Bound.Score)
	case m.Revision > 1:
		return said + " No other arrangement around the pins scores higher" + than + "."
	}
	return said + " No other arrangement scores higher" + than + "."
}

// consequence says what publishing does.
func (b board) consequence() string {
	return fmt.Sprintf("%s with %s open, and %s on the waitlist.", pug.Count(len(b.Groups), "group", "groups"),
		pug.Count(b.Value().Placed, "member", "members"), pug.Count(b.Waiters(), "person stays", "people stay"))
}
