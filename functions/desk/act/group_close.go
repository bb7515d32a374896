package act

import (
	"context"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// closeAct ends a group while its cohort goes on (L1).
func (f Planner) closeAct() Act {
	return Act{On: "groups", Name: "close", Label: "Close the group", Form: f.closeForm, Plan: f.planClose}
}

// The answers of the form about where members go.
const (
	goToGroups   = "groups"
	goToWaitlist = "waitlist"
)

func (f Planner) closeForm(ctx context.Context, id string) (Question, error) {
	g, err := f.Store.Group(ctx, id)
	if err == nil {
		err = g.MayClose()
	}
	return Question{Title: "Close " + g.Name(), Fields: []page.Field{
		{Kind: page.Radios, Name: "members", Label: "Where its members go", Required: true, Options: []page.Option{
			{Value: goToGroups, Label: "To other groups that suit them and have room",
				Hint: "Who finds none is first on the waitlist."},
			{Value: goToWaitlist, Label: "First on the waitlist, in order of application"},
		}}, noteField()}}, err
}

// goingMember is a member of a group that is closed, with what it takes for them to go.
type goingMember struct {
	pug.Going
	leaving store.Leaving
	owed    []store.Owed
}

// planClose says where everybody goes. Each member goes in a transaction of their own, and the group is closed by the
// last one: where that is cut short, it is done again for those who are left.
func (f Planner) planClose(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	g, err := f.Leadership(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	if err := g.MayClose(); err != nil {
		return Deed{}, err
	}
	going, err := f.going(ctx, v, g, form)
	if err != nil {
		return Deed{}, err
	}
	note := form.Value("note")
	var own, all []store.Owed
	for _, p := range g.Leaders() {
		left, told, err := f.Leaving(ctx, g.Group, g.Meetings, pug.LeaderLeft(g.ID, g.Seats, p, g.At), g.At)
		if err != nil {
			return Deed{}, err
		}
		text, err := f.Letters.Telling("closed/"+g.ID, groupClosed{Group: g.Group, Led: true, Note: note}, letter.To(p))
		if err != nil {
			return Deed{}, err
		}
		own = slices.Concat(own, text, told, []store.Owed{store.Retracted(left.Letters)})
	}
	effects := []string{"Nobody is asked for its meetings any more, and those that are planned are cancelled.",
		"The cohort keeps it among its ten groups: no other opens in its place."}
	for _, m := range going {
		all = append(all, m.owed...)
		effects = append(effects, m.effect())
	}
	return Deed{
		Title: "Close " + g.Name(), Effects: effects, Owed: append(all, own...), Back: "/desk/groups/" + g.ID,
		Entry: pug.Entry{Deed: "closed", Cohort: g.Cohort, About: []pug.Subject{g.Subject()}, What: "{0} was closed"},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.close(ctx, v, g, going, append(own, owed[len(all)+len(own):]...))
		},
	}, nil
}

// effect says where the member goes.
func (m goingMember) effect() string {
	switch {
	case m.To != nil:
		return fmt.Sprintf("%s moves to %s.", m.From.Member.Name, m.To.Name())
	case m.Waits:
		return m.From.Member.Name + " is among the first on the waitlist."
	}
	return m.From.Member.Name + " leaves the cohort: who came to lead cannot wait for a seat."
}

// close has everybody go, and then closes the group with what is owed of that.
func (f Planner) close(
	ctx context.Context, v pug.Staff, g duty.Leadership, going []goingMember, owed []store.Owed,
) error {
	for _, m := range going {
		if err := f.Store.Leave(ctx, m.leaving, m.owed...); err != nil && !pug.IsError(err, pug.Already) {
			return err
		}
	}
	if err := f.Store.CloseGroup(ctx, g.Group, pug.Ended(g.Meetings, v.Name, g.At), owed...); err != nil {
		return err
	}
	for _, p := range g.Leaders() {
		if err := f.Store.WithdrawLetters(ctx, p.Email, g.ID, g.At); err != nil {
			f.Log.WarnContext(ctx, "letters could not be withdrawn", "group", g.ID, "person", p.ID, "error", err)
		}
	}
	return nil
}

// going says where the members go, and what each of them is told.
func (f Planner) going(ctx context.Context, v pug.Staff, g duty.Leadership, form *page.Form) ([]goingMember, error) {
	waitlist, err := f.Store.Waitlist(ctx, g.Cohort)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, s := range pug.Taken(g.Seats) {
		ids = append(ids, s.Member.ID)
	}
	applications, err := f.Store.ApplicationsByID(ctx, ids...)
	if err != nil {
		return nil, err
	}
	var others []pug.Vacancy
	if form.Value("members") == goToGroups {
		if others, err = f.others(ctx, g, waitlist); err != nil {
			return nil, err
		}
	}
	var all []goingMember
	for _, member := range pug.Closing(g.Seats, applications, others, g.At) {
		m := goingMember{Going: member}
		if waitlist, err = f.goes(ctx, v, g, &m, waitlist, form.Value("note")); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// others are the other open groups of the cohort.
func (f Planner) others(ctx context.Context, g duty.Leadership, waitlist []pug.Place) ([]pug.Vacancy, error) {
	groups, err := f.Store.Groups(ctx, g.Cohort)
	if err != nil {
		return nil, err
	}
	var all []pug.Vacancy
	for _, other := range groups {
		if other.ID == g.ID || other.State != pug.GroupOpen {
			continue
		}
		seats, err := f.Store.Seats(ctx, other.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, pug.NewVacancy(other, seats, waitlist))
	}
	return all, nil
}

// goes works out what it takes for a member to go, and gives them their place on the waitlist where they wait.
func (f Planner) goes(
	ctx context.Context, v pug.Staff, g duty.Leadership, m *goingMember, waitlist []pug.Place, note string,
) ([]pug.Place, error) {
	s := standing{part.Standing{Case: store.Case{Application: m.Application, Cohort: g.Within}, Group: g.Group,
		Records: g.GroupRecords, Seat: m.From}}
	var err error
	if m.leaving, m.owed, err = f.parts.Parting(ctx, s.Standing, v.Name, g.At); err != nil {
		return nil, err
	}
	m.leaving.Closes = true
	var told []store.Owed
	if m.To != nil {
		there, err := f.Store.GroupRecords(ctx, m.To.ID)
		if err != nil {
			return nil, err
		}
		seat := pug.Moved(m.From, s.History(), m.Seat, pug.History(there.Meetings, m.Seat,
			there.Reports.Of(m.Application.ID)))
		m.leaving.To = &seat
		told, err = f.moved(ctx, s, *m.To, there, note)
		m.owed = append(m.owed, told...)
		return waitlist, err
	}
	if m.Waits {
		place := pug.FirstPlace(waitlist, m.From.Member,
			"Their group has ended. The next seat that comes free is theirs.")
		m.leaving.Place = &place
		waitlist = append(waitlist, place)
	}
	told, err = f.Letters.Telling(s.LetterKey("closed"), groupClosed{Group: g.Group, Waits: m.Waits, Note: note},
		letter.ToApplicant(m.Application))
	m.owed = append(m.owed, told...)
	return waitlist, err
}
