package pug_test

import (
	"slices"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTheWaitlistIsInOrder(t *testing.T) {
	a := func(id string, status pug.Status, day int) pug.Application {
		return pug.Application{ID: id, Kind: pug.KindMember, Status: status, Submitted: on(day)}
	}
	champion := a("champion", pug.StatusApproved, 1)
	champion.Kind = pug.KindChampion
	for name, c := range map[string]struct {
		applied []pug.Application
		want    []string
	}{
		"by time of application":                         {[]pug.Application{a("b", pug.StatusApproved, 2), a("a", pug.StatusApproved, 1)}, []string{"a", "b"}},
		"by id where two applied in the same moment":     {[]pug.Application{a("b", pug.StatusApproved, 1), a("a", pug.StatusApproved, 1)}, []string{"a", "b"}},
		"the approved before those waitlisted in review": {[]pug.Application{a("a", pug.StatusWaitlisted, 1), a("b", pug.StatusApproved, 9)}, []string{"b", "a"}},
		"without those who are declined":                 {[]pug.Application{a("a", pug.StatusDeclined, 1), a("b", pug.StatusApproved, 9)}, []string{"b"}},
		"without those who are undecided":                {[]pug.Application{a("a", pug.StatusPending, 1)}, nil},
		"without Champions":                              {[]pug.Application{champion}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			before := slices.Clone(c.applied)
			var got []string
			for _, m := range pug.InLine(c.applied) {
				got = append(got, m.ID)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if !slices.EqualFunc(before, c.applied, func(x, y pug.Application) bool { return x.ID == y.ID }) {
				t.Error("the list that was given has changed")
			}
		})
	}
}

func TestPlacesOnTheWaitlist(t *testing.T) {
	waitlist := []pug.Place{{Order: 1, Person: pug.Person{ID: "ann"}}, {Order: 7, Person: pug.Person{ID: "bob"}}, {Order: 3}}
	if p, found := pug.PlaceOf(waitlist, "bob"); !found || p.Order != 7 {
		t.Errorf("Bob has %+v, %t", p, found)
	}
	if p, found := pug.PlaceOf(waitlist, "cat"); found {
		t.Errorf("Cat, who does not wait, has %+v", p)
	}
}

func TestR5NobodyHasTwoPartsInACohort(t *testing.T) {
	eve := pug.Application{ID: "2026-H2-member-eve", Cohort: "2026-H2", Kind: pug.KindMember, FirstName: "Eve",
		LastName: "Moss", Email: "eve@example.com"}
	other := func(change func(*pug.Application)) pug.Application {
		a := eve
		a.ID, a.Kind = "2026-H2-champion-eve", pug.KindChampion
		change(&a)
		return a
	}
	for name, c := range map[string]struct {
		group string // of the application itself
		other pug.Application
		want  string
	}{
		"who leads a group by another application": {"", other(func(a *pug.Application) { a.Group = "2026-H2-g01" }),
			"Eve Moss has a part in Group 1 already, by another application."},
		"who waits by another application": {"", other(func(a *pug.Application) { a.Place = 3 }),
			"Eve Moss is on the waitlist already, by another application."},
		"who has a part by this one":              {"2026-H2-g01", other(func(a *pug.Application) { a.Place = 3 }), ""},
		"whose other application came to nothing": {"", other(func(*pug.Application) {}), ""},
		"who leads in another cohort":             {"", other(func(a *pug.Application) { a.Cohort, a.Group = "2027-H1", "2027-H1-g01" }), ""},
		"beside somebody else at the address": {"", other(func(a *pug.Application) {
			a.FirstName, a.Group = "Adam", "2026-H2-g01"
		}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := eve
			a.Group = c.group
			got := ""
			if err := a.Besides([]pug.Application{a, c.other}); err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
