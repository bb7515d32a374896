package pug

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFiguresCountByWhatPeopleAreAndOnlyByTheProgrammesLists(t *testing.T) {
	f := Figures{}
	ina := Application{Kind: KindMember, Status: StatusPending, Role: RoleSales, Region: RegionEMEA, PartnerType: "app_partner"}
	odd := Application{Kind: "sponsor", Status: StatusOdd, Role: "juggler", Region: RegionEMEA}
	f.Add(ina, +1)
	f.Add(ina, +1)
	f.Add(odd, +1)
	approved := ina
	approved.Status = StatusApproved
	f.Add(ina, -1)
	f.Add(approved, +1)
	want := Figures{}
	for name, n := range map[string]int{
		"member pending": 1, "member pending sales": 1, "member pending EMEA": 1, "member pending app_partner": 1,
		"member approved": 1, "member approved sales": 1, "member approved EMEA": 1, "member approved app_partner": 1,
		"unknown odd": 1, "unknown odd EMEA": 1,
	} {
		want[ParseFigure(name)] = n
		if again := ParseFigure(name).String(); again != name {
			t.Errorf("%q is stored as %q", name, again)
		}
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Error(diff)
	}
	if f.Count(KindMember, StatusPending) != 1 || f.By(KindMember, StatusApproved, "sales") != 1 || f.Count("", StatusOdd) != 1 {
		t.Errorf("read as %v", f)
	}
}
