package stand

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// The retries of EventBridge Scheduler on the stand: a failed call is made again a few times, some minutes apart.
const (
	scheduleRetries = 5
	scheduleRetry   = 2 * time.Minute
)

// buildSchedules puts each schedule of the blueprint on the clock, in the programme's time zone.
func (s *Stand) buildSchedules() error {
	for _, plan := range s.blueprint.Schedules {
		if slices.Contains(s.cfg.Silent, plan.Name) {
			continue
		}
		times, err := parseCron(plan.Expression)
		if err != nil {
			return fmt.Errorf("read the schedule %s: %w", plan.Name, err)
		}
		s.await(plan, times, []byte(plan.Event()))
	}
	return nil
}

// parseCron reads EventBridge's cron(minutes hours day-of-month month day-of-week year). A year other than * is not
// needed here.
func parseCron(expression string) (cron.Schedule, error) {
	inner, ok := strings.CutPrefix(strings.TrimSuffix(expression, ")"), "cron(")
	fields := strings.Fields(inner)
	if !ok || len(fields) != 6 || fields[5] != "*" {
		return nil, fmt.Errorf("%q is no cron expression of six fields that ends with *", expression)
	}
	times, err := cron.ParseStandard(strings.ReplaceAll(strings.Join(fields[:5], " "), "?", "*"))
	return &zoned{Schedule: times}, err
}

// zoned asks a schedule in a zone of one offset as long as the offset does not change: the schedule tries minute after
// minute, and asks the zone about each.
type zoned struct {
	cron.Schedule
	fixed    *time.Location
	from, to time.Time // while its offset is the zone's; zero: without end
}

// Next implements cron.Schedule.
func (z *zoned) Next(after time.Time) time.Time {
	if z.fixed == nil || after.Before(z.from) || !z.lasts(after) {
		z.fixed = time.FixedZone(after.Zone())
		z.from, z.to = after.ZoneBounds()
	}
	if next := z.Schedule.Next(after.In(z.fixed)); z.lasts(next) {
		return next.In(after.Location())
	}
	return z.Schedule.Next(after)
}

// lasts says whether the offset still holds.
func (z *zoned) lasts(at time.Time) bool { return z.to.IsZero() || at.Before(z.to) }

func (s *Stand) await(plan blueprint.Schedule, times cron.Schedule, payload []byte) {
	at := times.Next(s.Clock.Now().In(s.settings.Zone))
	s.Clock.At(at, "schedule "+plan.Name, func() {
		for _, late := range s.firings(plan.Name, at) {
			s.fire(plan, payload, late, scheduleRetries)
		}
		s.await(plan, times, payload)
	})
}

// firings are how late a schedule fires that is due, each time that it does.
func (s *Stand) firings(schedule string, due time.Time) []time.Duration {
	if s.cfg.Firings == nil {
		return []time.Duration{0}
	}
	return s.cfg.Firings(schedule, due)
}

// fire calls the function of a schedule after a while, and again later where that fails.
func (s *Stand) fire(plan blueprint.Schedule, payload []byte, after time.Duration, retries int) {
	s.Clock.GoAfter(after, "schedule "+plan.Name, func(p *clock.Process) {
		s.usage.count(func(u *Usage) { u.Fired++ })
		ctx := clock.With(context.Background(), p)
		_, err := s.invoke(ctx, "schedule "+plan.Name, s.functions[plan.Function], payload)
		switch {
		case err == nil:
		case retries == 0:
			s.cfg.Log.Error("a schedule gave up: its call would go to the dead-letter queue", "schedule", plan.Name,
				"error", err)
		default:
			s.fire(plan, payload, scheduleRetry, retries-1)
		}
	})
}
