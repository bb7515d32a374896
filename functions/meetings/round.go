package meetings

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// soon is how long the next round waits if something that is due could not be finished in this one.
const soon = time.Minute

// dueOut is the answer of the task due.
type dueOut struct {
	Next time.Time `json:"next"` // when to look again
	Over bool      `json:"over"` // the month is over, and may be closed
}

// due does whatever is due now for the meetings of a cohort, up to and including the month's. A group that fails does
// not keep the others. Where the table does not answer, the task fails as a whole, and repeating it does only what was
// left; of any other trouble staff are told, and the group is looked at again with the next round.
func (f function) due(ctx context.Context, in monthIn) (dueOut, error) {
	now := f.Now()
	dates, month, groups, err := f.month(ctx, in)
	if err != nil {
		return dueOut{}, err
	}
	next, pending := now.Add(f.Settings.Intervals.Tick.Duration()), false
	var errs []error
	for _, g := range groups {
		ahead := g.Tended
		if !g.Rests(now) {
			if ahead, err = f.tend(ctx, g, dates, in.Month, now); err != nil {
				errs = append(errs, f.troubled(ctx, g, month, err))
				continue
			}
		}
		pending = pending || ahead.Pending
		if !ahead.Next.IsZero() && ahead.Next.Before(next) {
			next = ahead.Next
		}
	}
	return answer(next, pending, dates, month, now), errors.Join(errs...)
}

// troubled passes on what may pass soon, and tells staff of all else.
func (f function) troubled(ctx context.Context, g pug.Group, month pug.Month, err error) error {
	if pug.IsError(err, pug.Unavailable) {
		return fmt.Errorf("tend to the meetings of %s: %w", g.ID, err)
	}
	return f.stuck(ctx, month, "do what was due")(g, err)
}

// answer tells when to look again. A month is over at its end; the cohort's last one only when no meeting is left whose
// attendance may still be reported.
func answer(next time.Time, pending bool, dates pug.Dates, month pug.Month, now time.Time) dueOut {
	ended := !now.Before(month.To)
	last := dates.Months[len(dates.Months)-1].Name == month.Name
	if !ended && next.After(month.To) {
		next = month.To
	}
	return dueOut{Next: next.UTC(), Over: ended && !(last && pending)}
}

// tend does what is due for the meetings of one group, and notes what is ahead of it then.
func (f function) tend(
	ctx context.Context, g pug.Group, dates pug.Dates, upTo string, now time.Time,
) (*pug.Tended, error) {
	r, err := f.Store.GroupRecords(ctx, g.ID)
	if err != nil {
		return nil, err
	}
	members := pug.Taken(r.Seats)
	left := &pug.Tended{Changes: g.Changes}
	for _, m := range r.Meetings {
		month, ok := dates.Month(m.Month)
		if !ok || m.Month > upTo || !m.Open() {
			continue
		}
		before := m.Revision
		if m, err = f.carryOut(ctx, newOccasion(g, month, m, r, now)); err != nil {
			return nil, err
		}
		left.Changes += m.Revision - before
		undone, next := calendar.Due(m, members, month.To, f.Settings.Intervals, now)
		if len(undone) > 0 {
			next = now.Add(soon)
		}
		if !next.IsZero() && (left.Next.IsZero() || next.Before(left.Next)) {
			left.Next = next
		}
		left.Pending = left.Pending || m.State == pug.MeetingPlanned
	}
	return left, f.Store.Tended(ctx, g.ID, *left)
}

// carryOut does what is due for one meeting, and saves it once. Mail goes first: its keys keep a repeated round from
// writing twice, while a flag that was saved first could lose a mail. If somebody changed the meeting meanwhile, it
// comes back as they left it: the next round decides again.
func (f function) carryOut(ctx context.Context, o occasion) (pug.Meeting, error) {
	actions, _ := calendar.Due(o.meeting, o.members, o.month.To, f.Settings.Intervals, o.read)
	if len(actions) == 0 {
		return o.meeting, nil
	}
	m := o.meeting
	if !m.Planned.IsZero() {
		m = f.Identified(m)
	}
	for _, a := range actions {
		var err error
		if m, err = f.act(ctx, o.with(m), a); err != nil {
			return o.meeting, fmt.Errorf("%s for %s: %w", a.Deed, subject(m.Group, m.Month), err)
		}
	}
	saved, err := f.Store.SaveMeeting(ctx, m, nil, f.lines(o, link.Visitor{}, o.meeting, m)...)
	if pug.IsError(err, pug.Conflict) {
		return f.Store.Meeting(ctx, m.Group, m.Month)
	}
	return saved, err
}

// act does one thing, and returns the meeting with a note of it.
func (f function) act(ctx context.Context, o occasion, a calendar.Action) (pug.Meeting, error) {
	m, now := o.meeting, o.read
	switch a.Deed {
	case calendar.RemindPlan:
		m.Reminded = a.Number
		return m, f.askPlan(ctx, o, a.Number)
	case calendar.EscalatePlan:
		m.Escalated = true
		key := "meetings-silent/" + subject(m.Group, m.Month)
		return m, f.Letters.TellStaff(ctx, key, planMissing{f.details(o), f.GroupPage(m.Group)})
	case calendar.Announce:
		m.Announced = now
		return m, f.announce(ctx, o)
	case calendar.Welcome:
		m.Announced = now
		return m, f.welcome(ctx, o, calendar.Newcomers(o.meeting, o.members))
	case calendar.AskPoints:
		m.Points = true
		return m, f.askPoints(ctx, o, o.members)
	case calendar.Digest:
		m.Digested = true
		return m, f.sendDigest(ctx, o)
	case calendar.RequestAttendance:
		m.Requested, m.Reminded, m.Escalated = now, 0, false
		return m, f.askAttendance(ctx, o.with(m), 0)
	case calendar.RemindAttendance:
		m.Reminded = a.Number
		return m, f.askAttendance(ctx, o, a.Number)
	case calendar.GiveUp:
		m.State, m.Escalated = pug.MeetingNotKnown, true
		key := "attendance-silent/" + series(m)
		return m, f.Letters.TellStaff(ctx, key, attendanceMissing{f.details(o), f.GroupPage(m.Group)})
	}
	return m, fmt.Errorf("there is no deed %q", a.Deed)
}

func (o occasion) with(m pug.Meeting) occasion {
	o.meeting = m
	return o
}
