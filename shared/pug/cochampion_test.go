package pug_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestL1WhoLeadsAGroupAsksForACoChampion(t *testing.T) {
	g, seats := rosasGroup()
	two, full := g, g
	bo := somebody("Bo", "Bolt")
	two.Co = &bo
	full.Partners = pug.MaxPartners
	outside := pug.Person{Name: "Ina", Email: "ina@fjord.example"}
	for name, c := range map[string]struct {
		group pug.Group
		who   pug.Person
		want  string
	}{
		"for a member":                    {g, seats[0].Member, "Rosa asks for Mia (mia@example.com) as the co-Champion of Group 1."},
		"for somebody by their address":   {g, outside, "Rosa asks for Ina (ina@fjord.example) as the co-Champion of Group 1."},
		"for nobody":                      {g, pug.Person{}, "invalid"},
		"for the one who leads it":        {g, g.Champion, "conflict"},
		"while there is one":              {two, seats[0].Member, "conflict"},
		"from outside, into a full group": {full, outside, "full"},
		"of a full group":                 {full, seats[0].Member, "Rosa asks for Mia (mia@example.com) as the co-Champion of Group 1."},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := c.group.AskForCo(pug.CoRequest{By: g.Champion, Who: c.who, Seats: seats, At: on(2)})
			got := m.Detail
			if err != nil {
				got = string(err.(*pug.Error).Kind)
			}
			if got != c.want {
				t.Errorf("%q (%v), want %q", got, err, c.want)
			}
		})
	}
}
