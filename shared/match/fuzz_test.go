package match_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/match"
)

// FuzzSolve reads problems as JSON: whatever they say, Solve gives an error or a plan that keeps every rule.
func FuzzSolve(f *testing.F) {
	for seed := range uint64(8) {
		text, err := json.Marshal(small(seed))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"params":{"seats":9223372036854775807,"min_members":9223372036854775807,"max_groups":9223372036854775807,"company_cap":9223372036854775807}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var p match.Problem
		if json.Unmarshal(text, &p) != nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		plan, err := match.Solve(ctx, p)
		if err != nil {
			return
		}
		for _, broken := range rulesBroken(p, plan) {
			t.Error(broken)
		}
		if err := match.Check(p, plan); err != nil {
			t.Error(err)
		}
		for id, r := range plan.Reasons {
			if r.Code == "" {
				t.Errorf("%q has no reason: %+v", id, r)
			}
		}
	})
}
