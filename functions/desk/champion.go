package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// led is a group with what a change of who leads it goes by.
type led struct {
	pug.Group
	store.GroupRecords
	cohort  pug.Cohort
	renewal *pug.Renewal // the question whether the group is led again; nil unless it is open
	now     time.Time
}

func (f function) led(ctx context.Context, id string) (led, error) {
	g := led{now: f.Now()}
	var err error
	if g.Group, err = f.Store.Group(ctx, id); err != nil {
		return g, err
	}
	if g.GroupRecords, err = f.Store.GroupRecords(ctx, id); err != nil {
		return g, err
	}
	if g.cohort, err = f.Store.Cohort(ctx, g.Cohort); err != nil {
		return g, err
	}
	r, err := f.Store.Renewal(ctx, id)
	switch {
	case err == nil && r.Decision == nil:
		g.renewal = &r
	case err != nil && !pug.IsError(err, pug.NotFound):
		return g, err
	}
	return g, nil
}

// The answers of forms about who leads a group.
const (
	bySomebodyElse = "else"  // who: nobody in the group
	staysAsMember  = "stays" // then: what becomes of whoever led it
	leavesGroup    = "leaves"
)

// nomineeFields ask for somebody in the group, or for anybody by their address.
func (g led) nomineeFields() []page.Field {
	var options []page.Option
	if g.Co != nil {
		options = append(options, page.Option{Value: g.Co.ID, Label: g.Co.WithCompany() + " (co-Champion)"})
	}
	for _, s := range pug.Taken(g.Seats) {
		options = append(options, page.Option{Value: s.Member.ID, Label: s.Member.WithCompany()})
	}
	options = append(options, page.Option{Value: bySomebodyElse, Label: "Somebody else, by their mail address"})
	return []page.Field{
		{Kind: page.Select, Name: "who", Label: "Who", Required: true, Options: options,
			Hint: "Whoever you have asked. A member gives up their seat to lead the group."},
		{Kind: page.Email, Name: "email", Label: "Mail address of somebody else", Length: 200,
			Hint: "Whoever has applied is found by it."},
		{Name: "name", Label: "Their name", Length: 100, Hint: "Needed if they have not applied."},
		{Name: "company", Label: "Their company", Length: 100},
	}
}

// thenField asks what becomes of somebody who led the group.
func thenField(who string) page.Field {
	return page.Field{Kind: page.Radios, Name: "then", Label: "What becomes of " + who, Required: true,
		Options: []page.Option{
			{Value: leavesGroup, Label: "Leaves the group", Hint: "Its planned meetings leave their calendar."},
			{Value: staysAsMember, Label: "Stays as a member", Hint: "With a seat."},
		}}
}

// nominee is whom the form names. What is missing or wrong is said in the form.
func (f function) nominee(ctx context.Context, v visitor, g led, form *page.Form) (pug.Nominee, error) {
	who := form.Value("who")
	if g.Co != nil && who == g.Co.ID {
		return pug.Nominee{Person: *g.Co}, nil
	}
	if seat, sits := pug.SeatOfMember(pug.Taken(g.Seats), who); sits {
		return pug.Nominee{Person: seat.Member, Seat: &seat}, nil
	}
	email, err := pug.ParseEmail(form.Value("email"))
	if err != nil {
		form.Fail("email", pug.Sentence(err))
		return pug.Nominee{}, err
	}
	applied, err := f.Store.ApplicationsOf(ctx, email, g.Cohort)
	if err != nil {
		return pug.Nominee{}, err
	}
	n, err := g.Nominate(g.Seats, applied,
		pug.Person{Email: email, Name: form.Value("name"), Company: form.Value("company")},
		pug.Decision{Choice: pug.ChoiceApprove, By: v.Name, At: g.now, Note: form.Value(why)})
	if pug.IsError(err, pug.Invalid) {
		form.Fail("name", pug.Sentence(err))
	}
	return n, err
}

// leading is the deed of a change of who leads a group: News says in a sentence what it comes to, and the title and the
// line of the log come with it.
func (f function) leading(
	ctx context.Context, v visitor, g led, l pug.Leading, news string, form *page.Form,
) (deed, error) {
	l = l.Except(pug.Exception{Reason: pug.Line(form.Value(why), pug.MaxReason), By: v.Name})
	owed, err := f.leadingLetters(ctx, v, g, l, news)
	if err != nil {
		return deed{}, err
	}
	return deed{
		effects: append([]string{news}, g.effects(l)...), owed: owed, back: "/desk/groups/" + g.ID,
		do: func(ctx context.Context, owed ...store.Owed) error { return f.lead(ctx, g, l, owed) },
	}, nil
}

// lead changes who leads the group, and withdraws what is still to be sent to whoever led it.
func (f function) lead(ctx context.Context, g led, l pug.Leading, owed []store.Owed) error {
	if err := f.Store.Lead(ctx, l, g.Seats, g.renewal, owed...); err != nil {
		return err
	}
	for _, p := range former(l) {
		if err := f.Store.WithdrawLetters(ctx, p.Email, g.ID, l.At); err != nil {
			f.Log.WarnContext(ctx, "letters could not be withdrawn", "group", g.ID, "person", p.ID, "error", err)
		}
	}
	return nil
}

// former are those who do not lead the group any more.
func former(l pug.Leading) []pug.Person {
	all := slices.Clone(l.Leaves)
	for _, s := range l.Stays {
		all = append(all, s.Member)
	}
	return all
}

// newcomers are those who lead the group and did not before.
func newcomers(l pug.Leading) []pug.Person {
	before := l.Group.Leaders()
	return slices.DeleteFunc(l.After().Leaders(), func(p pug.Person) bool {
		return slices.ContainsFunc(before, func(b pug.Person) bool { return b.ID == p.ID })
	})
}

// effects says what becomes of seats, links and meetings, and what speaks against the change.
func (g led) effects(l pug.Leading) []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	for _, s := range l.Rises {
		say("%s gives up the seat of a member.", s.Member.Name)
	}
	for _, s := range l.Stays {
		say("%s has a seat as a member.", s.Member.Name)
	}
	for _, p := range l.Leaves {
		say("%s leaves the group.", p.Name)
	}
	say("The group then has %s of at most %d.", pug.Count(l.Partners(), "partner", "partners"), pug.MaxPartners)
	for _, p := range former(l) {
		say("The links of %s about the group end.", p.Name)
	}
	for _, m := range pug.Ahead(g.Meetings, g.now) {
		if m.State == pug.MeetingPlanned {
			say("The meeting of %s stays as it is planned.", pug.MonthName(m.Month))
		}
	}
	for _, sentence := range l.Against {
		say("Mind this: %s Your reason is kept with it.", sentence)
	}
	return all
}

// leaderActs are the acts that are possible on who leads a group.
func leaderActs(g pug.Group) []page.MenuItem {
	var acts []page.MenuItem
	add := func(name, label string) {
		acts = append(acts, page.MenuItem{Label: label, Href: "/desk/groups/" + g.ID + "/" + name})
	}
	switch {
	case g.State != pug.GroupOpen:
		return nil
	case g.Leaderless():
		add("champion", "Name a Champion")
	default:
		add("champion", "Name a successor")
		add("resign", "Note a resignation")
		if g.Co == nil {
			add("co-champion", "Name a co-Champion")
		} else {
			add("end-co-champion", "End the co-Champion")
		}
	}
	add("close", "Close the group")
	return acts
}
