package functions

import (
	"slices"
	"testing"
)

func TestStaffCanListEveryKindOfLetterThatPeopleGet(t *testing.T) {
	kinds := toPeople(table(Surroundings{}))
	for kind, listed := range map[string]bool{
		"received":       true,
		"memberApproved": true, // written behind a link and at the desk
		"groupMessage":   true, // written on a Champion's page, and once staff let it through
		"leftGroup":      true, // written at the desk and on one's own page
		"leaderless":     false,
		"digest":         false,
	} {
		if slices.Contains(kinds, kind) != listed {
			t.Errorf("%s: it is listed: %t; want %t", kind, !listed, listed)
		}
	}
}
