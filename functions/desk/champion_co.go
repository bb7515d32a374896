package desk

import (
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// coChampionAct has somebody lead a group beside its Champion (L1).
func (f function) coChampionAct() act {
	return act{on: "groups", name: "co-champion", label: "Name a co-Champion", form: f.coChampionForm,
		plan: f.planCoChampion}
}

func (f function) coChampionForm(ctx context.Context, id string) (page.Form, error) {
	g, err := f.Leadership(ctx, id)
	return page.Form{Fields: nomineeFields(g)}, err
}

func (f function) planCoChampion(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	g, err := f.Leadership(ctx, id)
	if err != nil {
		return deed{}, err
	}
	n, err := f.nominee(ctx, v, g, form)
	if err != nil {
		return deed{}, err
	}
	l, err := g.Accompany(g.Seats, n, g.At)
	if err != nil {
		return deed{}, err
	}
	news := fmt.Sprintf("%s leads the group now, together with %s.", n.Person.Name, g.Champion.Name)
	d, err := f.leading(ctx, v, g, l, news, form)
	d.title = fmt.Sprintf("Name %s as the co-Champion of %s", n.Person.Name, g.Name())
	d.entry = pug.Entry{Deed: "accompanied", Cohort: g.Cohort,
		About: []pug.Subject{g.Subject(), n.Person.Subject()}, What: "{1} became the co-Champion of {0}"}
	d.undo = actPath(id, "end-co-champion", url.Values{"then": {returns(n)}})
	return d, err
}

// endCoChampionAct ends that somebody leads a group beside its Champion.
func (f function) endCoChampionAct() act {
	return act{on: "groups", name: "end-co-champion", label: "End the co-Champion", form: f.endCoChampionForm,
		plan: f.planEndOfCoChampion}
}

func (f function) endCoChampionForm(ctx context.Context, id string) (page.Form, error) {
	g, err := f.accompanied(ctx, id)
	if err != nil {
		return page.Form{}, err
	}
	return page.Form{Fields: []page.Field{thenField(g.Co.Name)}}, nil
}

// accompanied reads a group that has a co-Champion.
func (f function) accompanied(ctx context.Context, id string) (duty.Leadership, error) {
	g, err := f.Leadership(ctx, id)
	if err == nil && g.Co == nil {
		err = pug.Errorf(pug.Already, "%s has no co-Champion. It is led by %s.", g.Name(), g.Led())
	}
	return g, err
}

func (f function) planEndOfCoChampion(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	g, err := f.accompanied(ctx, id)
	if err != nil {
		return deed{}, err
	}
	co := *g.Co
	l, err := g.StepDown(g.Seats, co, form.Value("then") == staysAsMember, g.At)
	if err != nil {
		return deed{}, err
	}
	news, line := l.Resignation(co)
	d, err := f.leading(ctx, v, g, l, news, form)
	d.title = fmt.Sprintf("End that %s is the co-Champion of %s", co.Name, g.Name())
	d.entry = line
	d.undo = actPath(id, "co-champion", again(l, co, ""))
	return d, err
}
