package act

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// datesAct moves dates of a cohort, and opens a phase again that has closed (L8).
func (f Planner) datesAct() Act {
	return Act{On: "cohorts", Name: "dates", Label: "Move dates, or open a phase again", Form: f.datesForm,
		Plan: f.planDates}
}

// The fields of the form that are no dates: the count of moves that it was made from, and whether the meeting months go
// with the launch.
const (
	datesRead   = "read"
	datesMonths = "months"
)

// localTime is a time as the form has it.
const localTime = "2006-01-02T15:04"

func (f Planner) local(t time.Time) string { return t.In(f.Settings.Zone).Format(localTime) }

// clocks says by which clocks a time of the form is: "New York time, UTC-4."
func (f Planner) clocks(t time.Time) string {
	return calendar.CityOf(f.Settings.Zone).Name + " time, " + calendar.Offset(t, f.Settings.Zone) + "."
}

// planned reads the cohort of an address.
func (f Planner) planned(ctx context.Context, id string) (pug.Cohort, error) {
	cohort, err := pug.ParseCohortID(id)
	if err != nil {
		return pug.Cohort{}, pug.Wrapf(err, pug.NotFound, "There is no cohort %s", id)
	}
	return f.Store.Cohort(ctx, cohort)
}

func (f Planner) datesForm(ctx context.Context, id string) (Question, error) {
	c, err := f.planned(ctx, id)
	if err != nil {
		return Question{}, err
	}
	now := f.Now()
	form := Question{Title: "Move dates of the " + c.ID.Name() + " cohort, or open a phase again"}
	form.Fields = []page.Field{{Kind: page.Hidden, Name: datesRead, Value: strconv.Itoa(c.Moved)}}
	for _, name := range c.Movable(now) {
		at, _ := c.Dates.At(name)
		field := page.Field{Kind: page.DateTime, Name: name, Label: pug.DateLabel(name), Value: f.local(at),
			Required: true, Hint: f.clocks(at)}
		if !now.Before(at) {
			field.Hint += " This has passed. A later time opens the phase again."
		}
		form.Fields = append(form.Fields, field)
		if name == "launch" {
			form.Fields = append(form.Fields, page.Field{Kind: page.Checkbox, Name: datesMonths,
				Label: "The meeting months, the renewals and the end follow the launch"})
		}
	}
	if len(form.Fields) == 1 {
		return form, pug.Errorf(pug.Conflict, "All dates of the %s cohort have passed: there is nothing to move.",
			c.ID.Name())
	}
	return form, nil
}

// datesOf reads the dates from the form, and says in it what is no time.
func (f Planner) datesOf(c pug.Cohort, form *page.Form) pug.Dates {
	given := map[string]time.Time{}
	for _, name := range c.Movable(f.Now()) {
		at, _ := c.Dates.At(name)
		if form.Value(name) == f.local(at) { // it keeps its seconds
			continue
		}
		given[name] = f.localTime(form, name)
	}
	dates := c.Dates
	if launch, moved := given["launch"]; moved && form.Value(datesMonths) == "true" {
		dates = dates.Launching(launch, f.Settings.Zone)
	}
	for name, at := range given {
		dates = dates.Set(name, at)
	}
	return dates
}

func (f Planner) planDates(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	c, err := f.planned(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	move, err := f.move(c, form)
	if err != nil || form.Failed() {
		return Deed{}, err
	}
	effects, err := f.afterMove(ctx, move)
	if err != nil {
		return Deed{}, err
	}
	telling, err := f.tellingOfMove(ctx, move)
	if err != nil {
		return Deed{}, err
	}
	var owed []store.Owed
	for _, call := range workflow.DatesMoved(c.ID, f.Now()) {
		owed = append(owed, call)
	}
	return Deed{
		Title: "Move dates of the " + c.ID.Name() + " cohort", Effects: effects, Telling: telling, Owed: owed,
		Entry: pug.Entry{Deed: "moved dates", Cohort: c.ID, What: "Dates were moved: " + f.inWords(move)},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.MoveDates(ctx, c, move.After, owed...)
		},
		Undo: "/desk/cohorts/" + id + "/dates?" + f.movedBack(move, form).Encode(), Back: "/desk/cohorts/" + id,
	}, nil
}

// move is what the form asks for. What is wrong with a date it says in the form.
func (f Planner) move(c pug.Cohort, form *page.Form) (pug.DatesMove, error) {
	if form.Value(datesRead) != strconv.Itoa(c.Moved) {
		return pug.DatesMove{}, pug.Errorf(pug.Conflict, "Somebody has moved dates of the %s cohort since you opened "+
			"the page. Look at the dates as they are now.", c.ID.Name())
	}
	dates := f.datesOf(c, form)
	if form.Failed() {
		return pug.DatesMove{}, nil
	}
	move, problems, err := c.MoveDates(dates, f.Now())
	for _, p := range problems {
		form.Fail(p.Name, p.Sentence)
	}
	return move, err
}

// inWords is a move for the log.
func (f Planner) inWords(move pug.DatesMove) string {
	var what []string
	for _, m := range move.Moved {
		what = append(what, fmt.Sprintf("“%s” from %s to %s", pug.DateLabel(m.Name), f.When(m.From), f.When(m.To)))
	}
	return strings.Join(what, "; ")
}

// movedBack fills in the form that takes a move back. Where the meeting months went with the launch, so they go back.
func (f Planner) movedBack(move pug.DatesMove, form *page.Form) url.Values {
	back := url.Values{}
	follow := form.Value(datesMonths) == "true"
	for _, m := range move.Moved {
		if !follow || m.Name == "launch" {
			back.Set(m.Name, f.local(m.From))
		}
	}
	if follow {
		back.Set(datesMonths, "true")
	}
	return back
}

// afterMove says in sentences what moved dates lead to.
func (f Planner) afterMove(ctx context.Context, move pug.DatesMove) ([]string, error) {
	var effects []string
	for _, m := range move.Moved {
		effects = append(effects, fmt.Sprintf("%s: %s, instead of %s.", pug.DateLabel(m.Name), f.When(m.To),
			f.When(m.From)))
	}
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
		reopens := slices.Contains(move.Reopen, kind)
		if !reopens && !move.Moves(string(kind)+"s_decide") {
			continue
		}
		applications, err := f.Store.Applications(ctx, move.After.ID, kind)
		if err != nil {
			return nil, err
		}
		phase := move.After.Dates.Phase(kind)
		effects = append(effects, f.afterPhase(phase, kind, reopens, pug.InPhase(applications))...)
	}
	return effects, nil
}

// afterPhase says what becomes of the applications of a phase that opens again, or is decided at another time.
func (f Planner) afterPhase(p pug.Phase, k pug.Kind, reopens bool, in pug.PhaseCounts) []string {
	effects := []string{fmt.Sprintf("%s as a %s, in review now, decided by %s. Links to decide go on until then.",
		pug.Count(in.Pending, "application", "applications"), k.Label(), f.When(p.Decide))}
	if !reopens {
		return effects
	}
	effects = append(effects, fmt.Sprintf("The form takes applications as a %s again, until %s.", k.Label(),
		f.When(p.Close)))
	if in.Late > 0 {
		effects = append(effects, fmt.Sprintf("%s too late, and stay out of review: let them in on their own pages, "+
			"or have them send the form again.", pug.Count(in.Late, "application came", "applications came")))
	}
	if in.Lapsed > 0 {
		effects = append(effects, fmt.Sprintf("%s waitlisted because nobody decided in time. They stay so: change the "+
			"decision on their own pages.", pug.Count(in.Lapsed, "application was", "applications were")))
	}
	return effects
}

// tellingOfMove says who in groups is told of moved dates; nobody is before these are published.
func (f Planner) tellingOfMove(ctx context.Context, move pug.DatesMove) (string, error) {
	news := move.After.DatesNews()
	if !news.ForChampions() {
		return "", nil
	}
	groups, err := f.Store.Groups(ctx, move.After.ID)
	if err != nil {
		return "", err
	}
	leaders, partners := 0, 0
	for _, g := range groups {
		if !g.Over() {
			leaders += len(g.Leaders())
			partners += g.Partners
		}
	}
	who := pug.Count(leaders, "Champion", "Champions")
	if news.ForMembers() {
		who = "everybody in groups, " + pug.Count(partners, "person", "people")
	}
	return "“New dates for your group”: " + who + ".", nil
}
