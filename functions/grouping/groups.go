package grouping

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// groupsView is the page with the groups side by side and the waitlist.
type groupsView struct {
	changeBase
	Notice   string // what kept the last change from being made
	Ends     string
	Facts    []page.Fact
	Standing string // how the groups stand to the latest proposal of the software
	Undo     *step
	Redo     *step
	Groups   []groupView
	Free     []leadView
	Demand   []demandView
	Waitlist waitlistView
	Unready  []string // why the groups cannot be published as they are
	Publish  string   // what is published, in a sentence
}

// step is an undoing or redoing, with what it does to the two values.
type step struct{ What, Gain string }

// groupView is a group as it stands beside the others.
type groupView struct {
	ID, Short, Number, Name, Topic, Role, Region, Champion string
	Taken, Seats                                           int
	Small, Full, Held, Again                               bool
	Bars                                                   []page.Bar
	Members                                                []memberView
}

// memberView is somebody who has a seat.
type memberView struct {
	ID, Name, Company, Why string
	Pinned                 bool
	Suits                  string // numbers of the groups that suit
}

// leadView is a Champion without a group.
type leadView struct {
	ID, Name, Group string
	Shut            bool
}

// demandView is interest that would fill a further group.
type demandView struct {
	Text, Topic string
	Role        pug.Role
	Region      pug.Region
}

// showBoard shows the groups, as far as the visitor's search narrows the waitlist.
func (f function) showBoard(w http.ResponseWriter, r *http.Request, v link.Visitor, b board) error {
	return f.renderBoard(w, r, http.StatusOK, b, "")
}

func (f function) renderBoard(w http.ResponseWriter, r *http.Request, status int, b board, notice string) error {
	undo, redo, err := f.steps(r.Context(), b)
	if err != nil {
		return err
	}
	list := b.waitlistView(searchOf(r))
	view := groupsView{
		changeBase: changeBase{b.Revision, list.Search.query()}, Notice: notice, Ends: f.When(b.cohort.Dates.Curate), Facts: b.facts(), Standing: b.comparison(), Undo: undo, Redo: redo,
		Waitlist: list, Publish: b.consequence(),
	}
	for _, group := range b.Groups {
		view.Groups = append(view.Groups, b.groupView(group))
	}
	for _, lead := range b.Free() {
		view.Free = append(view.Free, leadView{ID: lead.Person.ID, Name: with(lead.Person), Group: title(lead), Shut: b.Shut(lead.Person.ID)})
	}
	for _, d := range b.Demand() {
		view.Demand = append(view.Demand, demandView{d.String(), d.Topic.Name, d.Role, d.Region})
	}
	for _, group := range b.Small() {
		view.Unready = append(view.Unready, b.TooSmall(group))
	}
	f.Pages.Render(w, r, status, "groups", page.View{Title: fmt.Sprintf("Groups of the %s cohort", b.Cohort.Name()), Wide: true, Script: script, Data: view})
	return nil
}

// steps tells what undoing and redoing would do; nil where there is nothing to undo or redo.
func (f function) steps(ctx context.Context, b board) (undo, redo *step, err error) {
	reads, ctx := errgroup.WithContext(ctx)
	look := func(to **step, revision int, what string) {
		if revision == 0 {
			return
		}
		reads.Go(func() error {
			p, err := f.Store.Proposal(ctx, b.Cohort, revision)
			if err == nil {
				*to = &step{what, b.With(p).Value().Minus(b.Value()).Gain()}
			}
			return err
		})
	}
	look(&undo, b.Undo, b.Last)
	look(&redo, b.Redo, b.Next)
	return undo, redo, reads.Wait()
}

func (b board) facts() []page.Fact {
	v := b.Value()
	return []page.Fact{
		{Label: "Groups", Value: fmt.Sprintf("%d of at most %d", len(b.Groups), pug.MaxGroups)},
		{Label: "Members placed", Value: strconv.Itoa(v.Placed)},
		{Label: "Points", Value: strconv.Itoa(v.Score)},
		{Label: "On the waitlist", Value: strconv.Itoa(b.Waiters())},
	}
}

// comparison compares the groups with what the software proposed.
func (b board) comparison() string {
	if gain := b.Value().Minus(b.Machine.Value); gain != (pug.Value{}) {
		return b.proof() + " Changes by hand since then: " + gain.Gain() + "."
	}
	return b.proof()
}

// proof says how good the latest proposal of the software is known to be.
func (b board) proof() string {
	m := b.Machine
	placed := fmt.Sprintf("The software's proposal places %s with %d points", count(m.Value.Placed, "member", "members"), m.Value.Score)
	if m.Bound != nil {
		return placed + fmt.Sprintf(". Time ran out before it was proven to be the best: none places more than %d, and none that places as many has more than %d points.",
			m.Bound.Placed, m.Bound.Score)
	}
	if m.Revision == 1 {
		return placed + ", and it is proven that none is better."
	}
	return placed + ", and it is proven that none is better around what was pinned."
}

// consequence says what publishing does.
func (b board) consequence() string {
	return fmt.Sprintf("%s with %s open, and %s on the waitlist.", count(len(b.Groups), "group", "groups"),
		count(b.Value().Placed, "member", "members"), count(b.Waiters(), "person stays", "people stay"))
}

func (b board) groupView(group pug.ProposedGroup) groupView {
	lead := b.LeadOf(group)
	v := groupView{
		ID: group.ID, Short: pug.ShortGroup(group.ID), Number: number(group), Name: group.Name(), Topic: lead.Topic.Name, Role: lead.Role.Label(),
		Region: lead.Region.Label(), Champion: with(lead.Person), Taken: len(group.Members), Seats: pug.MemberSeats, Small: len(group.Members) < pug.MinMembers,
		Full: len(group.Members) >= pug.MemberSeats, Held: b.Held(group.Lead), Again: b.Former(group) != "", Bars: b.bars(group),
	}
	for _, m := range b.sitting(group) {
		v.Members = append(v.Members, memberView{ID: m.ID, Name: m.Name(), Company: m.Company, Why: b.Fit(group, m.ID).String(),
			Pinned: b.PinnedIn(m.ID), Suits: b.suiting(m)})
	}
	return v
}

// number is the group's number in its name.
func number(g pug.ProposedGroup) string { return strings.TrimPrefix(g.Name(), "Group ") }

// suiting lists the numbers of the groups that suit somebody, whether they have room or not.
func (b board) suiting(a pug.Application) string {
	var numbers []string
	for _, group := range b.Groups {
		if b.Suits(group, a) {
			numbers = append(numbers, number(group))
		}
	}
	return strings.Join(numbers, " ")
}
