package pug_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// rosasGroup is led by Rosa of Northwind; Mia and Ned of Acme have seats in it, and so had Xen, who was excused.
func rosasGroup() (pug.Group, []pug.Seat) {
	g := pug.Group{ID: "2026-H2-g01", Cohort: "2026-H2", Role: pug.RoleSales, Region: pug.RegionNA,
		Topic: pug.Topic{Name: "Pricing", Key: "pricing"}, Champion: somebody("Rosa", "Northwind"), Partners: 3,
		State: pug.GroupOpen}
	seats := []pug.Seat{seatOf("Mia", "Acme"), seatOf("Ned", "Acme"), seatOf("Xen", "Acme")}
	seats[2].Excused = on(9)
	return g, seats
}

func somebody(name, company string) pug.Person {
	return pug.Person{ID: strings.ToLower(name), Name: name, Email: strings.ToLower(name) + "@example.com", Company: company}
}

func seatOf(name, company string) pug.Seat {
	return pug.Seat{Group: "2026-H2-g01", Member: somebody(name, company), Joined: on(1)}
}

func outsider(name, company string) pug.Nominee {
	return pug.Nominee{Person: somebody(name, company), New: true}
}

// told is a change in one line: who leads, who has a seat then, who leaves, and how many partners there are.
func told(l pug.Leading) string {
	var stays, leaves, rises []string
	for _, s := range l.Stays {
		stay := fmt.Sprintf("%s since %d", s.Member.Name, s.Joined.Day())
		if s.First() != s.Joined {
			stay += fmt.Sprintf(", first since %d", s.First().Day())
		}
		stays = append(stays, stay)
	}
	for _, s := range l.Rises {
		rises = append(rises, s.Member.Name)
	}
	for _, p := range l.Leaves {
		leaves = append(leaves, p.Name)
	}
	after := pug.Group{Champion: l.Champion, Co: l.Co}
	return fmt.Sprintf("%s; up %v, seated %v, out %v; %d", after.Led(), rises, stays, leaves, l.Partners())
}

func TestWhoLeadsAGroupAfterAChange(t *testing.T) {
	g, seats := rosasGroup()
	two := g
	bo := somebody("Bo", "Bolt")
	two.Co, two.Partners = &bo, 4
	none := g
	none.Champion, none.Partners = pug.Person{}, 2
	full := g
	full.Partners = pug.MaxPartners
	closed := g
	closed.State = pug.GroupClosed
	mia, eve := pug.Nominee{Person: seats[0].Member, Seat: &seats[0]}, outsider("Eve", "Evergreen")
	led := append(slices.Clone(seats), seatOf("Rosa", "Northwind"))
	led[3].Excused = on(5) // she had a seat before she led
	for name, c := range map[string]struct {
		change func() (pug.Leading, error)
		want   string
	}{
		"a member succeeds, and the Champion leaves": {func() (pug.Leading, error) { return g.Succeed(seats, mia, false, on(20)) },
			"Mia; up [Mia], seated [], out [Rosa]; 2"},
		"a member succeeds, and the Champion takes a seat": {func() (pug.Leading, error) { return g.Succeed(seats, mia, true, on(20)) },
			"Mia; up [Mia], seated [Rosa since 20], out []; 3"},
		"the Champion gets the seat again that they had": {func() (pug.Leading, error) { return g.Succeed(led, mia, true, on(20)) },
			"Mia; up [Mia], seated [Rosa since 20, first since 1], out []; 3"},
		"an outsider succeeds": {func() (pug.Leading, error) { return g.Succeed(seats, eve, false, on(20)) },
			"Eve; up [], seated [], out [Rosa]; 3"},
		"the co-Champion succeeds": {func() (pug.Leading, error) { return two.Succeed(seats, pug.Nominee{Person: bo}, false, on(20)) },
			"Bo; up [], seated [], out [Rosa]; 3"},
		"the co-Champion stays beside a successor": {func() (pug.Leading, error) { return two.Succeed(seats, eve, true, on(20)) },
			"Eve and Bo; up [], seated [Rosa since 20], out []; 5"},
		"a group that nobody leads gets a Champion": {func() (pug.Leading, error) { return none.Succeed(seats, eve, false, on(20)) },
			"Eve; up [], seated [], out []; 3"},
		"nobody succeeds themselves": {func() (pug.Leading, error) { return g.Succeed(seats, pug.Nominee{Person: g.Champion}, false, on(20)) },
			"already: Rosa leads Group 1 already."},
		"a full group has room for an outsider whose Champion leaves": {func() (pug.Leading, error) { return full.Succeed(seats, eve, false, on(20)) },
			"Eve; up [], seated [], out [Rosa]; 20"},
		"a full group has no room for one whose Champion stays": {func() (pug.Leading, error) { return full.Succeed(seats, eve, true, on(20)) },
			"full: Group 1 has 20 partners, and that is the most. Whoever led it can leave, or a member can move first."},
		"a closed group is led by nobody any more": {func() (pug.Leading, error) { return closed.Succeed(seats, eve, false, on(20)) },
			"conflict: Group 1 is closed: nobody can lead it any more."},
		"a member becomes co-Champion": {func() (pug.Leading, error) { return g.Accompany(seats, mia, on(20)) },
			"Rosa and Mia; up [Mia], seated [], out []; 3"},
		"an outsider becomes co-Champion": {func() (pug.Leading, error) { return g.Accompany(seats, eve, on(20)) },
			"Rosa and Eve; up [], seated [], out []; 4"},
		"there is one co-Champion at most": {func() (pug.Leading, error) { return two.Accompany(seats, eve, on(20)) },
			"conflict: Group 1 has a co-Champion, Bo. A group has one at most: end that first."},
		"the co-Champion is so once": {func() (pug.Leading, error) { return two.Accompany(seats, pug.Nominee{Person: bo}, on(20)) },
			"already: Bo is the co-Champion of Group 1 already."},
		"the Champion is no co-Champion": {func() (pug.Leading, error) { return g.Accompany(seats, pug.Nominee{Person: g.Champion}, on(20)) },
			"conflict: Rosa is the Champion of Group 1. Choose somebody else."},
		"a co-Champion is beside a Champion": {func() (pug.Leading, error) { return none.Accompany(seats, eve, on(20)) },
			"conflict: Group 1 has no Champion. Name Eve as the Champion instead."},
		"the co-Champion follows a Champion who resigns": {func() (pug.Leading, error) { return two.StepDown(seats, two.Champion, false, on(20)) },
			"Bo; up [], seated [], out [Rosa]; 3"},
		"nobody follows where there is no co-Champion": {func() (pug.Leading, error) { return g.StepDown(seats, g.Champion, true, on(20)) },
			"nobody at the moment; up [], seated [Rosa since 20], out []; 3"},
		"a co-Champion steps down": {func() (pug.Leading, error) { return two.StepDown(seats, bo, false, on(20)) },
			"Rosa; up [], seated [], out [Bo]; 3"},
		"who does not lead cannot step down": {func() (pug.Leading, error) { return g.StepDown(seats, bo, false, on(20)) },
			"conflict: Bo does not lead Group 1. It is led by Rosa."},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := c.change()
			got := told(l)
			if err != nil {
				got = string(pug.ErrorKindOf(err)) + ": " + err.Error()
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWhatSpeaksAgainstWhoLeads(t *testing.T) {
	g, seats := rosasGroup()
	acme := g
	acme.Champion.Company = "Acme"
	member := func(i int) pug.Nominee { return pug.Nominee{Person: seats[i].Member, Seat: &seats[i]} }
	for name, c := range map[string]struct {
		change func() (pug.Leading, error)
		want   []string
	}{
		"nothing, of a company of their own": {func() (pug.Leading, error) { return g.Succeed(seats, outsider("Eve", "Evergreen"), true, on(20)) }, nil},
		"a successor's colleagues":           {func() (pug.Leading, error) { return g.Succeed(seats, member(0), false, on(20)) }, []string{"Mia works for the same company as Ned."}},
		"a successor's predecessor who stays": {func() (pug.Leading, error) { return g.Succeed(seats, outsider("Eve", "Northwind"), true, on(20)) },
			[]string{"Eve works for the same company as Rosa."}},
		"but not one who leaves": {func() (pug.Leading, error) { return g.Succeed(seats, outsider("Eve", "Northwind"), false, on(20)) }, nil},
		"a predecessor who makes a third of a company": {func() (pug.Leading, error) { return acme.Succeed(seats, outsider("Eve", "Evergreen"), true, on(20)) },
			[]string{"2 others in the group work for the same company as Rosa."}},
		"a co-Champion who makes a third of a company": {func() (pug.Leading, error) { return g.Accompany(seats, outsider("Eve", "Acme"), on(20)) },
			[]string{"2 others in the group work for the same company as Eve."}},
		"a co-Champion of the Champion's company": {func() (pug.Leading, error) { return g.Accompany(seats, outsider("Eve", "Northwind"), on(20)) },
			[]string{"Eve works for the same company as Rosa, the Champion."}},
		"but not a member who was there before": {func() (pug.Leading, error) { return g.Accompany(seats, member(1), on(20)) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := c.change()
			if err != nil || !slices.Equal(l.Against, c.want) {
				t.Errorf("got %q, %v, want %q", l.Against, err, c.want)
			}
			l = l.Except(pug.Exception{Reason: "agreed", By: "Ada Hart"})
			for _, s := range l.Stays {
				if by := s.Exception != nil; by != (c.want != nil) {
					t.Errorf("%s has the seat by exception: %t", s.Member.Name, by)
				}
			}
		})
	}
}

func TestWhoLeadsAGroupIsKnownByTheirAddress(t *testing.T) {
	g, _ := rosasGroup()
	co := somebody("Bo", "Bolt")
	g.Co = &co
	for name, c := range map[string]struct {
		who  pug.Person
		want bool
	}{
		"the Champion":                      {g.Champion, true},
		"the co-Champion":                   {co, true},
		"the Champion under another name":   {pug.Person{Name: "Rosa Lind-Berg", Email: "Rosa@example.com"}, true},
		"nobody else":                       {somebody("Mia", "Acme"), false},
		"nobody who shares the address":     {pug.Person{Name: "Bo Berg", Email: g.Champion.Email, Sharing: "b0"}, false},
		"nobody who has no address, either": {pug.Person{}, false},
	} {
		if got := g.Leader(c.who) != nil; got != c.want {
			t.Errorf("%s leads it: %t", name, got)
		}
	}
}

func TestWhatAResignationComesTo(t *testing.T) {
	g, seats := rosasGroup()
	two := g
	bo := somebody("Bo", "Bolt")
	two.Co = &bo
	for name, c := range map[string]struct {
		group      pug.Group
		who        pug.Person
		news, line string
	}{
		"nobody leads it":       {g, g.Champion, "Rosa does not lead the group any more.", "Rosa, Northwind resigned as the Champion of Group 1"},
		"the other one follows": {two, g.Champion, "Bo is the Champion of the group now, in the place of Rosa.", "Rosa, Northwind resigned as the Champion of Group 1, and Bo, Bolt followed"},
		"the Champion goes on":  {two, bo, "Rosa leads the group alone now.", "Bo, Bolt is not the co-Champion of Group 1 any more"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := c.group.StepDown(seats, c.who, false, on(2))
			if err != nil {
				t.Fatal(err)
			}
			news, line := l.Resignation(c.who)
			if news != c.news || line.String() != c.line {
				t.Errorf("%q, %q", news, line)
			}
		})
	}
}
