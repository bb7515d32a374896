package intake

import (
	"fmt"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// R4: whoever fills in the form can give anybody's address.
func TestAnAddressGetsAFewLettersADay(t *testing.T) {
	name := func(n int) set { return set{"firstname": fmt.Sprint("Ina", string(rune('a'+n))), "lastname": "Roth"} }
	odd := func(int) set { return set{"pug_role": "wizard"} }
	tests := []struct {
		name    string
		change  func(n int) set
		outcome string
		decided bool // about the first of them
		hours   int  // between two of them
		letters int  // to the address
		staff   int  // to one of staff
	}{
		{"by other names", name, "accepted", false, 0, 3, 1},
		{"with something odd", odd, "odd", false, 0, 3, 4},
		{"but more where somebody has decided about it", name, "accepted", true, 0, 8, 0},
		{"and over days", name, "accepted", false, 12, 8, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStand(t)
			for n := range 8 {
				s.Pass(time.Minute + time.Duration(test.hours)*time.Hour)
				a := s.post(t, form(fmt.Sprint("s-", n), s.Now(), test.change(n)), test.outcome)
				if n == 0 && test.decided {
					s.Decide(t, a.ID, pug.ChoiceApprove)
				}
			}
			mine := len(s.To(ina))
			if staff := len(s.To(s.Settings.Staff[0].Address)); mine != test.letters || staff != test.staff {
				t.Errorf("%d letters to the address and %d to one of staff, want %d and %d", mine, staff, test.letters, test.staff)
			}
		})
	}
}
