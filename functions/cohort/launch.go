package cohort

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// launchSubject is what those executions wait for between publishing and the launch that began before workflows
// launched by themselves.
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
	// Healed is true if the launch schedule never fired and the state timed out. Only executions that began before
	// workflows launched by themselves say so.
	Healed bool `json:"healed"`
}

// launch launches the cohort: every Champion and every member is told. Staff are, if the launch schedule has failed,
// which is the second to see to it.
func (f function) launch(ctx context.Context, in launchIn) error {
	now := f.Now()
	c, err := f.Store.Cohort(ctx, in.Cohort)
	if err != nil {
		return err
	}
	c.Launched, c.Healed = now, in.Healed || f.unwatched(c, now)
	c, err = f.Store.SetLaunched(ctx, in.Cohort, now, c.Healed, store.Logged{Entry: pug.LogLaunched(c)})
	if err != nil {
		return err
	}
	groups, err := f.Store.Groups(ctx, in.Cohort)
	if err != nil {
		return err
	}
	if c.Healed {
		f.Log.ErrorContext(ctx, "the launch schedule did not fire: the cohort launched by itself", "cohort", in.Cohort)
		key := "cohort/" + string(in.Cohort) + "/healed"
		if err := f.Letters.TellStaff(ctx, key, launchedLate{in.Cohort}); err != nil {
			return err
		}
	}
	return duty.Each(going(groups), func(g pug.Group) error { return f.launchGroup(ctx, g, c.Launched) },
		f.groupStuck(ctx, "tell that it starts"))
}

// unwatched says whether the launch schedule has failed: it fires daily, and notes each cohort whose launch is ahead.
func (f function) unwatched(c pug.Cohort, now time.Time) bool {
	if c.Published == nil {
		return false
	}
	last := c.Watched
	if c.Published.At.After(last) {
		last = c.Published.At
	}
	return now.Sub(last) > f.Settings.Intervals.LaunchGrace.Duration()
}

// launchGroup tells a group that it starts, and who is in it. Who joined it since then was welcomed.
func (f function) launchGroup(ctx context.Context, g pug.Group, launched time.Time) error {
	seats, err := f.Store.Seats(ctx, g.ID)
	if err != nil {
		return err
	}
	seats = slices.DeleteFunc(pug.Taken(seats), func(s pug.Seat) bool { return s.Joined.After(launched) })
	partners, err := f.Partners(ctx, seats, "")
	if err != nil {
		return err
	}
	var members []letter.Address
	for _, s := range seats {
		members = append(members, letter.ToSeat(s))
	}
	text := launchedChampion{g, partners}
	if err := f.Letters.Tell(ctx, "launch/"+g.ID+"/champion", text, letter.ToLeaders(g)...); err != nil {
		return err
	}
	return f.Letters.Tell(ctx, "launch/"+g.ID+"/member", launchedMember(text), members...)
}

// unhurried is how long after its time a launch is left to the cohort's own workflow.
const unhurried = 5 * time.Minute

// launchDue is what the launch schedule asks for daily: it notes that it watches each cohort whose launch is ahead, and
// launches the one whose own workflow did not.
func (f function) launchDue(ctx context.Context, _ lambdafn.None) error {
	now := f.Now()
	var errs []error
	for _, id := range pug.CohortsAround(now) {
		if !f.Settings.Runs(id) {
			continue
		}
		c, err := f.Store.Cohort(ctx, id)
		switch {
		case pug.IsError(err, pug.NotFound):
		case err != nil:
			errs = append(errs, err)
		case c.Published == nil || !c.Launched.IsZero():
		case now.Before(c.Dates.Launch.Add(unhurried)):
			errs = append(errs, f.Store.Watch(ctx, id, now))
		case c.Stage == pug.StagePublished:
			errs = append(errs, f.launchFor(ctx, id, now))
		}
	}
	return errors.Join(errs...)
}

// launchFor launches a cohort in the place of its workflow. An execution that waits for the schedule goes on then.
func (f function) launchFor(ctx context.Context, id pug.CohortID, now time.Time) error {
	f.Log.WarnContext(ctx, "the workflow of a cohort did not launch it", "cohort", id)
	if err := f.launch(ctx, launchIn{Cohort: id}); err != nil {
		return err
	}
	return f.call(ctx, workflow.Answer(launchSubject(id), now))
}

// call puts a call into the outbox, and makes it.
func (f function) call(ctx context.Context, call store.Call) error {
	return errors.Join(f.Store.AddCall(ctx, call), f.Workflow.Do(ctx, call))
}
