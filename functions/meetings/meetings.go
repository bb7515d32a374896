package meetings

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

//go:embed *.html
var templates embed.FS

// The purposes of the function's links, which are also the first parts of their paths. Each link's subject is
// "<group>/<month>".
const (
	purposePlan       = duty.PurposePlan
	purposePoints     = duty.PurposePoints
	purposeAttendance = duty.PurposeAttendance
)

type function struct {
	*duty.Base
	parts  part.Parts
	recent *calendar.Recent[known] // for pages
}

// known is a cohort with its groups.
type known struct {
	pug.Cohort
	groups []pug.Group
}

// New builds the function from its dependencies.
func New(d duty.Deps) (*lambdafn.Function, error) {
	base, err := duty.New("meetings", d, templates, Letters())
	if err != nil {
		return nil, err
	}
	f := function{Base: base, parts: part.Parts{Base: base}}
	f.recent = &calendar.Recent[known]{Read: f.known, Now: f.Now}
	f.Route(purposePlan, f.planning)
	f.Route(purposePoints, f.points)
	f.Route(purposeAttendance, f.attendance)
	return f.Function(map[string]lambdafn.Task{
		"ask":   lambdafn.Step(f.ask),
		"due":   lambdafn.Typed(f.due),
		"close": lambdafn.Step(f.close),
	}), nil
}

// monthIn is what every task is called with.
type monthIn struct {
	Cohort pug.CohortID `json:"cohort"`
	Month  string       `json:"month"` // "2026-10"
}

// month reads the dates of the task's cohort, finds the meeting month in them, and lists the groups that meet: the open
// ones.
func (f function) month(
	ctx context.Context, in monthIn,
) (dates pug.Dates, month pug.Month, groups []pug.Group, err error) {
	if _, err := pug.ParseCohortID(string(in.Cohort)); err != nil {
		return dates, month, nil, pug.Wrapf(err, pug.Invalid, "The task names no cohort")
	}
	cohort, groups, err := f.Store.CohortGroups(ctx, in.Cohort)
	if err != nil {
		return dates, month, nil, err
	}
	month, ok := cohort.Dates.Month(in.Month)
	if !ok {
		return dates, month, nil, pug.Errorf(pug.Invalid, "The cohort %s has no meeting month %q.", in.Cohort, in.Month)
	}
	closed := func(g pug.Group) bool { return g.State != pug.GroupOpen }
	return cohort.Dates, month, slices.DeleteFunc(groups, closed), nil
}

// subject names a meeting in links and in the keys of mail.
func subject(group, month string) string { return group + "/" + month }

// series names a meeting in the keys of mail that goes out once for each date on which it was to be held.
func series(m pug.Meeting) string {
	if m.Series == 0 {
		return subject(m.Group, m.Month)
	}
	return fmt.Sprintf("%s-%d", subject(m.Group, m.Month), m.Series)
}

// occasion is what a page or a letter is about: a group, its meeting, and the month that the meeting belongs to.
type occasion struct {
	group   pug.Group
	month   pug.Month
	meeting pug.Meeting
	members []pug.Seat          // the seats that are taken: those of excused members are free (R11)
	points  []pug.TalkingPoints // what was handed in for the meeting, by member
	notices []pug.Notice        // who said that they cannot come to it, on whatever date, by member
	past    pug.Past            // how the group has met so far
	leader  *pug.Person         // who leads the group and acts; nil where nobody does
	usual   *pug.Slot           // what they say of when the group usually meets; nil for nothing
	read    time.Time           // before all of this was: who joins later is new
}

func (f function) known(ctx context.Context, id pug.CohortID) (k known, err error) {
	k.Cohort, k.groups, err = f.Store.CohortGroups(ctx, id)
	return k, err
}

// occasion reads what a visitor's link is about. A group is who it was some seconds ago: when a round of letters went
// out, many open their links at once.
func (f function) occasion(ctx context.Context, v link.Visitor) (occasion, error) {
	now := f.Now()
	id, name, _ := strings.Cut(v.Subject, "/")
	cohort, err := f.recent.Cohort(ctx, pug.CohortOf(id))
	if err != nil {
		return occasion{}, err
	}
	r, err := f.Store.GroupRecords(ctx, id)
	if err != nil {
		return occasion{}, err
	}
	month, _ := cohort.Dates.Month(name)
	group := slices.IndexFunc(cohort.groups, func(g pug.Group) bool { return g.ID == id })
	meeting := slices.IndexFunc(r.Meetings, func(m pug.Meeting) bool { return m.Month == name })
	if group < 0 || meeting < 0 {
		return occasion{}, pug.Errorf(pug.NotFound, "There is no meeting of %s in %q.", id, name)
	}
	return newOccasion(cohort.groups[group], month, r.Meetings[meeting], r, now), nil
}

// led reads what the link of somebody who leads a group is about. Whoever does not lead it, as it was some seconds ago,
// may have come to do so since. Nobody is the leader if they do not, or the group is closed.
func (f function) led(ctx context.Context, v link.Visitor) (occasion, error) {
	o, err := f.occasion(ctx, v)
	if err != nil {
		return o, err
	}
	if o.leader = leader(o.group, pug.Person{Name: v.Name, Email: v.Person}); o.leader != nil {
		return o, nil
	}
	return f.ledNow(ctx, o, v)
}

// ledNow is the occasion with its group, and who leads it, as of now.
func (f function) ledNow(ctx context.Context, o occasion, v link.Visitor) (occasion, error) {
	var err error
	if o.group, err = f.Store.Group(ctx, o.group.ID); err != nil {
		return o, err
	}
	who, err := f.Visiting(ctx, v, o.group.Leaders()...)
	o.leader = leader(o.group, who)
	return o, err
}

func leader(g pug.Group, who pug.Person) *pug.Person {
	if g.State != pug.GroupOpen {
		return nil
	}
	return g.Leader(who)
}

// newOccasion is a meeting with what was read of its group.
func newOccasion(g pug.Group, month pug.Month, m pug.Meeting, r store.GroupRecords, read time.Time) occasion {
	return occasion{group: g, month: month, meeting: m, members: pug.Taken(r.Seats), points: r.Points[m.Month],
		notices: r.Notices[m.Month], past: r.Past(), read: read}
}

// absent are who cannot come to the meeting as it is planned now, and lapsed who said so of a date before.
func (o occasion) absent() []pug.Notice { return o.meeting.Absent(o.notices) }
func (o occasion) lapsed() []pug.Notice { return o.meeting.Lapsed(o.notices) }

// report is what was said of the meeting; empty before that.
func (o occasion) report() pug.Report { return o.past.Reports.Month(o.meeting) }

// reporter is who said it: a report of a release before this one is the Champion's.
func (o occasion) reporter(r pug.Report) string { return cmp.Or(r.By, o.group.Champion.Name) }

// attempts is how often a page tries to save a meeting that the daily round may be changing at the same time.
const attempts = 3

// change edits the meeting of an occasion for a visitor, who is nobody in a task, and saves it; it reads it again where
// somebody else saved it in between. If edit answers false nothing is saved, and the meeting comes back as it stands,
// with false.
func (f function) change(
	ctx context.Context, o occasion, v link.Visitor, edit func(pug.Meeting) (pug.Meeting, bool),
) (pug.Meeting, bool, error) {
	m := o.meeting
	var conflict error
	for range attempts {
		edited, ok := edit(m)
		if !ok {
			return m, false, nil
		}
		saved, err := f.keep(ctx, o, edited, f.lines(o, v, m, edited))
		if err == nil {
			return saved, true, nil
		}
		if !pug.IsError(err, pug.Conflict) {
			return m, false, err
		}
		m, conflict = saved, err
	}
	return m, false, conflict
}

// keep saves a changed meeting, by whoever leads the group where somebody does it who has to.
func (f function) keep(
	ctx context.Context, o occasion, m pug.Meeting, lines []store.Owed,
) (pug.Meeting, error) {
	if o.leader != nil {
		return f.Store.SaveLedMeeting(ctx, *o.leader, m, o.usual, lines...)
	}
	return f.Store.SaveMeeting(ctx, m, nil, lines...)
}
