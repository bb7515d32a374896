package grouping

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// doSame is the value of "action" of a form about two applications that may be of the same person. It names both, and
// keeps the one of them whose id it gives, or tells them apart.
const (
	doSame   = "same"
	keepBoth = "both"
)

// mostAlike is how many pairs a page shows; when some are settled, the next ones are shown.
const mostAlike = 20

// alike are two applications that may be of the same person, as they are now.
type alike struct {
	changeBase
	One, Other pug.Application
}

// State says what staff should know of one of the two.
func (a alike) State(of pug.Application) string {
	if _, member := a.Board.Member(of.ID); member {
		return a.Board.Where(of.ID)
	}
	return of.Kind.Label() + ", " + of.State()
}

// alike lists the pairs among the people on the board that staff have not told apart yet; of one person, if an id is
// given.
func (f function) alike(ctx context.Context, base changeBase, of string) ([]alike, error) {
	pairs := slices.DeleteFunc(pug.AlikeAmong(base.Board.Counting()), func(pair [2]pug.Application) bool {
		return of != "" && pair[0].ID != of && pair[1].ID != of
	})
	var ids []string
	for _, pair := range pairs {
		ids = append(ids, pair[0].ID, pair[1].ID)
	}
	now, err := f.Store.ApplicationsByID(ctx, ids...)
	if err != nil {
		return nil, err
	}
	var all []alike
	for _, pair := range pairs {
		one, other := now[pair[0].ID], now[pair[1].ID]
		if one.MayBe(other) && len(all) < mostAlike {
			all = append(all, alike{base, one, other})
		}
	}
	return all, nil
}

// settleSame takes what one of the staff settled about two applications: they are of two people, or one of them is
// kept, and the groups go on without the other.
func (f function) settleSame(w http.ResponseWriter, r *http.Request, v link.Visitor, b board) error {
	pairs, err := f.alike(r.Context(), b.base(r), r.PostFormValue("member"))
	if err != nil {
		return err
	}
	for _, p := range pairs {
		if p.One.ID != r.PostFormValue("member") || p.Other.ID != r.PostFormValue("with") {
			continue
		}
		switch r.PostFormValue("keep") {
		case keepBoth:
			err = f.TellApart(r.Context(), p.One, p.Other, v)
		case p.One.ID:
			err = f.keepOne(r.Context(), b, p.One, p.Other, v)
		case p.Other.ID:
			err = f.keepOne(r.Context(), b, p.Other, p.One, v)
		}
	}
	switch {
	case pug.IsError(err, pug.Invalid):
		return f.renderBoard(w, r, http.StatusUnprocessableEntity, b, pug.Sentence(err))
	case err != nil && !pug.IsError(err, pug.Conflict): // in a conflict the page shows what is true now
		return err
	}
	f.home(w, r)
	return nil
}

// keepOne keeps one of two applications, and takes the other out of the groups. Where somebody has replaced it before,
// at review, the groups follow.
func (f function) keepOne(ctx context.Context, b board, kept, gone pug.Application, v link.Visitor) error {
	err := f.KeepOne(ctx, kept, gone, v)
	if err != nil && (!pug.IsError(err, pug.Conflict) || gone.Instead == "") {
		return err
	}
	if gone, err = f.Store.Application(ctx, gone.ID); err != nil {
		return err
	}
	out := b.KeptOne(kept, gone)
	p := out.Board.Proposal
	if p.People, err = f.Store.PutPeople(ctx, b.Cohort, out.Board.Everyone()); err != nil {
		return err
	}
	return f.keep(ctx, p, out.What, out.After, v.Who())
}

// Coworkers lists who in a group may be colleagues although the rules do not see it, its Champion included.
func (b board) Coworkers(group pug.ProposedGroup) []pug.Coworkers {
	return pug.CoworkersAmong(b.everybody(group))
}

// everybody in a group: its Champion, and its members by name.
func (b board) everybody(group pug.ProposedGroup) []pug.Person {
	people := []pug.Person{b.LeadOf(group).Person}
	for _, m := range b.Sitting(group) {
		people = append(people, m.Person())
	}
	return people
}

// coworkersOf says of each group in which somebody may have colleagues who they are.
func (b board) coworkersOf(a pug.Application) []string {
	var all []string
	for _, group := range b.Groups {
		others := slices.DeleteFunc(b.everybody(group), func(p pug.Person) bool { return p.ID == a.ID })
		for _, c := range pug.CoworkersAmong(append([]pug.Person{a.Person()}, others...)) {
			if c.One.ID == a.ID {
				all = append(all, fmt.Sprintf("%s in %s: %s", c.Other.WithCompany(), b.Title(group), c.Why))
			}
		}
	}
	return all
}
