package match_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/match"
)

// read fills in a value from a file of testdata.
func read(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// The optima were found by an integer programming solver, and proven; those of roles-*, in which similar roles bind, by
// trying every set of Champions.
func TestSolveProvesTheKnownOptima(t *testing.T) {
	var optima map[string]struct{ Members, Champions, Placed, Score int }
	read(t, "optima", &optima)
	if len(optima) != 19 {
		t.Fatalf("%d optima are known, want 19", len(optima))
	}
	for name, want := range optima {
		t.Run(name, func(t *testing.T) {
			var p match.Problem
			read(t, name, &p)
			if len(p.Members) != want.Members || len(p.Champions) != want.Champions {
				t.Fatalf("has %d members and %d Champions, want %d and %d",
					len(p.Members), len(p.Champions), want.Members, want.Champions)
			}
			ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
			defer cancel()
			plan, err := match.Solve(ctx, p)
			if err != nil {
				t.Fatal(err)
			}
			if !plan.Optimal {
				t.Errorf("is not proven, bound %+v", *plan.Bound)
			}
			if placed, score := match.Value(p, plan); placed != want.Placed || score != want.Score {
				t.Errorf("%d placed with %d points, want %d with %d", placed, score, want.Placed, want.Score)
			}
			for _, broken := range rulesBroken(p, plan) {
				t.Error(broken)
			}
		})
	}
}
