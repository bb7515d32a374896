package meetings

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// askAttendance sends who leads the group a link to the report; rounds after 0 are reminders.
func (f function) askAttendance(ctx context.Context, o occasion, number int) error {
	s, ends := subject(o.meeting.Group, o.meeting.Month), calendar.AttendanceEnds(o.meeting, f.Settings.Intervals)
	return f.Letters.Ask(ctx, fmt.Sprintf("attendance/%s/%d", series(o.meeting), number),
		link.Link{Purpose: purposeAttendance, Subject: s, Expires: ends},
		letter.Per(func(to letter.Address) any {
			return attendanceRequest{f.details(o), number > 0, f.WhenFor(to, ends)}
		}), letter.While(store.Stands(o.meeting), letter.ToLeaders(o.group)...)...)
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
	view := f.attendanceView(o)
	switch {
	case r.Method != http.MethodPost:
		f.renderAttendance(w, r, http.StatusOK, view)
		return nil
	case strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data"):
		return f.fillIn(w, r, o, view)
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
	account := pug.Account{NotHeld: view.NotHeld, Members: map[string]pug.Attendance{}, Minutes: view.stayed()}
	for _, s := range view.seats {
		said := pug.Attendance(view.Form.Value(field(s)))
		if account.Members[s.Member.ID], err = f.Judged(r.Context(), o.meeting, s, said); err != nil {
			return err
		}
	}
	return f.account(w, r, v, o, account)
}

// showReport shows the report that stands; if there is none, what became of the meeting.
func (f function) showReport(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion) error {
	m := o.meeting
	switch {
	case m.State == pug.MeetingReported:
	case m.State == pug.MeetingPlanned && !v.Late:
		f.notice(w, r, "Attendance",
			noticeView{Text: "This meeting is not over yet. Please come back when it is.", Facts: f.facts(o)})
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
