package meetings

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// askAttendance sends who leads the group a link to the report; rounds after 0 are reminders.
func (f function) askAttendance(ctx context.Context, o occasion, number int) error {
	s, ends := subject(o.meeting.Group, o.meeting.Month), calendar.AttendanceEnds(o.meeting, f.Settings.Intervals)
	return f.Letters.Ask(ctx, fmt.Sprintf("attendance/%s/%d", s, number),
		link.Link{Purpose: purposeAttendance, Subject: s, Expires: ends},
		attendanceRequest{f.details(o), number > 0, f.When(ends)}, letter.ToLeaders(o.group)...)
}

// attendanceView is the page of the report. Rest is true if everybody for whom nothing was chosen attended.
type attendanceView struct {
	Facts []page.Fact
	Form  page.Form
	Rest  bool
}

func attendanceForm(seats []pug.Seat) page.Form {
	var options []page.Option
	for _, a := range pug.Reportable() {
		options = append(options, page.Option{Value: string(a), Label: a.Label()})
	}
	form := page.Form{Submit: "Report attendance"}
	for _, s := range seats {
		form.Fields = append(form.Fields,
			page.Field{Kind: page.Radios, Name: "m-" + s.Member.ID, Label: s.Member.Name, Hint: s.Member.Company,
				Required: true, Inline: true, Options: options})
	}
	return form
}

// attendance is the page on which a Champion reports who was there.
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
	if v.Late || !o.meeting.Reportable(now) {
		return f.showReport(w, r, v, o)
	}
	present := o.meeting.Present(o.members)
	view := attendanceView{Facts: f.facts(o.meeting), Form: attendanceForm(present)}
	if r.Method != http.MethodPost {
		f.Pages.Render(w, r, http.StatusOK, "attendance", page.View{Title: "Who was there?", Data: view})
		return nil
	}
	if err := r.ParseForm(); err != nil {
		return pug.Wrapf(err, pug.Invalid, "The form could not be read")
	}
	view.Rest = r.PostForm.Get("rest") == string(pug.Attended)
	if !view.Form.Read(withRest(r.PostForm, view.Form, view.Rest)) {
		f.Pages.Render(w, r, http.StatusUnprocessableEntity, "attendance",
			page.View{Title: "Who was there?", Data: view})
		return nil
	}
	report := pug.Report{Group: o.group.ID, Month: o.month.Name, Members: map[string]pug.Attendance{}}
	for _, s := range present {
		said := pug.Attendance(view.Form.Value("m-" + s.Member.ID))
		if report.Members[s.Member.ID], err = f.judged(r.Context(), o.meeting, s, said); err != nil {
			return err
		}
	}
	m, reported, err := f.change(r.Context(), o, v, func(m pug.Meeting) (pug.Meeting, bool) {
		may := m.Reportable(now)
		m.State, m.Reported = pug.MeetingReported, now
		return m, may
	}, report)
	if err != nil {
		return f.overtaken(w, r, v, o, err)
	}
	if !reported {
		return f.showReport(w, r, v, o.with(m))
	}
	f.Pages.Done(w, r, "Thank you", "The attendance is reported. See you at the next meeting!",
		reportFacts(report, o.members)...)
	return nil
}

// judged is what counts of what a Champion said: nobody misses a meeting that they were never told of (L13).
func (f function) judged(
	ctx context.Context, m pug.Meeting, seat pug.Seat, said pug.Attendance,
) (pug.Attendance, error) {
	if said != pug.Missed {
		return said, nil
	}
	id := letter.ID(duty.InvitationKey(m, m.Sequence), letter.ToMember(seat))
	invitation, err := f.Store.Letter(ctx, seat.Member.Email, id)
	switch {
	case pug.IsError(err, pug.NotFound): // it is older than the outbox, and nobody knows more
		return said, nil
	case err != nil:
		return "", err
	case !invitation.Reached(m.Starts):
		return pug.NotTold, nil
	}
	return said, nil
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
	report, err := f.Store.Attendance(r.Context(), m.Group, m.Month)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s reported the attendance of this meeting on %s. The first report stands.",
		o.group.Champion.Name, page.When(m.Reported.In(f.Settings.Zone)))
	f.notice(w, r, "Attendance", noticeView{Text: text, Facts: reportFacts(report, o.members)})
	return nil
}

func reportFacts(report pug.Report, members []pug.Seat) []page.Fact {
	var facts []page.Fact
	for _, s := range members {
		if a, ok := report.Members[s.Member.ID]; ok {
			facts = append(facts, page.Fact{Label: s.Member.Name, Value: a.Label()})
		}
	}
	return facts
}
