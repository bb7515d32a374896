package meetings

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// keepAttendance is how long after the last reminder the link shows what became of the meeting.
const keepAttendance = 7 * 24 * time.Hour

// askAttendance sends the Champion a link to the report; rounds after 0 are reminders.
func (f *function) askAttendance(ctx context.Context, o occasion, number int) error {
	s, ends := subject(o.meeting.Group, o.meeting.Month), attendanceEnds(o.meeting, f.Settings.Intervals)
	return f.Letters.Ask(ctx, fmt.Sprintf("attendance/%s/%d", s, number),
		link.Link{Purpose: purposeAttendance, Subject: s, Expires: ends},
		attendanceRequest{f.details(o), number > 0, f.until(ends)}, letter.To(o.group.Champion))
}

func attendanceEnds(m pug.Meeting, in calendar.Intervals) time.Time {
	return m.Requested.Add(lastSpan(in.AttendanceReminders) + keepAttendance)
}

// present are the members on whom the Champion reports: those who had a seat when the meeting started.
func present(m pug.Meeting, members []pug.Seat) []pug.Seat {
	var seats []pug.Seat
	for _, s := range members {
		if s.Joined.Before(m.Starts) {
			seats = append(seats, s)
		}
	}
	return seats
}

// reportable says whether the Champion may report on the meeting: it has been held, and nobody reported yet.
func reportable(m pug.Meeting, now time.Time) bool {
	return m.State == pug.MeetingPlanned && !now.Before(m.Ends())
}

func attendanceLabel(a pug.Attendance) string {
	switch a {
	case pug.Attended:
		return "Attended"
	case pug.Excused:
		return "Excused"
	case pug.Missed:
		return "Missed"
	}
	return "Not recorded"
}

func attendanceForm(seats []pug.Seat) page.Form {
	var options []page.Option
	for _, a := range pug.Reportable() {
		options = append(options, page.Option{Value: string(a), Label: attendanceLabel(a)})
	}
	form := page.Form{Submit: "Report attendance"}
	for _, s := range seats {
		form.Fields = append(form.Fields, page.Field{Kind: page.Radios, Name: "m-" + s.Member.ID, Label: s.Member.Name, Hint: s.Member.Company,
			Required: true, Inline: true, Options: options})
	}
	return form
}

func (f *function) showAttendance(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	o, members, err := f.gathering(r.Context(), v)
	if err != nil {
		return err
	}
	if v.Late || !reportable(o.meeting, f.now()) {
		return f.showReport(w, r, v, o, members)
	}
	f.renderAttendance(w, r, http.StatusOK, o, attendanceForm(present(o.meeting, members)), false)
	return nil
}

// gathering reads the meeting that a link is about, and the members of its group.
func (f *function) gathering(ctx context.Context, v link.Visitor) (occasion, []pug.Seat, error) {
	o, err := f.occasion(ctx, v)
	if err != nil {
		return o, nil, err
	}
	members, err := f.members(ctx, o.group.ID)
	return o, members, err
}

func (f *function) renderAttendance(w http.ResponseWriter, r *http.Request, status int, o occasion, form page.Form, rest bool) {
	f.pages.Render(w, r, status, "attendance", page.View{Title: "Who was there?", Data: struct {
		Facts []page.Fact
		Form  page.Form
		Rest  bool
	}{f.facts(o.meeting), form, rest}})
}

func (f *function) takeAttendance(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.now()
	o, members, err := f.gathering(r.Context(), v)
	if err != nil {
		return err
	}
	if v.Late || !reportable(o.meeting, now) {
		return f.showReport(w, r, v, o, members)
	}
	if err := r.ParseForm(); err != nil {
		return pug.Wrapf(err, pug.Invalid, "The form could not be read")
	}
	seats := present(o.meeting, members)
	form, rest := attendanceForm(seats), r.PostForm.Get("rest") == string(pug.Attended)
	if !form.Read(withRest(r.PostForm, form, rest)) {
		f.renderAttendance(w, r, http.StatusUnprocessableEntity, o, form, rest)
		return nil
	}
	report := store.Report{Group: o.group.ID, Month: o.month.Name, Members: map[string]pug.Attendance{}}
	for _, s := range seats {
		report.Members[s.Member.ID] = pug.Attendance(form.Value("m-" + s.Member.ID))
	}
	m, ok, err := f.change(r.Context(), o.group.ID, o.month.Name, func(m pug.Meeting) (pug.Meeting, bool) {
		may := reportable(m, now)
		m.State, m.Reported = pug.MeetingReported, now
		return m, may
	}, report)
	if err != nil {
		return err
	}
	if !ok {
		return f.showReport(w, r, v, o.with(m), members)
	}
	f.pages.Done(w, r, "Thank you", "The attendance is reported. See you at the next meeting!", reportFacts(report, members)...)
	return nil
}

// withRest fills in everybody for whom nothing was chosen: with one tick, only the exceptions need choosing.
func withRest(posted url.Values, form page.Form, rest bool) url.Values {
	if !rest {
		return posted
	}
	filled := url.Values{}
	for _, field := range form.Fields {
		filled.Set(field.Name, posted.Get(field.Name))
		if posted.Get(field.Name) == "" {
			filled.Set(field.Name, string(pug.Attended))
		}
	}
	return filled
}

// showReport shows the report that stands; where there is none, what became of the meeting.
func (f *function) showReport(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, members []pug.Seat) error {
	m := o.meeting
	switch {
	case m.State == pug.MeetingReported:
	case m.State == pug.MeetingPlanned && !v.Late:
		f.notice(w, r, "This meeting is not over yet. Please come back when it is.", f.facts(m))
		return nil
	default:
		f.showAsItIs(w, r, v, o)
		return nil
	}
	report, err := f.Store.Attendance(r.Context(), m.Group, m.Month)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s reported the attendance of this meeting on %s. The first report stands.", o.group.Champion.Name, page.When(m.Reported.In(f.Settings.Zone)))
	f.notice(w, r, text, reportFacts(report, members))
	return nil
}

func (f *function) notice(w http.ResponseWriter, r *http.Request, text string, facts []page.Fact) {
	f.pages.Render(w, r, http.StatusOK, "notice", page.View{Title: "Attendance", Data: noticeView{Text: text, Facts: facts}})
}

func reportFacts(report store.Report, members []pug.Seat) []page.Fact {
	var facts []page.Fact
	for _, s := range members {
		if a, ok := report.Members[s.Member.ID]; ok {
			facts = append(facts, page.Fact{Label: s.Member.Name, Value: attendanceLabel(a)})
		}
	}
	return facts
}
