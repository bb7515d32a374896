package act

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// eraseAct erases all that is known of a person (L12).
func (f Planner) eraseAct() Act {
	return Act{On: "people", Name: "erase", Label: "Erase this person's data", Form: f.eraseForm, Plan: f.planErasure}
}

// confirmed is the field into which the person's address is typed.
const confirmed = "confirmed"

func (f Planner) eraseForm(ctx context.Context, id string) (Question, error) {
	own, err := f.erasable(ctx, id)
	if err != nil {
		return Question{}, err
	}
	return Question{Title: "Erase the data of " + own[0].Name(), Fields: []page.Field{{Name: confirmed, Required: true,
		Label: "The person's email address, to confirm",
		Hint:  "Type it as it stands on their page. Nothing brings back what is erased."}}}, nil
}

// erasable reads the applications of a person, unless something hangs on one of them still.
func (f Planner) erasable(ctx context.Context, id string) ([]pug.Application, error) {
	a, err := f.Store.Application(ctx, id)
	if err != nil {
		return nil, err
	}
	if !a.Erased.IsZero() {
		return nil, a.Erasable(pug.Cohort{})
	}
	own, _, err := f.parts.Theirs(ctx, a)
	if err != nil {
		return nil, err
	}
	for _, one := range own {
		c, err := f.Store.Cohort(ctx, one.Cohort)
		if err != nil && !pug.IsError(err, pug.NotFound) {
			return nil, err
		}
		if err := one.Erasable(c); err != nil {
			return nil, f.leadsOr(ctx, one, err)
		}
	}
	return own, nil
}

// leadsOr is why somebody cannot be erased: that they lead a group, though they applied as a member; else the reason.
func (f Planner) leadsOr(ctx context.Context, a pug.Application, reason error) error {
	if a.Group == "" || a.Kind == pug.KindChampion {
		return reason
	}
	g, err := f.Store.Group(ctx, a.Group)
	switch {
	case err != nil:
		return err
	case slices.ContainsFunc(g.Leaders(), func(p pug.Person) bool { return p.ID == a.ID }):
		return pug.Errorf(pug.Conflict, "%s leads %s of the %s cohort. End that first, so that its members hear of it.",
			a.Name(), g.Name(), a.Cohort.Name())
	}
	return reason
}

func (f Planner) planErasure(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	own, err := f.erasable(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	a := own[0]
	if typed := form.Value(confirmed); !strings.EqualFold(typed, a.Email) {
		form.Fail(confirmed, "This is not the person's address.")
		return Deed{}, nil
	}
	all, err := f.standings(ctx, own)
	if err != nil {
		return Deed{}, err
	}
	return Deed{
		Title:   "Erase the data of " + a.Name(),
		Effects: erasureEffects(own),
		Entry: pug.Entry{Deed: pug.DeedErased, Cohort: a.Cohort,
			About: []pug.Subject{{ID: a.ID, Name: pug.ErasedName}}, What: "The data of {0} were erased"},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			e := store.NewErasure(all, f.Now())
			if err := f.Store.BeginErasure(ctx, all, e, owed...); err != nil {
				return err
			}
			if err := f.Store.Erase(ctx, e); err != nil { // what is left is erased by the schedule
				f.Log.WarnContext(ctx, "not erased whole yet, the schedule goes on", "application", e.ID, "error", err)
			}
			return nil
		},
		Back: "/desk/people/" + id,
	}, nil
}

// standings read how somebody stands by each of their applications.
func (f Planner) standings(ctx context.Context, own []pug.Application) ([]store.Standing, error) {
	var all []store.Standing
	for _, one := range own {
		standing, err := f.Store.Standing(ctx, one)
		if err != nil {
			return nil, err
		}
		all = append(all, standing)
	}
	return all, nil
}

func erasureEffects(own []pug.Application) []string {
	return []string{
		fmt.Sprintf("Who applied is erased from %s; what figures count stays.",
			pug.Count(len(own), "application", "applications")),
		"Letters to them, links, talking points and their places in proposals are erased, and their name and " +
			"addresses from the log and from letters to others.",
		"Their contact at HubSpot stays: delete it there.",
		"It cannot be undone. They are not written to, since that would be kept: tell them yourself.",
	}
}
