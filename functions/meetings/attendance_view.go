package meetings

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/presence"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// attendanceView is the page of the report.
type attendanceView struct {
	About   string         // which group, and when it met
	Form    page.Form      // an answer for each of the seats
	Minutes map[string]int // how long members stayed, where the meeting's own report says so; by their fields' names
	NotHeld bool           // the meeting did not take place
	Stands  string         // who said last what is filled in, and until when it may be corrected; empty at first
	Version string         // of what is filled in
	Changed bool           // it was said after the page was opened that was sent
	Report  *reportView    // the meeting's own report, where it filled in the form
	Problem string         // why it did not

	title string
	seats []pug.Seat
}

// reportView is what is told of the meeting's own report.
type reportView struct {
	Length  int              // of the meeting, in minutes
	Unknown []presence.Found // who is not of the group
	More    int              // so many more are not
}

// attendanceView is the page with what is known: what was reported, else who said beforehand that they cannot come.
// Everybody else is taken to have attended.
func (f function) attendanceView(o occasion) attendanceView {
	m, report := o.meeting, o.report()
	start := m.Starts.In(f.Zone(m.Zone))
	view := attendanceView{
		About: fmt.Sprintf("Your group on %s met on %s, for %d minutes.", o.group.Topic.Name,
			calendar.When(m.Starts, start.Location()), m.Minutes),
		Form: page.Form{Submit: "Save attendance"}, Minutes: map[string]int{}, NotHeld: m.NotHeld,
		title: "Who was there? " + m.Topic + ", " + start.Format("Mon 2 Jan"),
		seats: pug.Reportees(m, report, o.past.Seats),
	}
	if !report.At.IsZero() || m.State == pug.MeetingReported {
		view.Version = report.At.UTC().Format(time.RFC3339Nano)
		view.Form.Submit = "Save the correction"
		view.Stands = fmt.Sprintf("%s said so on %s. You can correct it until %s.", o.reporter(report),
			f.When(m.Reported), f.When(m.CorrectedUntil()))
	}
	for _, s := range view.seats {
		x := page.Field{Kind: page.Radios, Name: field(s), Label: s.Member.Name, Hint: s.Member.Company,
			Required: true, Inline: true, Options: answers(), Value: string(report.Members[s.Member.ID])}
		n, absent := pug.NoticeOf(o.absent(), s.Member.ID)
		if earlier, lapsed := pug.NoticeOf(o.lapsed(), s.Member.ID); lapsed {
			x.Hint = "Told you that they cannot come on " +
				earlier.Starts.In(start.Location()).Format("Mon 2 Jan, 15:04")
		}
		switch {
		case x.Value == string(pug.NotTold):
			x.Value = string(pug.Missed)
		case x.Value == "" && absent:
			x.Value, x.Hint = string(pug.Excused), "Told you on "+n.At.In(f.Settings.Zone).Format("Mon 2 Jan")
		case x.Value == "":
			x.Value = string(pug.Attended)
		}
		view.Form.Fields = append(view.Form.Fields, x)
		if stayed := report.Minutes[s.Member.ID]; stayed > 0 {
			view.Minutes[x.Name] = stayed
		}
	}
	return view
}

// field names the field of a member.
func field(s pug.Seat) string { return "m-" + s.Member.ID }

func answers() []page.Option {
	var options []page.Option
	for _, a := range pug.Reportable() {
		options = append(options, page.Option{Value: string(a), Label: a.Label()})
	}
	return options
}

// read takes the answers, and says whether they are complete. Of a meeting that did not take place nothing else is
// asked.
func (view *attendanceView) read(posted url.Values) bool {
	view.NotHeld = posted.Get("held") == "no"
	for _, x := range view.Form.Fields {
		stayed, err := strconv.Atoi(posted.Get("minutes-" + x.Name))
		if err == nil && stayed > 0 && stayed <= 24*60 {
			view.Minutes[x.Name] = stayed
		}
	}
	return view.NotHeld || view.Form.Read(posted)
}

// stayed is how long members stayed, by their ids; nil where nothing is known of it.
func (view *attendanceView) stayed() map[string]int {
	if len(view.Minutes) == 0 {
		return nil
	}
	of := map[string]int{}
	for _, s := range view.seats {
		if stayed, known := view.Minutes[field(s)]; known {
			of[s.Member.ID] = stayed
		}
	}
	return of
}

func (f function) renderAttendance(w http.ResponseWriter, r *http.Request, status int, view attendanceView) {
	f.Pages.Render(w, r, status, "attendance", page.View{Title: view.title, Data: view})
}
