package pug_test

import (
	"slices"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestWhereMembersGoWhoseGroupIsClosed(t *testing.T) {
	_, seats := rosasGroup()
	applied := func(day int, topics ...string) pug.Application {
		a := pug.Application{Cohort: "2026-H2", Kind: pug.KindMember, Status: pug.StatusApproved, Group: "2026-H2-g01",
			Role: pug.RoleSales, Region: pug.RegionNA, Submitted: on(day)}
		for _, name := range topics {
			a.Topics = append(a.Topics, pug.Topic{Name: name, Key: name})
		}
		return a
	}
	group := func(id, topic string, free int) pug.Vacancy {
		return pug.NewVacancy(pug.Group{ID: id, Cohort: "2026-H2", Topic: pug.Topic{Key: topic}, Role: pug.RoleSales,
			Region: pug.RegionNA, Champion: somebody("Bo", "Bolt"), Partners: pug.MaxPartners - free, State: pug.GroupOpen}, nil, nil)
	}
	for name, c := range map[string]struct {
		mia, ned pug.Application
		others   []pug.Vacancy
		want     []string
	}{
		"to the groups that suit, the first topic before the second": {applied(1, "hiring", "pricing"), applied(2, "pricing"),
			[]pug.Vacancy{group("g02", "pricing", 3), group("g03", "hiring", 3)}, []string{"Mia to g03", "Ned to g02"}},
		"who applied first comes first":             {applied(2, "hiring"), applied(1, "hiring"), []pug.Vacancy{group("g02", "hiring", 1)}, []string{"Ned to g02", "Mia waits"}},
		"first in the waitlist where nothing suits": {applied(1, "hiring"), applied(2, "hiring"), []pug.Vacancy{group("g02", "exit", 3)}, []string{"Mia waits", "Ned waits"}},
		"out of the cohort who only came to lead": {func() pug.Application {
			a := applied(1, "hiring")
			a.Kind = pug.KindChampion
			return a
		}(), applied(2, "hiring"), nil, []string{"Mia leaves", "Ned waits"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, g := range pug.Closing(pug.StageRunning, seats, map[string]pug.Application{"mia": c.mia, "ned": c.ned}, c.others, on(20)) {
				switch {
				case g.To != nil:
					got = append(got, g.From.Member.Name+" to "+g.Seat.Group)
				case g.Waits:
					got = append(got, g.From.Member.Name+" waits")
				default:
					got = append(got, g.From.Member.Name+" leaves")
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestL1NobodyWaitsForASeatInACohortThatHasEnded(t *testing.T) {
	_, seats := rosasGroup()
	waits := pug.Application{Kind: pug.KindMember, Status: pug.StatusApproved, Group: "2026-H2-g01"}
	for _, g := range pug.Closing(pug.StageClosed, seats, map[string]pug.Application{"mia": waits, "ned": waits}, nil, on(20)) {
		if g.Waits || g.To != nil {
			t.Errorf("%s waits: %t, moves to %v", g.From.Member.Name, g.Waits, g.To)
		}
	}
}

func TestWhichGroupsMayBeClosed(t *testing.T) {
	for state, want := range map[pug.GroupState]pug.ErrorKind{
		pug.GroupOpen: "", pug.GroupClosing: "", pug.GroupClosed: pug.Already, pug.GroupProposed: pug.Invalid,
	} {
		err := pug.Group{ID: "2026-H2-g01", State: state}.MayClose(pug.Cohort{Stage: pug.StageRunning})
		if (err == nil) != (want == "") || err != nil && pug.ErrorKindOf(err) != want {
			t.Errorf("a group that is %s: %v, want %q", state, err, want)
		}
	}
}
