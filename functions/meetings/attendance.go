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
)

// askAttendance sends who leads the group a link to the report; rounds after 0 are reminders.
func (f function) askAttendance(ctx context.Context, o occasion, number int) error {
	s, ends := subject(o.meeting.Group, o.meeting.Month), calendar.AttendanceEnds(o.meeting, f.Settings.Intervals)
	return f.Letters.Ask(ctx, fmt.Sprintf("attendance/%s/%d", series(o.meeting), number),
		link.Link{Purpose: purposeAttendance, Subject: s, Expires: ends},
		attendanceRequest{f.details(o), number > 0, f.When(ends)}, letter.ToLeaders(o.group)...)
}

// attendanceView is the page of the report.
type attendanceView struct {
	Facts   []page.Fact
	Form    page.Form
	Rest    bool   // everybody for whom nothing was chosen attended
	NotHeld bool   // the meeting did not take place
	Stands  string // who said last what is filled in, and until when it may be corrected; empty for a first report
	Version string // of what is filled in
	Changed bool   // it was said after the page was opened that was sent
}

// attendance is the page on which a Champion reports who was there, or that the meeting did not take place, and
// corrects that.
func (f function) attendance(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.Now()
	o, err := f.led(r.Context(), v)
	if err != nil {
		return err
	}
	if o.leader == nil {
		f.showLedByOthers(w, r, o)
		return nil
	}
	said := o.meeting.State == pug.MeetingReported || o.meeting.NotHeld
	if v.Late || !o.meeting.Reportable(now) && !(said && now.Before(o.meeting.CorrectedUntil())) {
		return f.showReport(w, r, v, o)
	}
	report := o.report()
	seats := pug.Reportees(o.meeting, report, o.past.Seats)
	view := f.attendanceView(o, report, seats)
	if r.Method != http.MethodPost {
		f.renderAttendance(w, r, http.StatusOK, view)
		return nil
	}
	if err := r.ParseForm(); err != nil {
		return pug.Wrapf(err, pug.Invalid, "The form could not be read")
	}
	if view.Changed = r.PostForm.Get("version") != view.Version; view.Changed {
		f.renderAttendance(w, r, http.StatusConflict, view)
		return nil
	}
	if !view.read(r.PostForm) {
		f.renderAttendance(w, r, http.StatusUnprocessableEntity, view)
		return nil
	}
	account := pug.Account{NotHeld: view.NotHeld, Members: map[string]pug.Attendance{}}
	for _, s := range seats {
		said := pug.Attendance(view.Form.Value("m-" + s.Member.ID))
		if account.Members[s.Member.ID], err = f.Judged(r.Context(), o.meeting, s, said); err != nil {
			return err
		}
	}
	return f.account(w, r, v, o, account)
}

// read takes the answers, and says whether they are complete. Of a meeting that did not take place nothing else is
// asked.
func (view *attendanceView) read(posted url.Values) bool {
	view.Rest = posted.Get("rest") == string(pug.Attended)
	view.NotHeld = posted.Get("held") == "no"
	return view.NotHeld || view.Form.Read(withRest(posted, view.Form, view.Rest))
}

func (f function) renderAttendance(w http.ResponseWriter, r *http.Request, status int, view attendanceView) {
	f.Pages.Render(w, r, status, "attendance", page.View{Title: "Who was there?", Data: view})
}

// attendanceView is the page with what is known: what was reported, else who said beforehand that they cannot come.
func (f function) attendanceView(o occasion, report pug.Report, seats []pug.Seat) attendanceView {
	view := attendanceView{Facts: f.facts(o.meeting), NotHeld: o.meeting.NotHeld,
		Form: page.Form{Submit: "Report attendance"}}
	if !report.At.IsZero() || o.meeting.State == pug.MeetingReported {
		view.Version = report.At.UTC().Format(time.RFC3339Nano)
		view.Form.Submit = "Correct the report"
		view.Stands = fmt.Sprintf("%s said so on %s. You can correct it until %s.", o.reporter(report),
			f.When(o.meeting.Reported), f.When(o.meeting.CorrectedUntil()))
	}
	var options []page.Option
	for _, a := range pug.Reportable() {
		options = append(options, page.Option{Value: string(a), Label: a.Label()})
	}
	for _, s := range seats {
		known := report.Members[s.Member.ID]
		hint := s.Member.Company
		if n, absent := pug.NoticeOf(o.absent, s.Member.ID); absent && known == "" {
			known, hint = pug.Excused, "Said on "+page.Day(n.At.In(f.Settings.Zone))+" that they cannot come"
		}
		if known == pug.NotTold {
			known = pug.Missed
		}
		view.Form.Fields = append(view.Form.Fields, page.Field{Kind: page.Radios, Name: "m-" + s.Member.ID,
			Label: s.Member.Name, Hint: hint, Required: true, Inline: true, Options: options, Value: string(known)})
	}
	return view
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

// showReport shows the report that stands; if there is none, what became of the meeting.
func (f function) showReport(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion) error {
	m := o.meeting
	switch {
	case m.State == pug.MeetingReported:
	case m.State == pug.MeetingPlanned && !v.Late:
		f.notice(w, r, "Attendance",
			noticeView{Text: "This meeting is not over yet. Please come back when it is.", Facts: f.facts(m)})
		return nil
	default:
		f.showAsItIs(w, r, v, o)
		return nil
	}
	report := o.report()
	text := fmt.Sprintf("%s reported the attendance of this meeting on %s. It could be corrected until %s. If "+
		"something is wrong, write to the team.", o.reporter(report), f.When(m.Reported), f.When(m.CorrectedUntil()))
	f.notice(w, r, "Attendance", noticeView{Text: text, Facts: reportFacts(m, report, o.past.Seats)})
	return nil
}
