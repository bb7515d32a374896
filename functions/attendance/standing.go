package attendance

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// standingView is the page on which staff decide.
type standingView struct {
	Facts    []page.Fact
	Meetings []meetingRow
	Form     *page.Form
}

// meetingRow is one meeting with what is known of the member at it.
type meetingRow struct {
	Meeting string
	Topic   string
	Known   string
	Missed  bool
}

func standingForm(member string) *page.Form {
	return &page.Form{Submit: "Send the decision", Fields: []page.Field{
		{
			Kind: page.Radios, Name: "choice", Label: "What is your decision?", Required: true,
			Options: []page.Option{
				{Value: string(pug.ChoiceKeep), Label: "Keep", Hint: member + " keeps the seat and gets a friendly letter."},
				{Value: string(pug.ChoiceExcuse), Label: "Excuse", Hint: member + " leaves the group, and the seat is offered down the waitlist."},
			},
		},
		{Kind: page.TextArea, Name: "note", Label: "Note", Hint: "Only the team sees it."},
	}}
}

// standing answers the page behind a link of staff: keep or excuse.
func (f *function) standing(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	ctx, now := r.Context(), f.now()
	flag, err := f.Store.Flag(ctx, v.Subject)
	if err != nil {
		return err
	}
	excused, err := f.excusals(ctx, flag)
	if err != nil {
		return err
	}
	switch {
	case flag.Decision != nil:
		f.flagDecided(w, r, flag)
		return nil
	case len(excused) > 0: // on another flag; the workflow of this one takes that over
		f.flagDecided(w, r, excused[0])
		return nil
	case v.Late:
		f.pages.Expired(w, r, v.Expires.In(f.Settings.Zone), nil)
		return nil
	}
	form, status := standingForm(flag.Member.Name), http.StatusOK
	if r.Method == http.MethodPost {
		if err := r.ParseForm(); err == nil && form.Read(r.PostForm) {
			decision := pug.Decision{Choice: pug.Choice(form.Value("choice")), Note: form.Value("note"), By: v.Who(), At: now}
			return f.decideFlag(w, r, flag, decision)
		}
		status = http.StatusUnprocessableEntity
	}
	view, err := f.standingView(ctx, flag, now)
	if err != nil {
		return err
	}
	view.Form = form
	f.pages.Render(w, r, status, "standing", page.View{Title: "Keep or excuse " + flag.Member.Name + "?", Data: view})
	return nil
}

// decideFlag records the first decision and shows the one that stands.
func (f *function) decideFlag(w http.ResponseWriter, r *http.Request, flag pug.Flag, d pug.Decision) error {
	call := workflow.Answer(flag.ID, d.At)
	flag, err := f.Store.DecideFlag(r.Context(), flag.ID, d, call)
	if err == nil {
		if err := f.Workflow.Do(r.Context(), call); err != nil {
			f.Log.WarnContext(r.Context(), "workflow not told, the sweep will", "flag", flag.ID, "error", err)
		}
		next := flag.Member.Name + " keeps the seat and hears from us by mail."
		if d.Choice == pug.ChoiceExcuse {
			next = flag.Member.Name + " and the Champion hear from us by mail, and the seat is offered down the waitlist."
		}
		f.pages.Done(w, r, flag.Member.Name+" is "+d.Choice.Past(), next)
		return nil
	}
	if _, err := firstStands(flag, err); err != nil {
		return err
	}
	f.flagDecided(w, r, flag)
	return nil
}

func (f *function) flagDecided(w http.ResponseWriter, r *http.Request, flag pug.Flag) {
	d := flag.Decision
	f.pages.Decided(w, r, page.Decision{What: fmt.Sprintf("%s was %s.", flag.Member.Name, d.Choice.Past()),
		By: d.By, When: d.At.In(f.Settings.Zone), Note: d.Note})
}

func (f *function) standingView(ctx context.Context, flag pug.Flag, now time.Time) (standingView, error) {
	group, err := f.Store.Group(ctx, flag.Group)
	if err != nil {
		return standingView{}, err
	}
	seat, err := f.Store.Seat(ctx, flag.Group, flag.Member.ID)
	if err != nil {
		return standingView{}, err
	}
	meetings, err := f.Store.Meetings(ctx, flag.Group)
	if err != nil {
		return standingView{}, err
	}
	said, err := f.reports(ctx, meetings)
	if err != nil {
		return standingView{}, err
	}
	history := pug.History(meetings, seat, said.of(flag.Member.ID))
	view := standingView{Facts: []page.Fact{
		{Label: "Member", Value: person(flag.Member)},
		{Label: "Group", Value: group.Topic.Name},
		{Label: "Champion", Value: person(group.Champion)},
		{Label: "Missed meetings", Value: fmt.Sprint(pug.Misses(history))},
	}}
	for i, m := range meetings {
		if over(m, now) {
			view.Meetings = append(view.Meetings, f.row(m, history[i]))
		}
	}
	return view, nil
}

// over says whether there is anything to know yet of the meeting's attendance.
func over(m pug.Meeting, now time.Time) bool {
	switch m.State {
	case pug.MeetingAsked:
		return false
	case pug.MeetingPlanned:
		return !m.Ends().After(now)
	}
	return true
}

func (f *function) row(m pug.Meeting, a pug.Attendance) meetingRow {
	row := meetingRow{Meeting: m.Month, Topic: m.Topic, Known: known(m, a), Missed: a == pug.Missed}
	switch month, err := time.Parse("2006-01", m.Month); {
	case !m.Starts.IsZero():
		row.Meeting = page.Day(m.Starts.In(f.zone(m)))
	case err == nil:
		row.Meeting = month.Format("January 2006")
	}
	return row
}

// known puts a member's attendance into words.
func known(m pug.Meeting, a pug.Attendance) string {
	switch a {
	case pug.Attended:
		return "Attended"
	case pug.Excused:
		return "Excused: said beforehand that they could not come"
	case pug.Missed:
		return "Missed"
	case pug.Cancelled:
		if m.State == pug.MeetingUnplanned {
			return "No meeting took place"
		}
		return "The meeting was cancelled"
	case pug.BeforeJoining:
		return "Before joining the group"
	}
	return "Not recorded: the Champion has not reported it"
}

func person(p pug.Person) string {
	if p.Company == "" {
		return p.Name
	}
	return p.Name + " (" + p.Company + ")"
}

// zone is where the Champion thinks of the meeting; the programme's where that is not known.
func (f *function) zone(m pug.Meeting) *time.Location {
	zone, err := time.LoadLocation(m.Zone)
	if err != nil || m.Zone == "" {
		return f.Settings.Zone
	}
	return zone
}
