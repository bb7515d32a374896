package act

import (
	"context"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// decisionAct changes what was decided on an application (L4).
func (f Planner) decisionAct() Act {
	return Act{On: "people", Name: "decision", Label: "Change the decision", Form: f.decisionForm,
		Plan: f.planDecision}
}

func (f Planner) decisionForm(ctx context.Context, id string) (Question, error) {
	c, place, err := f.decided(ctx, id)
	if err != nil {
		return Question{}, err
	}
	a := c.Application
	choice := page.Field{Kind: page.Radios, Name: "choice", Label: "The decision", Required: true}
	for _, o := range []page.Option{{Value: string(pug.ChoiceApprove), Label: "Approve"},
		{Value: string(pug.ChoiceDecline), Label: "Decline"}, {Value: string(pug.ChoiceWaitlist), Label: "Waitlist"}} {
		_, err := a.Redecide(c.Cohort, place, pug.Decision{Choice: pug.Choice(o.Value)})
		if err == nil {
			choice.Options = append(choice.Options, o)
		} else if !pug.IsError(err, pug.Already) {
			return Question{}, err
		}
	}
	choice.Hint = a.WasDecided()
	return Question{Title: "Change the decision on the application of " + a.Name(), Fields: []page.Field{choice,
		{Kind: page.TextArea, Name: "note", Label: "Message to the applicant",
			Hint: "It is quoted in their letter."}}}, nil
}

// decided reads what is decided on an application.
func (f Planner) decided(ctx context.Context, id string) (store.Case, pug.Place, error) {
	c, err := f.caseOf(ctx, id)
	if err != nil {
		return c, pug.Place{}, err
	}
	if c.Cohort.Stage.Published() {
		if err := f.parts.Besides(ctx, c.Application); err != nil {
			return c, pug.Place{}, err
		}
	}
	place, err := f.Store.PlaceOf(ctx, c.Application)
	return c, place, err
}

func (f Planner) planDecision(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	c, place, err := f.decided(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	d := pug.Decision{Choice: pug.Choice(form.Value("choice")), Note: form.Value("note"), By: v.Name, At: f.Now()}
	r, err := c.Application.Redecide(c.Cohort, place, d)
	if err != nil {
		return Deed{}, err
	}
	change := store.Redecision{Redecision: r, Cohort: c.Cohort}
	if r.Leaves {
		change.Place = &place
	}
	effects, err := f.afterDecision(ctx, c.Cohort, r)
	if err != nil {
		return Deed{}, err
	}
	regrouped, people, err := f.regroup(ctx, &change)
	if err != nil {
		return Deed{}, err
	}
	owed, told, err := f.tellRedecision(ctx, &change)
	if err != nil {
		return Deed{}, err
	}
	was := r.Before.Decision.Choice.Past()
	return Deed{
		Title:   fmt.Sprintf("The application of %s: %s instead of %s", r.After.Name(), d.Choice.Past(), was),
		Effects: slices.Concat(effects, regrouped, told), Owed: owed,
		Entry: pug.Entry{Deed: "redecided", Cohort: r.After.Cohort, About: []pug.Subject{r.After.Person().Subject()},
			What: fmt.Sprintf("The application of {0} was %s instead of %s", d.Choice.Past(), was)},
		Do:   func(ctx context.Context, owed ...store.Owed) error { return f.redecide(ctx, change, people, owed...) },
		Undo: "/desk/people/" + id + "/decision?choice=" + string(r.Before.Decision.Choice),
		Back: "/desk/people/" + id,
	}, nil
}

// redecide changes the decision. Who joins the waitlist does so behind everybody.
func (f Planner) redecide(ctx context.Context, r store.Redecision, people pug.People, owed ...store.Owed) error {
	if r.Joins {
		order, err := f.Store.NextPlaces(ctx, r.After.Cohort, 1)
		if err != nil {
			return err
		}
		r.Place = &pug.Place{Cohort: r.After.Cohort, Order: order, Person: r.After.Person(),
			Why: "The application was decided after the groups were published."}
	}
	if r.Proposal != nil {
		name, err := f.Store.PutPeople(ctx, r.After.Cohort, people)
		if err != nil {
			return err
		}
		r.Proposal.People = name
	}
	return f.Store.Redecide(ctx, r, owed...)
}

// afterDecision says in sentences what a changed decision does to the waitlist, or to the groups on offer.
func (f Planner) afterDecision(ctx context.Context, c pug.Cohort, r pug.Redecision) ([]string, error) {
	name := r.After.Name()
	switch {
	case r.Joins:
		return []string{name + " joins the waitlist, behind everybody who waits: groups are settled."}, nil
	case r.Leaves:
		return []string{name + " leaves the waitlist."}, nil
	case c.Published != nil:
		return []string{name + " keeps the place on the waitlist."}, nil
	case r.Regroups:
		return nil, nil
	case r.After.Kind == pug.KindChampion:
		return f.onOffer(ctx, r)
	}
	return []string{map[pug.Status]string{
		pug.StatusApproved: name + " takes part when groups are formed, on " + f.When(c.Dates.Propose) + ".",
		pug.StatusDeclined: name + " does not take part in this cohort.",
		pug.StatusWaitlisted: name + " waits when groups are formed, on " + f.When(c.Dates.Propose) +
			", and is offered a seat that comes free.",
	}[r.After.Status]}, nil
}

// onOffer says what a changed decision on a Champion does to the groups on offer, and to members who chose among them.
func (f Planner) onOffer(ctx context.Context, r pug.Redecision) ([]string, error) {
	champions, err := f.Store.Applications(ctx, r.After.Cohort, pug.KindChampion)
	if err != nil {
		return nil, err
	}
	members, err := f.Store.Applications(ctx, r.After.Cohort, pug.KindMember)
	if err != nil {
		return nil, err
	}
	o := r.OnOffer(champions, members)
	count := pug.Count(o.Chose, "member has", "members have") + " named its topic."
	switch {
	case o.Opens:
		return []string{fmt.Sprintf("The group %s is on offer from now on. %s", o.Lead, count)}, nil
	case o.Ends:
		return []string{fmt.Sprintf("The group %s is not on offer any more. %s", o.Lead, count),
			"For " + pug.Count(o.Left, "member", "members") + " of these nothing else on offer has a topic that they " +
				"named. They stay as they are, and are not written to."}, nil
	}
	return []string{"What is on offer stays the same."}, nil
}

// regroup has the proposed groups follow a changed decision, and says what becomes of them.
func (f Planner) regroup(ctx context.Context, r *store.Redecision) ([]string, pug.People, error) {
	if !r.Regroups {
		return nil, pug.People{}, nil
	}
	p, err := f.Store.Proposal(ctx, r.Cohort.ID, r.Cohort.Revision)
	if err != nil {
		return nil, pug.People{}, err
	}
	people, err := f.Store.People(ctx, r.Cohort.ID, p.People)
	if err != nil {
		return nil, pug.People{}, err
	}
	out, err := curation.NewBoard(p, people).Redecided(r.After)
	if err != nil {
		return nil, pug.People{}, err
	}
	next := out.Board.Proposal
	r.Proposal, r.Entry = &next, pug.LogEntry{Revision: next.Revision, By: r.After.Decision.By, At: r.After.Decision.At,
		What: out.What, Value: out.After}
	effects := append([]string{"The proposed groups follow: " + out.What + ".",
		fmt.Sprintf("With a place: %d, before: %d.", out.After.Placed, out.Before.Placed)}, out.Notes...)
	return effects, out.Board.Everyone(), nil
}
