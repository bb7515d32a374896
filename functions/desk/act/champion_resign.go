package act

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// resignAct notes that the Champion of a group does not lead it any more (L1). Its co-Champion does so then, or nobody
// until a successor is named.
func (f Planner) resignAct() Act {
	return Act{On: "groups", Name: "resign", Label: "Note a resignation", Form: f.resignForm, Plan: f.planResignation}
}

func (f Planner) resignForm(ctx context.Context, id string) (Question, error) {
	g, err := f.championed(ctx, id)
	if err != nil {
		return Question{}, err
	}
	title := "Note that " + g.Champion.Name + " resigned as the Champion of " + g.Name()
	return Question{Title: title, Fields: []page.Field{thenField(g.Champion.Name)}}, nil
}

// championed reads a group that has a Champion.
func (f Planner) championed(ctx context.Context, id string) (duty.Leadership, error) {
	g, err := f.Succession(ctx, id)
	if err == nil && g.Leaderless() {
		err = pug.Errorf(pug.Already, "%s has no Champion already. Name one, or close the group.", g.Name())
	}
	return g, err
}

func (f Planner) planResignation(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	g, err := f.championed(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	l, err := g.StepDown(g.Seats, g.Champion, form.Value("then") == staysAsMember, g.At)
	if err != nil {
		return Deed{}, err
	}
	news, line := l.Resignation(g.Champion)
	d, err := f.leading(ctx, v, g, l, news, form)
	d.Title = fmt.Sprintf("Note that %s resigns as the Champion of %s", g.Champion.Name, g.Name())
	d.Entry = line
	then := ""
	if g.Co != nil {
		then = staysAsMember
	}
	d.Undo = actPath(id, "champion", again(l, g.Champion, then))
	return d, err
}
