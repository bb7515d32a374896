package attendance

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// dailyOut is what one day's assessment came to.
type dailyOut struct {
	Meetings int `json:"meetings"` // assessed
	Flags    int `json:"flags"`    // raised
}

// daily assesses the meetings that were reported since the day before (R11). What is reported after the end of a cohort
// only counts: nobody keeps or loses a seat by it. Groups of which the closing was cut short are closed. One group's
// trouble does not keep the others.
func (f function) daily(ctx context.Context, _ lambdafn.None) (dailyOut, error) {
	var total dailyOut
	var errs []error
	for _, id := range pug.CohortsAround(f.Now()) {
		cohort, groups, err := f.groups(ctx, id)
		errs = append(errs, err, f.closeOn(ctx, groups))
		for _, g := range groups {
			if g.AllAssessed() || cohort.Stage != pug.StageRunning {
				continue
			}
			c, err := f.assess(ctx, g)
			errs = append(errs, err)
			total.Meetings += c.Meetings
			total.Flags += c.Flags
		}
	}
	return total, errors.Join(errs...)
}

// groups lists the groups of a cohort that are published.
func (f function) groups(ctx context.Context, id pug.CohortID) (pug.Cohort, []pug.Group, error) {
	if !f.Settings.Runs(id) {
		return pug.Cohort{}, nil, nil
	}
	c, groups, err := f.Store.CohortGroups(ctx, id)
	switch {
	case pug.IsError(err, pug.NotFound):
		return c, nil, nil
	case err != nil:
		return c, nil, err
	case !c.Stage.Published() && c.Stage != pug.StageClosed:
		return c, nil, nil
	}
	return c, groups, nil
}

// assess finds what follows from the meetings of a group, for each member, and only then marks them as assessed: a
// crash in between repeats the day, and the keys of notes and flags make that harmless. Later meetings are looked at
// again after an unassessed one, since a late report moves their count.
func (f function) assess(ctx context.Context, g pug.Group) (dailyOut, error) {
	r, err := f.Store.GroupRecords(ctx, g.ID)
	if err != nil {
		return dailyOut{}, err
	}
	first := slices.IndexFunc(r.Meetings, pug.Meeting.Unassessed)
	var absences []pug.Absence
	if first >= 0 {
		absences = pug.Absences(r.Meetings, first, r.Seats, r.Reports)
	}
	var c dailyOut
	for _, a := range append(absences, pug.Reopened(r.Past(), absences)...) {
		raised, err := f.follow(ctx, g, a, r)
		if err != nil {
			return c, err
		}
		if raised {
			c.Flags++
		}
	}
	if first < 0 {
		return c, f.Store.Assessed(ctx, g.ID, g.Reports)
	}
	c.Meetings, err = f.mark(ctx, r.Meetings[first:])
	return c, err
}

// follow does what a missed meeting leads to: a note, or a flag. It says whether it raised a flag.
func (f function) follow(ctx context.Context, g pug.Group, a pug.Absence, r store.GroupRecords) (bool, error) {
	if a.Flagged() {
		return f.raise(ctx, g, a, r.Flags)
	}
	// One note per group, whichever meeting turns out to be the first miss; another one where that was corrected.
	key := "note/" + g.ID
	if n := r.Reports.Cleared(a.Member.ID); n > 0 {
		key += fmt.Sprintf("/%d", n)
	}
	to := letter.To(a.Member)
	note, err := f.Letters.Telling(key, f.missedNote(a.Meeting, g, to), to)
	if err != nil {
		return false, err
	}
	line := pug.LogFirstMiss(a.Member, a.Meeting, f.Now())
	return false, f.Store.Write(ctx, append(note, store.Logged{Entry: line})...)
}

// raise flags a member for staff to decide. A flag that is there was stored together with the call that starts its
// workflow: there is nothing left to do for it.
func (f function) raise(ctx context.Context, g pug.Group, a pug.Absence, known []pug.Flag) (bool, error) {
	now := f.Now()
	id, raised := pug.NextFlagID(known, g.ID, a.Member.ID, a.Misses)
	if raised {
		return false, nil
	}
	call := workflow.Start(workflow.Absence, id, now)
	flag := pug.Flag{ID: id, Group: g.ID, Member: a.Member, Missed: a.Misses, Raised: now}
	if err := f.Store.AddFlag(ctx, flag, call, store.Logged{Entry: pug.LogFlagged(flag)}); err != nil {
		return false, err
	}
	f.Follow(ctx, call)
	return true, nil
}

// mark notes which meetings are assessed. One that was changed just now is left for the next day, so that the change
// counts.
func (f function) mark(ctx context.Context, meetings []pug.Meeting) (int, error) {
	marked := 0
	for _, m := range meetings {
		if !m.Unassessed() {
			continue
		}
		m.Assessed = true
		_, err := f.Store.SaveMeeting(ctx, m, nil)
		switch {
		case pug.IsError(err, pug.Conflict):
			f.Log.InfoContext(ctx, "meeting changed meanwhile", "group", m.Group, "month", m.Month)
		case err != nil:
			return marked, err
		default:
			marked++
		}
	}
	return marked, nil
}
