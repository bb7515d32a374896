package attendance

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// counted is what one day's assessment came to.
type counted struct {
	Meetings int `json:"meetings"` // assessed
	Flags    int `json:"flags"`    // raised
}

// daily assesses the meetings that were reported since the day before (R11). Closed cohorts are looked at as well: the last reports may
// come in after the end. One group's trouble does not keep the others.
func (f *function) daily(ctx context.Context, _ lambdafn.None) (counted, error) {
	now := f.now()
	var total counted
	var errs []error
	for _, id := range pug.CohortsAround(now) {
		groups, err := f.met(ctx, id)
		errs = append(errs, err)
		for _, g := range groups {
			c, err := f.assess(ctx, g, now)
			errs = append(errs, err)
			total.Meetings += c.Meetings
			total.Flags += c.Flags
		}
	}
	return total, errors.Join(errs...)
}

// met lists the groups of a cohort that has come as far as having meetings.
func (f *function) met(ctx context.Context, id pug.CohortID) ([]pug.Group, error) {
	if !f.Settings.Runs(id) {
		return nil, nil
	}
	c, err := f.Store.Cohort(ctx, id)
	switch {
	case pug.IsError(err, pug.NotFound):
		return nil, nil
	case err != nil:
		return nil, err
	case c.Stage != pug.StageRunning && c.Stage != pug.StageClosed:
		return nil, nil
	}
	return f.Store.Groups(ctx, id)
}

func unassessed(m pug.Meeting) bool { return m.State == pug.MeetingReported && !m.Assessed }

// assess finds what follows from the meetings of a group, for each member, and only then marks them as assessed: a crash in between
// repeats the day, and the keys of notes and flags make that harmless. Later meetings are looked at again after an unassessed one, since
// a late report moves their count.
func (f *function) assess(ctx context.Context, g pug.Group, now time.Time) (counted, error) {
	meetings, err := f.Store.Meetings(ctx, g.ID)
	if err != nil {
		return counted{}, err
	}
	first := slices.IndexFunc(meetings, unassessed)
	if first < 0 {
		return counted{}, nil
	}
	reports, err := f.reports(ctx, meetings)
	if err != nil {
		return counted{}, err
	}
	seats, err := f.Store.Seats(ctx, g.ID)
	if err != nil {
		return counted{}, err
	}
	known, err := f.Store.Flags(ctx, g.ID)
	if err != nil {
		return counted{}, err
	}
	var c counted
	for _, m := range missedBy(g, meetings, first, seats, reports) {
		raised, err := f.follow(ctx, m, known, now)
		if err != nil {
			return c, err
		}
		if raised {
			c.Flags++
		}
	}
	c.Meetings, err = f.mark(ctx, meetings[first:])
	return c, err
}

// reports are what a Champion said, by month and member.
type reports map[string]map[string]pug.Attendance

// of is what the Champion said of one member, by month.
func (r reports) of(member string) map[string]pug.Attendance {
	said := map[string]pug.Attendance{}
	for month, members := range r {
		said[month] = members[member]
	}
	return said
}

func (f *function) reports(ctx context.Context, meetings []pug.Meeting) (reports, error) {
	all := reports{}
	for _, m := range meetings {
		if m.State != pug.MeetingReported {
			continue
		}
		report, err := f.Store.Attendance(ctx, m.Group, m.Month)
		if err != nil {
			return nil, err
		}
		all[m.Month] = report.Members
	}
	return all, nil
}

// missed is a meeting that a member missed, with what it leads to.
type missed struct {
	group       pug.Group
	meeting     pug.Meeting
	member      pug.Person
	consequence pug.Consequence
}

// missedBy lists what the members of a group missed, from the first of the meetings on.
func missedBy(g pug.Group, meetings []pug.Meeting, first int, seats []pug.Seat, said reports) []missed {
	var all []missed
	for _, seat := range seats {
		if !seat.Excused.IsZero() {
			continue // they left: there is nothing to decide, and nothing to remind them of
		}
		consequences := pug.Consequences(pug.History(meetings, seat, said.of(seat.Member.ID)))
		for i := first; i < len(meetings); i++ {
			if consequences[i].Effect != pug.EffectNone {
				all = append(all, missed{g, meetings[i], seat.Member, consequences[i]})
			}
		}
	}
	return all
}

// follow does what a missed meeting leads to: a note, or a flag. It says whether it raised a flag.
func (f *function) follow(ctx context.Context, m missed, known []pug.Flag, now time.Time) (bool, error) {
	if m.consequence.Effect == pug.EffectFlag {
		return f.raise(ctx, m, known, now)
	}
	// One note per group, whichever meeting turns out to be the first miss.
	return false, f.Letters.Tell(ctx, "note/"+m.group.ID, f.missedNote(m), letter.To(m.member))
}

// raise flags a member for staff to decide. A flag that is there was stored together with the call that starts its workflow: there is
// nothing left to do for it.
func (f *function) raise(ctx context.Context, m missed, known []pug.Flag, now time.Time) (bool, error) {
	id := pug.FlagID(m.group.ID, m.member.ID, m.consequence.Misses)
	if slices.ContainsFunc(known, func(flag pug.Flag) bool { return flag.ID == id }) {
		return false, nil
	}
	call, err := workflow.Start(workflow.Standing, id, about{Flag: id}, now)
	if err != nil {
		return false, err
	}
	flag := pug.Flag{ID: id, Group: m.group.ID, Member: m.member, Missed: m.consequence.Misses, Raised: now}
	if err := f.Store.AddFlag(ctx, flag, call); err != nil {
		return false, err
	}
	if err := f.Workflow.Do(ctx, call); err != nil {
		f.Log.WarnContext(ctx, "workflow not started, the sweep will", "flag", id, "error", err)
	}
	return true, nil
}

// mark notes which meetings are assessed. One that was changed just now is left for the next day, so that the change counts.
func (f *function) mark(ctx context.Context, meetings []pug.Meeting) (int, error) {
	marked := 0
	for _, m := range meetings {
		if !unassessed(m) {
			continue
		}
		m.Assessed = true
		_, err := f.Store.SaveMeeting(ctx, m)
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
