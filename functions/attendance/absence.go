package attendance

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// absenceView is the page on which staff decide.
type absenceView struct {
	Facts    []page.Fact
	Meetings []meetingRow
	Form     page.Form
}

// meetingRow is one meeting with what is known of the member at it.
type meetingRow struct {
	Meeting string
	Topic   string
	Known   string
	Missed  bool
}

func absenceForm(member string) page.Form {
	return page.Form{Submit: "Send the decision", Fields: []page.Field{
		{
			Kind: page.Radios, Name: "choice", Label: "What is your decision?", Required: true,
			Options: []page.Option{
				{Value: string(pug.ChoiceKeep), Label: "Keep",
					Hint: member + " keeps the seat and gets a friendly letter."},
				{Value: string(pug.ChoiceExcuse), Label: "Excuse",
					Hint: member + " leaves the group, and the seat is offered to the waitlist."},
			},
		},
		{Kind: page.TextArea, Name: "note", Label: "Private note for the team"},
	}}
}

// absence answers the page behind a link of staff: keep or excuse.
func (f function) absence(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	ctx, now := r.Context(), f.Now()
	flag, err := f.Store.Flag(ctx, v.Subject)
	if err != nil {
		return err
	}
	c, err := f.Store.Cohort(ctx, pug.CohortOf(flag.Group))
	if err != nil {
		return err
	}
	if flag.Decision == nil && c.Stage == pug.StageClosed { // the workflow takes that over
		flag.Decision = &pug.Decision{Choice: pug.ChoiceEnded, At: c.Dates.End}
	}
	excused, err := f.excusals(ctx, flag)
	switch {
	case err != nil:
		return err
	case flag.Decision != nil:
		f.flagDecided(w, r, flag)
		return nil
	case len(excused) > 0: // on another flag; the workflow of this one takes that over
		f.flagDecided(w, r, excused[0])
		return nil
	case v.Late:
		f.ExpiredForStaff(w, r, v, flag.Member.ID)
		return nil
	}
	form := absenceForm(flag.Member.Name)
	status, answered := duty.Answered(r, &form)
	if answered {
		choice := pug.Choice(form.Value("choice"))
		return f.decideFlag(w, r, v, flag,
			pug.Decision{Choice: choice, Note: form.Value("note"), By: v.Who(), At: now})
	}
	view, err := f.absenceView(ctx, flag)
	if err != nil {
		return err
	}
	view.Form = form
	f.Pages.Render(w, r, status, "absence", page.View{Title: "Keep or excuse " + flag.Member.Name + "?", Data: view})
	return nil
}

// decideFlag records the first decision and shows the one that stands.
func (f function) decideFlag(
	w http.ResponseWriter, r *http.Request, v link.Visitor, flag pug.Flag, d pug.Decision,
) error {
	call := workflow.Answer(flag.ID, d.At)
	line := store.Logged{Entry: pug.LogFlagDecided(flag, d, v.Person)}
	flag, err := f.Store.DecideFlag(r.Context(), flag.ID, d, call, line)
	if pug.IsError(err, pug.Conflict) {
		f.flagDecided(w, r, flag)
		return nil
	}
	if err != nil {
		return err
	}
	f.Follow(r.Context(), call)
	next := flag.Member.Name + " keeps the seat and hears from us by email."
	if d.Choice == pug.ChoiceExcuse {
		next = flag.Member.Name + " and the Champion hear from us by email, and the seat is offered to the waitlist."
	}
	f.Pages.Done(w, r, flag.Member.Name+" is "+d.Choice.Past(), next)
	return nil
}

// flagDecided shows what was decided, and leads to where that can be changed.
func (f function) flagDecided(w http.ResponseWriter, r *http.Request, flag pug.Flag) {
	if moot := flag.Moot(); moot != "" {
		f.Decided(w, r, fmt.Sprintf("Nothing is left to decide about %s: %s.", flag.Member.Name, moot), *flag.Decision)
		return
	}
	d := f.Decision(fmt.Sprintf("%s was %s.", flag.Member.Name, flag.Decision.Choice.Past()), *flag.Decision)
	if flag.Reversed != nil {
		d = f.Decision(flag.Member.Name+" was excused, and the excusal was taken back.", *flag.Reversed)
	}
	d.Change = duty.PersonPage(flag.Member.ID)
	f.Pages.Decided(w, r, *d)
}

func (f function) absenceView(ctx context.Context, flag pug.Flag) (absenceView, error) {
	group, err := f.Store.Group(ctx, flag.Group)
	if err != nil {
		return absenceView{}, err
	}
	r, err := f.Store.GroupRecords(ctx, flag.Group)
	if err != nil {
		return absenceView{}, err
	}
	seat, found := pug.SeatOfMember(r.Seats, flag.Member.ID)
	if !found {
		return absenceView{}, pug.Errorf(pug.NotFound, "There is no seat of %s in %s.", flag.Member.ID, flag.Group)
	}
	history := pug.History(r.Meetings, seat, r.Reports.Of(flag.Member.ID))
	view := absenceView{Facts: []page.Fact{
		{Label: "Member", Value: flag.Member.WithCompany()},
		{Label: "Group", Value: group.Topic.Name},
		{Label: "Champion", Value: cmp.Or(group.Champion.WithCompany(), group.Led())},
		{Label: "Missed meetings", Value: fmt.Sprint(pug.MissesOf(seat, history))},
	}}
	if seat.Missed > 0 {
		view.Facts = append(view.Facts, page.Fact{Label: "Of them in an earlier group", Value: fmt.Sprint(seat.Missed)})
	}
	for i, m := range r.Meetings {
		if m.Over(f.Now()) {
			view.Meetings = append(view.Meetings, f.row(m, history[i]))
		}
	}
	return view, nil
}

func (f function) row(m pug.Meeting, a pug.Attendance) meetingRow {
	row := meetingRow{Meeting: pug.MonthName(m.Month), Topic: m.Topic, Known: known(m, a), Missed: a == pug.Missed}
	if !m.Starts.IsZero() {
		row.Meeting = page.Day(m.Starts.In(f.Zone(m.Zone)))
	}
	return row
}

// known puts into words what is known of a member's attendance.
func known(m pug.Meeting, a pug.Attendance) string {
	switch a {
	case pug.NotTold:
		return "Missed, but does not count: the invitation did not arrive"
	case pug.Excused:
		return "Absent with notice: said beforehand that they could not come"
	case pug.Cancelled:
		if m.State == pug.MeetingUnplanned || m.NotHeld {
			return "No meeting took place"
		}
		return "The meeting was cancelled"
	case pug.BeforeJoining:
		return "Before joining the group"
	case pug.NotRecorded:
		return "Not recorded: the Champion has not reported it"
	}
	return a.Label()
}
