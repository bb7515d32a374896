package pug_test

import (
	"fmt"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestWhoIsNominated(t *testing.T) {
	g, seats := rosasGroup()
	applied := func(kind pug.Kind, change func(*pug.Application)) []pug.Application {
		a := pug.Application{ID: pug.ApplicationID("2026-H2", kind, "x"), Cohort: "2026-H2", Kind: kind, FirstName: "Eve",
			LastName: "Moss", Email: "eve@example.com", Status: pug.StatusApproved}
		change(&a)
		return []pug.Application{a}
	}
	eve := pug.Person{Name: "Eve Moss", Email: "eve@example.com", Company: "Evergreen"}
	adam := applied(pug.KindChampion, func(a *pug.Application) { a.FirstName, a.LastName = "Adam", "Ost" })
	for name, c := range map[string]struct {
		applied []pug.Application
		said    pug.Person
		want    string
	}{
		"a member of the group": {applied(pug.KindMember, func(a *pug.Application) { a.ID, a.Group = "mia", g.ID }), eve,
			"Eve Moss with the seat of Mia"},
		"who leads the group": {applied(pug.KindChampion, func(a *pug.Application) { a.ID, a.Group = "rosa", g.ID }), eve, "Eve Moss"},
		"a Champion without a group": {applied(pug.KindChampion, func(a *pug.Application) { a.Status = pug.StatusWaitlisted }), eve,
			"Eve Moss by 2026-H2-champion-x, approved for Pricing"},
		"a Champion who was declined": {applied(pug.KindChampion, func(a *pug.Application) {
			a.Status, a.Decision = pug.StatusDeclined, &pug.Decision{Choice: pug.ChoiceDecline}
		}), eve, "Eve Moss by 2026-H2-champion-x, approved for Pricing, declined before"},
		"a member on the waitlist": {applied(pug.KindMember, func(a *pug.Application) { a.Place = 7 }), eve,
			"Eve Moss by 2026-H2-member-x, approved for , from place 7"},
		"a Champion without a group who waits as a member": {append(applied(pug.KindChampion, func(*pug.Application) {}),
			applied(pug.KindMember, func(a *pug.Application) { a.Place = 7 })...), eve,
			"Eve Moss by 2026-H2-member-x, approved for , from place 7"},
		"a Champion without a group who led this one as a member": {append(applied(pug.KindChampion, func(*pug.Application) {}),
			applied(pug.KindMember, func(a *pug.Application) { a.LeftGroup = g.ID })...), eve,
			"Eve Moss by 2026-H2-member-x, approved for "},
		"a member who was declined": {applied(pug.KindMember, func(a *pug.Application) { a.Status = pug.StatusDeclined }), pug.Person{Email: eve.Email},
			"Eve Moss by a new 2026-H2-champion-named, approved for Pricing"},
		"somebody who never applied": {nil, eve, "Eve Moss by a new 2026-H2-champion-named, approved for Pricing"},
		"somebody beside another at the address": {adam, eve,
			"Eve Moss by a new 2026-H2-champion-named, approved for Pricing, beside 1"},
		"nobody without a name": {nil, pug.Person{Email: eve.Email},
			"invalid: eve@example.com has not applied. Give a name and, best, a company."},
		"not one of several at an address": {append(adam, applied(pug.KindMember, func(*pug.Application) {})...), pug.Person{Email: eve.Email},
			"invalid: Several people have applied from eve@example.com. Give the full name of the one whom you mean."},
		"not who has a part in another group": {applied(pug.KindMember, func(a *pug.Application) { a.Group = "2026-H2-g03" }), eve,
			"conflict: Eve Moss has a part in Group 3. End that first, or choose somebody else."},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := g.Nominate(seats, c.applied, c.said, pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: on(20)})
			if got := nominated(n, err); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func nominated(n pug.Nominee, err error) string {
	if err != nil {
		return string(pug.ErrorKindOf(err)) + ": " + err.Error()
	}
	text, a := n.Person.Name, n.Application
	switch {
	case n.Seat != nil:
		text += " with the seat of " + n.Seat.Member.Name
	case n.New:
		text += " by a new " + a.ID[:len(a.ID)-16] // its key ends with a hash
	case a.ID != "":
		text += " by " + a.ID
	}
	if a.ID != "" {
		text += fmt.Sprintf(", %s for %s", a.Status, a.Topic().Name)
	}
	for _, d := range a.Earlier {
		text += ", " + d.Choice.Past() + " before"
	}
	if a.Place > 0 {
		text += fmt.Sprintf(", from place %d", a.Place)
	}
	if len(n.Beside) > 0 {
		text += fmt.Sprintf(", beside %d", len(n.Beside))
	}
	return text
}
