package stand_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
)

// BenchmarkCohort plays whole cohorts of growing size, as fast as they go.
func BenchmarkCohort(b *testing.B) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		b.Fatal(err)
	}
	for _, members := range []int{260, 1960} {
		bodies, err := sample.Generate(sample.Options{
			Seed: 1, Champions: members/49 + 1, Members: members, Cohort: "2026-H2",
			Dates: calendar.Plan("2026-H2", zone, calendar.DefaultLeads()),
		})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%d members", members), func(b *testing.B) {
			for b.Loop() {
				s, err := stand.New(stand.Config{
					Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: "http://stand.example",
					Applications: bodies, Robots: true, Log: slog.New(slog.DiscardHandler),
				})
				if err != nil {
					b.Fatal(err)
				}
				if err := s.RunToEnd(context.Background()); err != nil {
					b.Fatal(err)
				}
				s.Close()
			}
		})
	}
}
