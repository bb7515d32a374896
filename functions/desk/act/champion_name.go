package act

import (
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// successorAct has somebody lead a group in the place of its Champion (L1).
func (f Planner) successorAct() Act {
	return Act{On: "groups", Name: "champion", Label: "Name a successor", Form: f.successorForm, Plan: f.planSuccessor}
}

func (f Planner) successorForm(ctx context.Context, id string) (Question, error) {
	g, err := f.Succession(ctx, id)
	if err != nil {
		return Question{}, err
	}
	form := Question{Title: "Name a Champion of " + g.Name(), Fields: nomineeFields(g)}
	if !g.Leaderless() {
		form.Title = "Name a successor of " + g.Champion.Name + " in " + g.Name()
		form.Fields = append(form.Fields, thenField(g.Champion.Name))
	}
	return form, nil
}

func (f Planner) planSuccessor(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	g, err := f.Succession(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	n, err := f.nominee(ctx, v, g, form)
	if err != nil {
		return Deed{}, err
	}
	l, err := g.Succeed(g.Seats, n, form.Value("then") == staysAsMember, g.At)
	if err != nil {
		return Deed{}, err
	}
	news := fmt.Sprintf("%s is the Champion of the group now.", n.Person.Name)
	about, what := []pug.Subject{g.Subject(), n.Person.Subject()}, "{1} became the Champion of {0}"
	if !g.Leaderless() {
		news = fmt.Sprintf("%s is the Champion of the group now, in the place of %s.", n.Person.Name, g.Champion.Name)
		about, what = append(about, g.Champion.Subject()), what+", in the place of {2}"
	}
	d, err := f.leading(ctx, v, g, l, news, form)
	d.Title = fmt.Sprintf("Name %s as the Champion of %s", n.Person.Name, g.Name())
	d.Entry = pug.Entry{Deed: "succeeded", Cohort: g.Cohort, About: about, What: what}
	if g.Leaderless() {
		d.Undo = actPath(id, "resign", url.Values{"then": {returns(n)}})
	} else {
		d.Undo = actPath(id, "champion", again(l, g.Champion, returns(n)))
	}
	return d, err
}

// actPath is the address of an act on a group, with its form filled in.
func actPath(group, name string, form url.Values) string {
	return "/desk/groups/" + group + "/" + name + "?" + form.Encode()
}

// returns is what somebody becomes again who came to lead by a nomination that is undone.
func returns(n pug.Nominee) string {
	if n.Seat != nil {
		return staysAsMember
	}
	return leavesGroup
}

// again fills in a form that names somebody once more who led the group, and says what becomes of whoever leads it now.
func again(l pug.Leading, who pug.Person, then string) url.Values {
	form := url.Values{"who": {who.ID}, "then": {then}}
	if _, sits := pug.SeatOfMember(l.Stays, who.ID); !sits {
		form = url.Values{"who": {bySomebodyElse}, "email": {who.Email}, "name": {who.Name}, "then": {then}}
	}
	return form
}
