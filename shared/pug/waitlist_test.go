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
