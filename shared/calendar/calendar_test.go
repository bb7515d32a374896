package calendar_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// stored are the cohorts that were planned.
type stored map[pug.CohortID]pug.Cohort

func (s stored) Cohort(_ context.Context, id pug.CohortID) (pug.Cohort, error) {
	if c, ok := s[id]; ok {
		return c, nil
	}
	return pug.Cohort{}, pug.Errorf(pug.NotFound, "There is no cohort %s.", id)
}

func book(planned stored, runs ...pug.CohortID) calendar.Calendar {
	return calendar.Calendar{Cohorts: planned, Zone: time.UTC, Leads: calendar.DefaultLeads(), Runs: config.Settings{Cohorts: runs}.Runs}
}

func on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 9, 0, 0, 0, time.UTC)
}

func TestAnApplicationGoesToTheCohortThatTakesIt(t *testing.T) {
	for name, c := range map[string]struct {
		runs []pug.CohortID
		kind pug.Kind
		at   time.Time
		want pug.CohortID
	}{
		"as its phase opens":                       {nil, pug.KindChampion, on(2026, 7, 23), "2026-H2"},
		"just before it closes":                    {nil, pug.KindChampion, on(2026, 8, 24).Add(-1), "2026-H2"},
		"as it closes: late for that one":          {nil, pug.KindChampion, on(2026, 8, 24), "2026-H2"},
		"a member while Champions apply":           {nil, pug.KindMember, on(2026, 8, 1), "2026-H1"},
		"a member in their phase":                  {nil, pug.KindMember, on(2026, 9, 2), "2026-H2"},
		"across the turn of the year":              {nil, pug.KindChampion, on(2026, 12, 31), "2027-H1"},
		"long after the last phase":                {nil, pug.KindChampion, on(2026, 12, 1), "2026-H2"},
		"before the first cohort that is run":      {[]pug.CohortID{"2026-H2"}, pug.KindChampion, on(2026, 1, 5), "2026-H2"},
		"in the phase of a cohort that is not run": {[]pug.CohortID{"2026-H2", "2027-H2"}, pug.KindChampion, on(2027, 1, 5), "2026-H2"},
		"none is run in these years":               {[]pug.CohortID{"2031-H1"}, pug.KindChampion, on(2026, 8, 1), ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, dates, err := book(nil, c.runs...).CohortAt(t.Context(), c.kind, c.at)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
			if got != "" && !dates.Launch.Equal(calendar.Plan(got, time.UTC, calendar.DefaultLeads()).Launch) {
				t.Errorf("%s launches on %s", got, dates.Launch)
			}
		})
	}
}

func TestTheNextCohortIsTheOneThatStillTakesApplications(t *testing.T) {
	for name, c := range map[string]struct {
		runs []pug.CohortID
		at   time.Time
		want pug.CohortID
	}{
		"while members of the next may apply": {nil, on(2027, 2, 1), "2027-H1"},
		"once they may not":                   {nil, on(2027, 2, 20), "2027-H2"},
		"the next one is not run":             {[]pug.CohortID{"2026-H2", "2027-H2"}, on(2027, 1, 5), "2027-H2"},
		"none is run any more":                {[]pug.CohortID{"2026-H2"}, on(2027, 1, 5), ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, dates, err := book(nil, c.runs...).Next(t.Context(), "2026-H2", c.at)
			if err != nil || got != c.want || (got == "") != dates.Launch.IsZero() {
				t.Errorf("got %q, launched on %s, %v", got, dates.Launch, err)
			}
		})
	}
}

func TestDatesThatStaffShiftedCount(t *testing.T) {
	dates := calendar.Plan("2026-H2", time.UTC, calendar.DefaultLeads())
	dates.ChampionsClose = on(2026, 8, 28)
	b := book(stored{"2026-H2": {ID: "2026-H2", Dates: dates}}, "2026-H2", "2027-H1")
	if got, err := b.Dates(t.Context(), "2026-H2"); err != nil || !got.ChampionsClose.Equal(on(2026, 8, 28)) {
		t.Errorf("closes %s, %v", got.ChampionsClose, err)
	}
	if got, err := b.Dates(t.Context(), "2027-H1"); err != nil || !got.Launch.Equal(on(2027, 3, 1)) {
		t.Errorf("an unplanned cohort launches %s, %v", got.Launch, err)
	}
}

func TestMovedDatesDecideWhichCohortTakesAnApplication(t *testing.T) {
	moved := calendar.Plan("2026-H2", time.UTC, calendar.DefaultLeads())
	moved.ChampionsOpen, moved.ChampionsClose = on(2026, 7, 1), on(2026, 8, 1)
	for name, c := range map[string]struct {
		at   time.Time
		want pug.CohortID
	}{
		"before the day that the lead times give, in the moved phase":  {on(2026, 7, 2), "2026-H2"},
		"in the phase of the lead times, when the moved one has ended": {on(2026, 8, 10), "2026-H2"},
		"in the phase of another cohort":                               {on(2027, 1, 5), "2027-H1"},
	} {
		t.Run(name, func(t *testing.T) {
			b := book(stored{"2026-H2": {ID: "2026-H2", Dates: moved}})
			if got, _, err := b.CohortAt(t.Context(), pug.KindChampion, c.at); err != nil || got != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

// counted counts the cohorts that are read.
type counted struct {
	stored
	reads *int
}

func (c counted) Cohort(ctx context.Context, id pug.CohortID) (pug.Cohort, error) {
	*c.reads++
	return c.stored.Cohort(ctx, id)
}

func TestInAPhaseOnlyItsCohortIsRead(t *testing.T) {
	reads, b := 0, book(nil)
	b.Cohorts = counted{stored{}, &reads}
	if _, _, err := b.CohortAt(t.Context(), pug.KindMember, on(2026, 9, 2)); err != nil || reads != 1 {
		t.Errorf("%d cohorts were read, %v", reads, err)
	}
}

type broken struct{}

func (broken) Cohort(context.Context, pug.CohortID) (pug.Cohort, error) {
	return pug.Cohort{}, pug.Wrapf(errors.New("throttled"), pug.Unavailable, "The table could not read a cohort")
}

func TestWithoutATableNothingIsGuessed(t *testing.T) {
	b := book(nil)
	b.Cohorts = broken{}
	if _, _, err := b.CohortAt(t.Context(), pug.KindMember, on(2026, 9, 2)); !pug.IsError(err, pug.Unavailable) {
		t.Errorf("got %v", err)
	}
}

func TestPeopleAreRemindedUntilTheDeadline(t *testing.T) {
	reminders := calendar.DefaultIntervals().ReviewReminders // after 2 and 5 days
	now := on(2026, 9, 1)
	for name, c := range map[string]struct {
		deadline time.Time
		want     []time.Time
	}{
		"time for both":                    {on(2026, 9, 10), []time.Time{on(2026, 9, 3), on(2026, 9, 6), on(2026, 9, 10)}},
		"time for one":                     {on(2026, 9, 5), []time.Time{on(2026, 9, 3), on(2026, 9, 5)}},
		"a reminder at the deadline":       {on(2026, 9, 3), []time.Time{on(2026, 9, 3)}},
		"a deadline that is over":          {on(2026, 8, 30), []time.Time{on(2026, 8, 30)}},
		"a deadline in another zone's day": {on(2026, 9, 5).In(time.FixedZone("", 3600)), []time.Time{on(2026, 9, 3), on(2026, 9, 5)}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, calendar.Rounds(now, c.deadline, reminders)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
