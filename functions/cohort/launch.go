package cohort

import (
	"context"
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// launchSubject is what the workflow waits for between publishing and the launch.
func launchSubject(id pug.CohortID) string { return "launch-" + string(id) }

type awaitLaunchIn struct {
	Cohort pug.CohortID `json:"cohort"`
	Token  string       `json:"token"`
}

// awaitLaunch remembers the task that the launch schedule completes.
func (f function) awaitLaunch(ctx context.Context, in awaitLaunchIn) error {
	return f.Workflow.Await(ctx, launchSubject(in.Cohort), in.Token)
}

type launchIn struct {
	Cohort pug.CohortID `json:"cohort"`
	// Healed is true if the schedule never fired and the state timed out.
	Healed bool `json:"healed"`
}

// launch launches the cohort: every Champion and every member is told, and staff are, if it had to launch by itself.
func (f function) launch(ctx context.Context, in launchIn) error {
	if err := f.Store.SetLaunched(ctx, in.Cohort, f.Now(), in.Healed); err != nil {
		return err
	}
	groups, err := f.Store.Groups(ctx, in.Cohort)
	if err != nil {
		return err
	}
	if in.Healed {
		f.Log.ErrorContext(ctx, "the launch schedule did not fire: the cohort launched by itself", "cohort", in.Cohort)
		key := "cohort/" + string(in.Cohort) + "/healed"
		if err := f.Letters.Tell(ctx, key, launchedLate{in.Cohort}, f.Letters.Staff...); err != nil {
			return err
		}
	}
	for _, g := range groups {
		if err := f.launchGroup(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

func (f function) launchGroup(ctx context.Context, g pug.Group) error {
	seats, err := f.Store.Seats(ctx, g.ID)
	if err != nil {
		return err
	}
	champion := launchedChampion{Group: g}
	var members []letter.Address
	for _, s := range pug.Taken(seats) {
		champion.Members = append(champion.Members, s.Member)
		members = append(members, letter.To(s.Member))
	}
	if err := f.Letters.Tell(ctx, "launch/"+g.ID+"/champion", champion, letter.To(g.Champion)); err != nil {
		return err
	}
	return f.Letters.Tell(ctx, "launch/"+g.ID+"/member", launchedMember{g}, members...)
}

// openLead is how long before its Champion applications open a cohort's workflow starts: its schedule runs daily.
const openLead = 24 * time.Hour

// openDue starts the workflow of each cohort whose Champion applications open within a day. Starting twice is harmless.
func (f function) openDue(ctx context.Context, _ lambdafn.None) error {
	now := f.Now()
	for _, id := range pug.CohortsAround(now) {
		if !f.Settings.Runs(id) {
			continue
		}
		_, err := f.Store.Cohort(ctx, id)
		if err == nil {
			continue // it lives already
		}
		if !pug.IsError(err, pug.NotFound) {
			return err
		}
		dates := calendar.Plan(id, f.Settings.Zone, f.Settings.Leads)
		if dates.ChampionsOpen.Add(-openLead).After(now) || !now.Before(dates.ChampionsClose) {
			continue
		}
		call := workflow.Start(workflow.Cohort, string(id), now)
		if err := errors.Join(f.Store.AddCall(ctx, call), f.Workflow.Do(ctx, call)); err != nil {
			return err
		}
	}
	return nil
}

// launchDue completes the waiting launch of each cohort that is due.
func (f function) launchDue(ctx context.Context, _ lambdafn.None) error {
	now := f.Now()
	for _, id := range pug.CohortsAround(now) {
		c, err := f.Store.Cohort(ctx, id)
		if pug.IsError(err, pug.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if c.Stage != pug.StagePublished || now.Before(c.Dates.Launch) {
			continue
		}
		call := workflow.Answer(launchSubject(id), now)
		if err := errors.Join(f.Store.AddCall(ctx, call), f.Workflow.Do(ctx, call)); err != nil {
			return err
		}
	}
	return nil
}
