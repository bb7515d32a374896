package meetings

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// planView is the page on which a Champion plans, changes or cancels a meeting.
type planView struct {
	Month   string
	Facts   []page.Fact // of the planned meeting, empty before
	Former  bool        // an earlier date was cancelled
	Form    page.Form
	Cancel  *page.Field // the note of a cancellation; nil where there is nothing to cancel
	Members int
}

func (f *function) showPlan(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	o, err := f.occasion(r.Context(), v)
	if err != nil {
		return err
	}
	if v.Late || !plannable(o.meeting, f.now()) {
		f.showAsItIs(w, r, v, o)
		return nil
	}
	zone, err := f.championZone(r.Context(), o.group)
	if err != nil {
		return err
	}
	return f.renderPlan(w, r, http.StatusOK, o, f.planForm(o, zone))
}

func (f *function) renderPlan(w http.ResponseWriter, r *http.Request, status int, o occasion, form page.Form) error {
	members, err := f.members(r.Context(), o.group.ID)
	if err != nil {
		return err
	}
	view := planView{Month: monthName(o.month.Name), Form: form, Members: len(members), Former: o.meeting.State == pug.MeetingCancelled}
	if o.meeting.State == pug.MeetingPlanned {
		view.Facts = f.facts(o.meeting)
		view.Cancel = &page.Field{Kind: page.TextArea, Name: "note", Label: "A word to members", Hint: "They read it in the mail about the cancellation."}
	}
	f.pages.Render(w, r, status, "plan", page.View{Title: "Your group's meeting in " + view.Month, Data: view})
	return nil
}

func (f *function) takePlan(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.now()
	o, err := f.occasion(r.Context(), v)
	if err != nil {
		return err
	}
	if v.Late || !plannable(o.meeting, now) {
		f.showAsItIs(w, r, v, o)
		return nil
	}
	if err := r.ParseForm(); err != nil {
		return pug.Wrapf(err, pug.Invalid, "The form could not be read")
	}
	if r.PostForm.Get("action") == "cancel" {
		return f.cancel(w, r, v, o, now)
	}
	zone, err := f.championZone(r.Context(), o.group)
	if err != nil {
		return err
	}
	form := f.planForm(o, zone)
	form.Read(r.PostForm)
	plan, ok := readPlan(&form, o.month, now)
	if !ok {
		return f.renderPlan(w, r, http.StatusUnprocessableEntity, o, form)
	}
	return f.plan(w, r, v, o, plan, now)
}

// plan saves the plan and tells the group. Where mail fails, the plan stands all the same, and the next round writes to the group.
func (f *function) plan(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, p pug.Plan, now time.Time) error {
	if open(o.meeting) && o.meeting.State == pug.MeetingCancelled { // first the group must hear of the cancellation
		members, err := f.members(r.Context(), o.group.ID)
		if err != nil {
			return err
		}
		if _, err := f.carryOut(r.Context(), o, members, now); err != nil {
			return err
		}
	}
	m, ok, err := f.change(r.Context(), o.group.ID, o.month.Name, func(m pug.Meeting) (pug.Meeting, bool) {
		return schedule(m, p, now), plannable(m, now)
	})
	if err != nil {
		return err
	}
	if !ok {
		f.showAsItIs(w, r, v, o.with(m))
		return nil
	}
	f.tell(r.Context(), o.with(m), now)
	title := "The meeting is planned"
	if o.meeting.State == pug.MeetingPlanned && m.Sequence > o.meeting.Sequence {
		title = "The meeting is changed"
	}
	f.pages.Done(w, r, title, "Thank you. You and your members get it by mail, with an invitation for the calendar. The link in your mail lets you change or cancel it until it starts.", f.facts(m)...)
	return nil
}

func (f *function) cancel(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, now time.Time) error {
	form := page.Form{Fields: []page.Field{{Kind: page.TextArea, Name: "note", Label: "A word to members"}}}
	if !form.Read(r.PostForm) {
		zone, err := f.championZone(r.Context(), o.group)
		if err != nil {
			return err
		}
		again := f.planForm(o, zone)
		again.Fail("note", "The word to members is too long: use at most 2000 characters.")
		return f.renderPlan(w, r, http.StatusUnprocessableEntity, o, again)
	}
	m, ok, err := f.change(r.Context(), o.group.ID, o.month.Name, func(m pug.Meeting) (pug.Meeting, bool) {
		return callOff(m, form.Value("note"), now), m.State == pug.MeetingPlanned && plannable(m, now)
	})
	if err != nil {
		return err
	}
	if !ok {
		f.showAsItIs(w, r, v, o.with(m))
		return nil
	}
	f.tell(r.Context(), o.with(m), now)
	f.pages.Done(w, r, "The meeting is cancelled", "You and your members get word by mail, and it leaves the calendars. If you find another date this month, use the same link again.", f.facts(m)...)
	return nil
}

// tell does what has become due by the Champion's word, without waiting for the next round.
func (f *function) tell(ctx context.Context, o occasion, now time.Time) {
	members, err := f.members(ctx, o.group.ID)
	if err == nil {
		_, err = f.carryOut(ctx, o, members, now)
	}
	if err != nil {
		f.Log.ErrorContext(ctx, "the group could not be told; the next round does it", "meeting", subject(o.group.ID, o.month.Name), "error", err)
	}
}

func (f *function) championZone(ctx context.Context, g pug.Group) (string, error) {
	a, err := f.Store.Application(ctx, g.Champion.ID)
	if pug.IsError(err, pug.NotFound) {
		return "", nil
	}
	return a.TimeZone, err
}

// noticeView is a page that only shows how things stand.
type noticeView struct {
	Text  string
	Facts []page.Fact
	Quote string
}

// showAsItIs shows a meeting that can no longer be changed; a late link says so, with what became of the meeting.
func (f *function) showAsItIs(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion) {
	m := o.meeting
	if v.Late {
		f.pages.Expired(w, r, v.Expires.In(f.Settings.Zone), f.planned(o))
		return
	}
	view := noticeView{Text: f.stateSentence(o)}
	if !m.Starts.IsZero() {
		view.Facts = f.facts(m)
	}
	f.pages.Render(w, r, http.StatusOK, "notice", page.View{Title: "Your group's meeting in " + monthName(o.month.Name), Data: view})
}

// stateSentence says in a sentence where a meeting stands.
func (f *function) stateSentence(o occasion) string {
	switch o.meeting.State {
	case pug.MeetingUnplanned:
		return "The month ended without a date for this meeting. There is nothing left to do for it."
	case pug.MeetingCancelled:
		return "This meeting was cancelled."
	case pug.MeetingReported:
		return "This meeting was held, and its attendance is reported. Thank you!"
	case pug.MeetingNotKnown:
		return "This meeting was held. Its attendance was not reported in time, so it is closed as \"not recorded\" and counts against nobody."
	case pug.MeetingPlanned:
		return "This meeting has started, so it can no longer be changed. This is how it was planned."
	}
	return "No date was chosen for this meeting yet."
}

// planned is what became of the meeting, for late links; nil where the Champion never said anything.
func (f *function) planned(o occasion) *page.Decision {
	m := o.meeting
	if m.Planned.IsZero() {
		return nil
	}
	what := fmt.Sprintf("The meeting was planned: %s, %s.", m.Topic, f.when(m))
	if m.State == pug.MeetingCancelled {
		what = fmt.Sprintf("The meeting was cancelled: %s, %s.", m.Topic, f.when(m))
	}
	return &page.Decision{What: what, By: o.group.Champion.Name, When: m.Planned.In(f.Settings.Zone), Note: m.Note}
}
