package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// The answers of forms about who leads a group.
const (
	bySomebodyElse = "else"  // who: nobody in the group
	staysAsMember  = "stays" // then: what becomes of whoever led it
	leavesGroup    = "leaves"
)

// nomineeFields ask for somebody in the group, or for anybody by their address.
func nomineeFields(g duty.Leadership) []page.Field {
	var options []page.Option
	if g.Co != nil {
		options = append(options, page.Option{Value: g.Co.ID, Label: g.Co.WithCompany() + " (co-Champion)"})
	}
	for _, s := range pug.Taken(g.Seats) {
		options = append(options, page.Option{Value: s.Member.ID, Label: s.Member.WithCompany()})
	}
	options = append(options, page.Option{Value: bySomebodyElse, Label: "Somebody else, by their email address"})
	return []page.Field{
		{Kind: page.Select, Name: "who", Label: "Who", Required: true, Options: options,
			Hint: "Whoever you have asked. A member gives up their seat to lead the group."},
		{Kind: page.Email, Name: "email", Label: "Email address of somebody else", Length: 200,
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
func (f Planner) nominee(ctx context.Context, v pug.Staff, g duty.Leadership, form *page.Form) (pug.Nominee, error) {
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
		pug.Decision{Choice: pug.ChoiceApprove, By: v.Name, At: g.At, Note: form.Value(Why)})
	if pug.IsError(err, pug.Invalid) {
		form.Fail("name", pug.Sentence(err))
	}
	return n, err
}

// leading is the deed of a change of who leads a group: News says in a sentence what it comes to, and the title and the
// line of the log come with it.
func (f Planner) leading(
	ctx context.Context, v pug.Staff, g duty.Leadership, l pug.Leading, news string, form *page.Form,
) (Deed, error) {
	l = l.Except(pug.Exception{Reason: pug.Line(form.Value(Why), pug.MaxReason), By: v.Name})
	owed, err := f.LeadershipLetters(ctx, v.Email, g, l, news)
	if err != nil {
		return Deed{}, err
	}
	owed = append(owed, store.Settled{Matter: g.AsksForCo()}) // it is about a group that was led by others
	effects := append([]string{news}, g.Effects(l)...)
	offered, err := f.OfferTo(ctx, l.Comes)
	for _, o := range offered {
		owed, effects = append(owed, duty.Unoffered(o, v.Name, g.At)...), append(effects, noOffer(o))
	}
	return Deed{
		Effects: effects, Owed: owed, Back: "/desk/groups/" + g.ID,
		Do: func(ctx context.Context, owed ...store.Owed) error { return f.Lead(ctx, g, l, owed...) },
	}, err
}

// noOffer says that a seat is not on offer to somebody any more.
func noOffer(o pug.Offer) string {
	return "The seat in " + pug.GroupName(o.Group) + " is not on offer to " + o.Person.Name + " any more."
}
