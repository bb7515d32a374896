package act

import (
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// coChampionAct has somebody lead a group beside its Champion (L1).
func (f Planner) coChampionAct() Act {
	return Act{On: "groups", Name: "co-champion", Label: "Name a co-Champion", Form: f.coChampionForm,
		Plan: f.planCoChampion}
}

func (f Planner) coChampionForm(ctx context.Context, id string) (Question, error) {
	g, err := f.Succession(ctx, id)
	return Question{Title: "Name a co-Champion of " + g.Name(), Fields: nomineeFields(g)}, err
}

func (f Planner) planCoChampion(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	g, err := f.Succession(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	n, err := f.nominee(ctx, v, g, form)
	if err != nil {
		return Deed{}, err
	}
	l, err := g.Accompany(g.Seats, n, g.At)
	if err != nil {
		return Deed{}, err
	}
	news := fmt.Sprintf("%s leads the group now, together with %s.", n.Person.Name, g.Champion.Name)
	d, err := f.leading(ctx, v, g, l, news, form)
	d.Title = fmt.Sprintf("Name %s as the co-Champion of %s", n.Person.Name, g.Name())
	d.Entry = pug.Entry{Deed: "accompanied", Cohort: g.Cohort,
		About: []pug.Subject{g.Subject(), n.Person.Subject()}, What: "{1} became the co-Champion of {0}"}
	d.Undo = actPath(id, "end-co-champion", url.Values{"then": {returns(n)}})
	return d, err
}

// endCoChampionAct ends that somebody leads a group beside its Champion.
func (f Planner) endCoChampionAct() Act {
	return Act{On: "groups", Name: "end-co-champion", Label: "End the co-Champion", Form: f.endCoChampionForm,
		Plan: f.planEndOfCoChampion}
}

func (f Planner) endCoChampionForm(ctx context.Context, id string) (Question, error) {
	g, err := f.accompanied(ctx, id)
	if err != nil {
		return Question{}, err
	}
	title := "Have " + g.Co.Name + " lead " + g.Name() + " no longer"
	return Question{Title: title, Fields: []page.Field{thenField(g.Co.Name)}}, nil
}

// accompanied reads a group that has a co-Champion.
func (f Planner) accompanied(ctx context.Context, id string) (duty.Leadership, error) {
	g, err := f.Succession(ctx, id)
	if err == nil && g.Co == nil {
		err = pug.Errorf(pug.Already, "%s has no co-Champion. It is led by %s.", g.Name(), g.Led())
	}
	return g, err
}

func (f Planner) planEndOfCoChampion(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	g, err := f.accompanied(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	co := *g.Co
	l, err := g.StepDown(g.Seats, co, form.Value("then") == staysAsMember, g.At)
	if err != nil {
		return Deed{}, err
	}
	news, line := l.Resignation(co)
	d, err := f.leading(ctx, v, g, l, news, form)
	d.Title = fmt.Sprintf("End that %s is the co-Champion of %s", co.Name, g.Name())
	d.Entry = line
	d.Undo = actPath(id, "co-champion", again(l, co, ""))
	return d, err
}
