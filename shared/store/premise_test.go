package store_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/store"
)

func TestALetterIsTrueWhileAllThatItTakesForGrantedIsSo(t *testing.T) {
	s := forming(t, 1)
	g, seats := led(t, s, "mia")
	mia, rosa := seats[0], g.Champion
	for name, c := range map[string]struct {
		while []store.Premise
		want  bool
	}{
		"nothing":                         {nil, true},
		"the Champion leads":              {[]store.Premise{store.Leads(g.ID, rosa)}, true},
		"a member leads":                  {[]store.Premise{store.Leads(g.ID, mia.Member)}, false},
		"the Champion leads another":      {[]store.Premise{store.Leads("2026-H2-g09", rosa)}, false},
		"she leads, and the member sits":  {[]store.Premise{store.Leads(g.ID, rosa), store.Sits(mia)}, true},
		"she leads, and the member left":  {[]store.Premise{store.Leads(g.ID, rosa), store.Left(mia)}, false},
		"the member sits, and leads, too": {[]store.Premise{store.Sits(mia), store.Leads(g.ID, mia.Member)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			letters := []store.Letter{{ID: "a", While: c.while}, {ID: "b", While: c.while}}
			untrue, err := s.Untrue(t.Context(), letters)
			if err != nil || untrue["a"] == c.want || untrue["b"] == c.want {
				t.Errorf("untrue are %v, %v", untrue, err)
			}
		})
	}
}
