package calendar_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// table counts how often cohorts are read.
type table struct {
	reads  int
	cohort pug.Cohort
	err    error
}

func (t *table) Cohort(context.Context, pug.CohortID) (pug.Cohort, error) {
	t.reads++
	return t.cohort, t.err
}

func TestCohortsAreRememberedForSomeSeconds(t *testing.T) {
	missing := pug.Errorf(pug.NotFound, "There is no cohort.")
	running, closed := pug.Cohort{Stage: pug.StageRunning}, pug.Cohort{Stage: pug.StageClosed}
	now, source := time.Unix(0, 0), &table{}
	recent := calendar.Recent[pug.Cohort]{Read: source.Cohort, Now: func() time.Time { return now }}
	for _, step := range []struct {
		name   string
		after  time.Duration
		stored table
		want   pug.Cohort
		kind   pug.ErrorKind
		reads  int
	}{
		{"what fails is not remembered", 0, table{err: errors.New("no answer")}, pug.Cohort{}, pug.Internal, 1},
		{"one that is not planned is", 0, table{err: missing}, pug.Cohort{}, pug.NotFound, 1},
		{"for some seconds", 9 * time.Second, table{cohort: running}, pug.Cohort{}, pug.NotFound, 0},
		{"then it is read again", time.Second, table{cohort: running}, running, "", 1},
		{"and remembered", 9 * time.Second, table{cohort: closed}, running, "", 0},
		{"until a change shows", time.Second, table{cohort: closed}, closed, "", 1},
	} {
		now = now.Add(step.after)
		*source = step.stored
		got, err := recent.Cohort(t.Context(), "2026-H2")
		if got.Stage != step.want.Stage || source.reads != step.reads || (err == nil) != (step.kind == "") ||
			err != nil && pug.ErrorKindOf(err) != step.kind {
			t.Errorf("%s: %q after %d reads, %v", step.name, got.Stage, source.reads, err)
		}
	}
}
