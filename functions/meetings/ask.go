package meetings

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// ask asks who leads each group for the meeting of the month (R8, R9).
func (f function) ask(ctx context.Context, in monthIn) error {
	now := f.Now()
	_, month, groups, err := f.month(ctx, in)
	if err != nil {
		return err
	}
	return duty.Each(groups, func(g pug.Group) error {
		m := pug.Meeting{Group: g.ID, Month: month.Name, State: pug.MeetingAsked, Asked: now}
		err := f.Store.AddMeeting(ctx, m)
		if err == nil && now.Before(month.To) { // a month that is over already can only be closed
			err = f.askPlan(ctx, occasion{group: g, month: month, meeting: m, read: now}, 0)
		}
		if err != nil {
			return fmt.Errorf("ask for the meeting of %s: %w", g.ID, err)
		}
		return nil
	}, f.stuck(ctx, month, "ask for the meeting"))
}

// stuck tells staff what could not be done for a group in a month, once.
func (f function) stuck(ctx context.Context, month pug.Month, doing string) func(pug.Group, error) error {
	return func(g pug.Group, err error) error {
		f.Log.ErrorContext(ctx, "a group is stuck", "group", g.ID, "month", month.Name, "doing", doing, "error", err)
		text := groupStuck{f.details(occasion{group: g, month: month}), doing, err.Error()}
		line := pug.LogStuck(g.Cohort, doing, f.Now(), g.Subject())
		return f.TellStaffAndLog(ctx, "stuck/"+subject(g.ID, month.Name)+"/"+doing, text, line)
	}
}

// askPlan sends who leads the group a link to the plan; rounds after 0 are reminders. Where the group has a usual time
// that is ahead, it only has to be confirmed, and public holidays of members on that day are named.
func (f function) askPlan(ctx context.Context, o occasion, number int) error {
	text := planRequest{details: f.details(o), Reminder: number > 0}
	start := usualStart(o)
	if !start.IsZero() {
		seats, err := f.Store.Seats(ctx, o.group.ID)
		if err != nil {
			return err
		}
		text.Holidays = holidays(start, pug.Taken(seats))
	}
	return f.Letters.Ask(ctx, fmt.Sprintf("meetings/%s/%d", subject(o.group.ID, o.month.Name), number),
		link.Link{Purpose: purposePlan, Subject: subject(o.group.ID, o.month.Name), Expires: o.month.To},
		letter.Per(func(to letter.Address) any {
			text.Until, text.Usual = f.WhenFor(to, o.month.To), usualFor(start, to)
			return text
		}), letter.While(store.Stands(o.meeting), letter.ToLeaders(o.group)...)...)
}

// usualStart is when the meeting is by the group's usual time; zero where there is none that one click confirms.
func usualStart(o occasion) time.Time {
	slot := o.group.UsualSlot()
	start, problem := calendar.Usual(slot, o.month, o.read)
	if slot.Location == "" || problem != "" {
		return time.Time{}
	}
	return start
}

// usualFor says to somebody when the meeting is by the usual time; empty where there is none.
func usualFor(start time.Time, to letter.Address) string {
	if start.IsZero() {
		return ""
	}
	own, _ := calendar.Zone(to.Zone)
	return calendar.When(start, start.Location()) + calendar.Yours(start, start.Location(), own)
}

// holidays are those that members have on the day of a meeting, each once, in sentences.
func holidays(start time.Time, seats []pug.Seat) []string {
	var all []string
	for _, s := range seats {
		zone, known := calendar.Zone(s.Member.Zone)
		if !known {
			continue
		}
		if day := calendar.Holiday(start, zone); day != "" && !slices.Contains(all, day) {
			all = append(all, day)
		}
	}
	return all
}

// close ends a month: a meeting for which the Champion gave no date becomes unplanned. Staff get one letter about all
// of those, and each of their Champions a kind one.
func (f function) close(ctx context.Context, in monthIn) error {
	_, month, groups, err := f.month(ctx, in)
	if err != nil {
		return err
	}
	var silent []pug.Group
	err = duty.Each(groups, func(g pug.Group) error {
		state, err := f.closeMonth(ctx, g, month)
		if state == pug.MeetingUnplanned {
			silent = append(silent, g)
		}
		return err
	}, f.stuck(ctx, month, "close the month"))
	if err != nil {
		return err
	}
	// Those that an earlier try of this task closed are among them, so a repeated task writes the same letter.
	if len(silent) == 0 {
		return nil
	}
	for _, g := range silent {
		text := unplanned{f.details(occasion{group: g, month: month})}
		key := "unplanned/" + subject(g.ID, month.Name)
		if err := f.Letters.Tell(ctx, key, text, letter.ToLeaders(g)...); err != nil {
			return err
		}
	}
	return f.Letters.TellEach(ctx, "unplanned/"+subject(string(in.Cohort), month.Name),
		unplannedGroups{in.Cohort, pug.MonthName(month.Name), silent})
}

// closeMonth closes one group's month where it is still open, and returns where the meeting stands; empty if none
// was asked for.
func (f function) closeMonth(ctx context.Context, g pug.Group, month pug.Month) (pug.MeetingState, error) {
	asked, err := f.Store.Meeting(ctx, g.ID, month.Name)
	if pug.IsError(err, pug.NotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	o := occasion{group: g, month: month, meeting: asked}
	m, _, err := f.change(ctx, o, link.Visitor{}, func(m pug.Meeting) (pug.Meeting, bool) {
		if m.State != pug.MeetingAsked {
			return m, false
		}
		m.State = pug.MeetingUnplanned
		return m, true
	})
	if pug.IsError(err, pug.NotFound) {
		return "", nil
	}
	return m.State, err
}
