package meetings

import (
	"cmp"
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// noticeView is a page that only shows how things stand.
type noticeView struct {
	Text  string
	Facts []page.Fact
	Quote string
}

// showAsItIs shows a meeting that can no longer be changed; a late link says so, with what became of the meeting.
func (f function) showAsItIs(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion) {
	m := o.meeting
	if v.Late {
		f.Expired(w, r, v, f.planned(o))
		return
	}
	view := noticeView{Text: f.stateSentence(o)}
	if !m.Starts.IsZero() {
		view.Facts = f.facts(o)
	}
	f.notice(w, r, "Your group's meeting in "+pug.MonthName(o.month.Name), view)
}

func (f function) notice(w http.ResponseWriter, r *http.Request, title string, view noticeView) {
	f.Pages.Render(w, r, http.StatusOK, "notice", page.View{Title: title, Data: view})
}

// overtaken answers for a change of a meeting that failed: whoever does not lead the group any more is told so.
func (f function) overtaken(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, failed error) error {
	if !pug.IsError(failed, pug.Conflict) {
		return failed
	}
	o, err := f.ledNow(r.Context(), o, v)
	if err != nil {
		return err
	}
	if o.leader != nil {
		return failed
	}
	f.showLedByOthers(w, r, o)
	return nil
}

// showLedByOthers tells somebody who does not lead the group any more that nothing can be done by their link (L1).
func (f function) showLedByOthers(w http.ResponseWriter, r *http.Request, o occasion) {
	text := "Your group on " + o.group.Topic.Name + " has a new Champion: it is led by " + o.group.Led() + " now. " +
		"Your link has ended, and there is nothing left for you to do. Thank you for leading the group."
	switch {
	case o.group.Over():
		text = "The group on " + o.group.Topic.Name + " has ended, so there is nothing left to do for its meetings. " +
			"Thank you for leading it."
	case o.group.Leaderless():
		text = "You do not lead the group on " + o.group.Topic.Name + " any more, and the team looks for a new " +
			"Champion. Your link has ended, and there is nothing left for you to do. Thank you for leading the group."
	}
	f.notice(w, r, "You do not lead this group any more", noticeView{Text: text})
}

// stateSentence says in a sentence what state a meeting is in.
func (f function) stateSentence(o occasion) string {
	if o.meeting.NotHeld {
		return "This meeting did not take place. It counts against nobody."
	}
	switch o.meeting.State {
	case pug.MeetingUnplanned:
		return "The month ended without a date for this meeting. There is nothing left to do for it."
	case pug.MeetingCancelled:
		return "This meeting was cancelled."
	case pug.MeetingReported:
		return "This meeting was held, and its attendance is reported. Thank you!"
	case pug.MeetingNotKnown:
		return "This meeting was held. Its attendance was not reported in time, so it counts against nobody."
	case pug.MeetingPlanned:
		return "This meeting has started, so it can no longer be changed. This is how it was planned."
	}
	return "No date was chosen for this meeting yet."
}

// planned is what became of the meeting, for late links; nil if the Champion never said anything.
func (f function) planned(o occasion) *page.Decision {
	m := o.meeting
	if m.Planned.IsZero() {
		return nil
	}
	did := "planned"
	if m.State == pug.MeetingCancelled {
		did = "cancelled"
	}
	if m.NotHeld {
		did = "planned, and did not take place"
	}
	what := fmt.Sprintf("The meeting was %s: %s, %s.", did, m.Topic, f.WhenMeets(m))
	return f.Decision(what, pug.Decision{By: cmp.Or(m.By, o.group.Led()), At: m.Planned, Note: m.Note})
}
