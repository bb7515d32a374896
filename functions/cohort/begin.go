package cohort

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// openLead is how long before its Champion applications open a cohort's workflow starts: its schedule runs daily.
const openLead = 24 * time.Hour

// openDue starts the workflow of each cohort whose Champion applications open within a day, tells staff which topics
// lack a Champion while there is time to find one, and begins again what has failed. Doing any of it twice is harmless.
func (f function) openDue(ctx context.Context, _ lambdafn.None) error {
	now := f.Now()
	var errs []error
	look := []string{workflow.Cohort}
	for _, id := range pug.CohortsAround(now) {
		if !f.Settings.Runs(id) {
			continue
		}
		c, err := f.Store.Cohort(ctx, id)
		switch {
		case pug.IsError(err, pug.NotFound):
			err = f.begin(ctx, id, now)
		case err == nil && c.Launched.IsZero() && len(look) == 1:
			// Those who apply later, to lead a group again, are few: the sweep finds what failed of theirs.
			look = append(look, workflow.Application)
		}
		errs = append(errs, err, f.tellDemand(ctx, c, now))
	}
	return errors.Join(append(errs, f.beginAgain(ctx, look, now))...)
}

// begin starts the workflow of a cohort that is not planned yet, if it is due.
func (f function) begin(ctx context.Context, id pug.CohortID, now time.Time) error {
	dates := calendar.Plan(id, f.Settings.Zone, f.Settings.Leads)
	if dates.ChampionsOpen.Add(-openLead).After(now) || !now.Before(dates.ChampionsClose) {
		return nil
	}
	return f.call(ctx, workflow.Start(workflow.Cohort, string(id), now))
}

// beginAgain starts executions of the workflows anew that failed, and tells staff before: a repeat of the schedule
// writes the same letter.
func (f function) beginAgain(ctx context.Context, workflows []string, now time.Time) error {
	var calls []store.Call
	for _, name := range workflows {
		failed, err := f.Workflow.Failed(ctx, name, now)
		if err != nil {
			return err
		}
		calls = append(calls, failed...)
	}
	calls = slices.DeleteFunc(calls, func(c store.Call) bool { return !f.Settings.Runs(pug.CohortOf(c.Execution)) })
	if len(calls) == 0 {
		return nil
	}
	if err := f.tellBegunAgain(ctx, calls); err != nil {
		return err
	}
	var errs []error
	for _, call := range calls {
		f.Log.WarnContext(ctx, "an execution failed and is begun again", "execution", call.Execution)
		errs = append(errs, f.call(ctx, call))
	}
	return errors.Join(errs...)
}

func (f function) tellBegunAgain(ctx context.Context, calls []store.Call) error {
	var text begunAgain
	var lines []store.Owed
	key, now := "begun-again", f.Now()
	for _, call := range calls {
		key += "/" + call.Execution
		record := call.Execution[:strings.LastIndexByte(call.Execution, '-')]
		in := stuckIn{Cohort: pug.CohortOf(record)}
		switch call.Workflow {
		case workflow.Application:
			in.Application = record
		case workflow.Absence:
			in.Flag = record
		}
		about, who, err := f.about(ctx, record, in)
		if err != nil {
			return err
		}
		text.Records = append(text.Records, about)
		lines = append(lines, store.Logged{Entry: pug.LogBegunAgain(pug.CohortOf(record), now, who...)})
	}
	told, err := f.Letters.TellingStaff(ctx, key, text)
	if err != nil {
		return err
	}
	return f.Store.Write(ctx, append(told, lines...)...)
}
