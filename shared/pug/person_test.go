package pug_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR4ANameFromAFormIsUnseenUntilStaffHaveLooked(t *testing.T) {
	ada, late := &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada"}, &pug.Decision{Choice: pug.ChoiceWaitlist, By: pug.TheDeadline}
	own := &pug.Decision{Choice: pug.ChoiceWithdraw, By: "Ina Berg", Own: true}
	newer := &pug.Decision{Choice: pug.ChoiceReplace, By: "Ina Berg"}
	for name, row := range map[string]struct {
		a    pug.Application
		want bool
	}{
		"nothing is decided":                {pug.Application{Origin: pug.OriginForm}, true},
		"waitlisted by the deadline":        {pug.Application{Origin: pug.OriginForm, Decision: late}, true},
		"withdrawn before staff looked":     {pug.Application{Origin: pug.OriginForm, Decision: own}, true},
		"withdrawn after the deadline":      {pug.Application{Origin: pug.OriginForm, Decision: own, Decided: late}, true},
		"replaced by a newer one":           {pug.Application{Origin: pug.OriginForm, Decision: newer}, true},
		"approved":                          {pug.Application{Origin: pug.OriginForm, Decision: ada}, false},
		"approved, and withdrawn":           {pug.Application{Origin: pug.OriginForm, Decision: own, Decided: ada}, false},
		"in a seat that was offered":        {pug.Application{Origin: pug.OriginForm, Decision: late, Group: "g01"}, false},
		"out of that seat":                  {pug.Application{Origin: pug.OriginForm, Decision: late, LeftGroup: "g01"}, false},
		"leads again, and is not yet asked": {pug.Application{Origin: pug.OriginRenewal}, false},
	} {
		if got := row.a.Person().Unseen; got != row.want {
			t.Errorf("%s: unseen %t, want %t", name, got, row.want)
		}
	}
	seat := pug.NewSeat("g01", nil, pug.Person{Unseen: true}, time.Time{})
	if seat.Member.Unseen {
		t.Error("whoever has a seat is unseen")
	}
}
