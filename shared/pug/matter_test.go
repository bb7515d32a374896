package pug

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWhatWaitsForStaffFollowsFromTheApplication(t *testing.T) {
	at := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	ina := Application{ID: "2026-H2-member-a1", Cohort: "2026-H2", Kind: KindMember, FirstName: "Ina", LastName: "Berg", Company: "Acme",
		Email: "ina@acme.example", Role: RoleSales, Region: RegionEMEA, Topics: []Topic{{Name: "Pricing"}}, Submitted: at, Deadline: at.AddDate(0, 0, 9)}
	for name, c := range map[string]struct {
		change func(*Application)
		want   Matter
	}{
		"a member in review": {func(a *Application) { a.Status = StatusPending },
			Matter{Kind: MatterMember, Detail: "Sales / account representative · " + RegionEMEA.Label(), Due: ina.Deadline}},
		"a Champion in review": {func(a *Application) { a.Status, a.Kind = StatusPending, KindChampion },
			Matter{Kind: MatterChampion, Detail: "Pricing · Sales / account representative · " + RegionEMEA.Label(), Due: ina.Deadline}},
		"an odd one": {func(a *Application) {
			a.Status, a.Problems = StatusOdd, []Problem{{Code: ProblemUnknown, Detail: "We do not know that role."}}
		}, Matter{Kind: MatterOdd, Detail: "We do not know that role."}},
		"a late one": {func(a *Application) {
			a.Status, a.Problems = StatusOdd, []Problem{{Code: ProblemLate, Detail: "Too late."}}
		},
			Matter{Kind: MatterLate, Detail: "Too late."}},
		"nothing once it is approved": {func(a *Application) { a.Status = StatusApproved }, Matter{}},
		"nothing once it is replaced": {func(a *Application) { a.Status = StatusReplaced }, Matter{}},
	} {
		t.Run(name, func(t *testing.T) {
			a, want := ina, c.want
			c.change(&a)
			got, waits := a.Matter()
			if waits {
				want.Cohort, want.ID, want.Name, want.Since = "2026-H2", ina.ID, "Ina Berg, Acme", at
			}
			if diff := cmp.Diff(want, got); diff != "" || waits != (c.want.Kind != "") {
				t.Errorf("waits: %t %s", waits, diff)
			}
		})
	}
}

func TestTwinsAreOneMatterWhicheverIsNamedFirst(t *testing.T) {
	one, other := Application{ID: "2026-H2-member-b"}, Application{ID: "2026-H2-champion-a"}
	m := one.TwinMatter(other)
	if first, second := m.Pair(); m.ID != other.TwinMatter(one).ID || first != other.ID || second != one.ID {
		t.Errorf("%s is about %s and %s", m.ID, first, second)
	}
}
