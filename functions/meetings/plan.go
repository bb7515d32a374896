package meetings

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// planView is the page on which a Champion plans, changes or cancels a meeting.
type planView struct {
	Month   string
	Facts   []page.Fact // of the planned meeting, empty before
	Former  bool        // an earlier date was cancelled
	Usual   string      // when the group usually meets, where that fills in the form
	Linked  bool        // and with a video link
	Unusual string      // why it can't be then this month
	Form    page.Form
	Times   *timesView   // what clocks show at the chosen time; nil where none is chosen
	Cancel  []page.Field // the note of a cancellation; none if there is nothing to cancel
	Invited string       // to the meeting: the reader, and how many members
}

// planning is the page on which whoever leads a group plans, changes or cancels a meeting.
func (f function) planning(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.Now()
	o, err := f.led(r.Context(), v)
	if err != nil {
		return err
	}
	if o.leader == nil {
		f.showLedByOthers(w, r, o)
		return nil
	}
	if v.Late || !o.meeting.Plannable(now) {
		f.showAsItIs(w, r, v, o)
		return nil
	}
	people, err := f.zones(r.Context(), o)
	if err != nil {
		return err
	}
	view := f.planView(o, people, r.PostFormValue("date"), now)
	switch {
	case r.Method == http.MethodPost && r.PostFormValue("action") == "cancel":
		return f.cancel(w, r, v, o, view)
	case r.Method == http.MethodPost && r.PostFormValue("action") == "times":
		f.renderPlan(w, r, view.lookAround(r.PostForm, people), view)
		return nil
	}
	status, answered := duty.Answered(r, &view.Form)
	if answered {
		if plan, ok := readPlan(&view.Form, o, now); ok {
			return f.plan(w, r, v, o, plan)
		}
		status = http.StatusUnprocessableEntity
	}
	f.renderPlan(w, r, status, view)
	return nil
}

// planView is the page as it is opened. Chosen is the day that was posted, empty before.
func (f function) planView(o occasion, people zones, chosen string, now time.Time) *planView {
	view := &planView{Month: pug.MonthName(o.month.Name), Invited: invited(len(o.members)),
		Former: o.meeting.State == pug.MeetingCancelled}
	usual, start := o.group.UsualSlot(), time.Time{}
	switch {
	case o.meeting.State == pug.MeetingPlanned:
		start = o.meeting.Starts.In(f.Zone(o.meeting.Zone))
		view.Facts = f.facts(o)
		view.Cancel = []page.Field{cancelField()}
	case usual != pug.Slot{} && !view.Former:
		view.Usual, view.Linked = usual.String(), usual.Location != ""
		start, view.Unusual = calendar.Usual(usual, o.month, now)
	}
	view.Form = f.planForm(o, start, dayMeant(chosen, start, o.month, now), people.leader)
	if !start.IsZero() {
		view.Times = people.at(start, minutesOf(view.Form))
	}
	return view
}

// invited says to who plans a meeting who is invited to it.
func invited(members int) string {
	if members == 0 {
		return "you"
	}
	return "you and " + pug.Count(members, "member", "members")
}

func (f function) renderPlan(w http.ResponseWriter, r *http.Request, status int, view *planView) {
	f.Pages.Render(w, r, status, "plan", page.View{Title: "Your group's meeting in " + view.Month, Data: view})
}

// plan saves the plan and tells the group. If mail fails, the plan stands all the same, and the next round writes to
// the group.
func (f function) plan(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, p proposed) error {
	now := f.Now()
	if o.meeting.Open() && o.meeting.State == pug.MeetingCancelled { // first the group must hear of the cancellation
		if _, err := f.carryOut(r.Context(), o); err != nil {
			return err
		}
	}
	plan := func(m pug.Meeting) (pug.Meeting, bool) {
		may := m.Plannable(now)
		if p.Changes(m) {
			m.By = v.Who()
		}
		return f.Identified(m.Scheduled(p.Plan, now)), may
	}
	o.usual = p.usual
	return f.save(w, r, v, o, plan, func(m pug.Meeting) (title, next string) {
		title = "The meeting is planned"
		if o.meeting.State == pug.MeetingPlanned && m.Sequence > o.meeting.Sequence {
			title = "The meeting is changed"
		}
		return title, "Thank you. You and your members get it by email, with an invitation for the calendar. " +
			"The link in your email lets you change or cancel it until it starts."
	})
}

func (f function) cancel(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, view *planView) error {
	now := f.Now()
	form := page.Form{Fields: []page.Field{cancelField()}}
	if !form.Read(r.PostForm) {
		view.Cancel = form.Fields
		view.Form.Fail("", "The message to your members is too long, so the meeting was not cancelled.")
		f.renderPlan(w, r, http.StatusUnprocessableEntity, view)
		return nil
	}
	cancel := func(m pug.Meeting) (pug.Meeting, bool) {
		may := m.State == pug.MeetingPlanned && m.Plannable(now)
		m.By = v.Who()
		return m.CalledOff(form.Value("note"), now), may
	}
	return f.save(w, r, v, o, cancel, func(pug.Meeting) (title, next string) {
		return "The meeting is cancelled", "You and your members are told by email, and it leaves the calendars. " +
			"If you find another date this month, use the same link again."
	})
}

// save makes a change of the meeting, and tells the group what has become due by it without waiting for the next round.
// done says on the page what was done, and what comes next.
func (f function) save(
	w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion,
	edit func(pug.Meeting) (pug.Meeting, bool), done func(pug.Meeting) (title, next string),
) error {
	m, saved, err := f.change(r.Context(), o, v, edit)
	if err != nil {
		return f.overtaken(w, r, v, o, err)
	}
	if !saved {
		f.showAsItIs(w, r, v, o.with(m))
		return nil
	}
	if _, err := f.carryOut(r.Context(), o.with(m)); err != nil {
		f.Log.ErrorContext(r.Context(), "the group could not be told; the next round does it",
			"meeting", subject(o.group.ID, o.month.Name), "error", err)
	}
	title, next := done(m)
	f.Pages.Done(w, r, title, next, append(f.facts(o.with(m)), usualFact(o.usual)...)...)
	return nil
}

// cancelField asks for the note of a cancellation.
func cancelField() page.Field {
	return page.Field{Kind: page.TextArea, Name: "note", Label: "Message to the members",
		Hint: "They read it in the email about the cancellation."}
}
