package meetings

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// planForm asks for the plan. A planned meeting is filled in; a cancelled one only as far as a new date leaves it.
func (f function) planForm(o occasion, leaderZone string) page.Form {
	m, likely := o.meeting, f.Zone(leaderZone).String()
	zone := cmp.Or(m.Zone, likely)
	date, clock, submit := "", "", "Plan the meeting and invite members"
	minutes := strconv.Itoa(cmp.Or(m.Minutes, pug.MinMeetingMinutes))
	if m.State == pug.MeetingPlanned {
		start := m.Starts.In(f.Zone(m.Zone))
		date, clock, submit = start.Format(time.DateOnly), start.Format("15:04"), "Save and tell members"
	}
	first, end := o.month.From.In(f.Settings.Zone), o.month.To.Add(-time.Second).In(f.Settings.Zone)
	return page.Form{Submit: submit, Fields: []page.Field{
		{Name: "topic", Label: "Topic", Value: m.Topic, Required: true, Length: 150,
			Hint: "Your group's topic is " + o.group.Topic.Name + ". What is this meeting about?"},
		{Kind: page.Date, Name: "date", Label: "Date", Value: date, Required: true,
			Min: first.Format(time.DateOnly), Max: end.Format(time.DateOnly)},
		{Kind: page.Time, Name: "time", Label: "Time", Hint: "In the time zone below.", Value: clock, Required: true},
		{Kind: page.Select, Name: "zone", Label: "Time zone", Value: zone, Required: true,
			Options: zoneOptions(zone, likely, f.Settings.Zone.String())},
		{Kind: page.Number, Name: "minutes", Label: "Length in minutes", Value: minutes, Required: true,
			Min: strconv.Itoa(pug.MinMeetingMinutes), Max: strconv.Itoa(pug.MaxMeetingMinutes)},
		{Kind: page.URL, Name: "place", Label: "Link to the video meeting", Value: m.Location, Required: true,
			Length: 1000, Hint: "Such as https://meet.example.com/our-group."},
	}}
}

// zoneOptions offers the likely zones first, each once, and then the common ones.
func zoneOptions(likely ...string) []page.Option {
	var options []page.Option
	for _, name := range append(likely, calendar.CommonZones()...) {
		if !slices.ContainsFunc(options, func(o page.Option) bool { return o.Value == name }) {
			options = append(options, page.Option{Value: name, Label: strings.ReplaceAll(name, "_", " ")})
		}
	}
	return options
}

// readPlan takes the plan out of a form that was read, and says in the form what is wrong with it.
func readPlan(form *page.Form, month pug.Month, now time.Time) (pug.Plan, bool) {
	p := pug.Plan{Topic: form.Value("topic"), Zone: form.Value("zone"), Location: form.Value("place")}
	if form.Failed() {
		return p, false
	}
	zone, known := calendar.Zone(p.Zone)
	if !known { // the form offers none that does not load, unless the machine's time zones are incomplete
		form.Fail("zone", "This time zone is not known here: choose another one with the same time.")
		return p, false
	}
	var problem string
	if p.Starts, problem = calendar.LocalTime(form.Value("date"), form.Value("time"), zone); problem != "" {
		form.Fail("time", problem)
		return p, false
	}
	p.Minutes, _ = strconv.Atoi(form.Value("minutes")) // no number is 0 minutes: too short
	for field, sentence := range p.Check(month, now) {
		if field == "starts" {
			field = "date"
		}
		form.Fail(field, sentence)
	}
	return p, !form.Failed()
}

// planView is the page on which a Champion plans, changes or cancels a meeting.
type planView struct {
	Month   string
	Facts   []page.Fact // of the planned meeting, empty before
	Former  bool        // an earlier date was cancelled
	Form    page.Form
	Cancel  []page.Field // the note of a cancellation; none if there is nothing to cancel
	Members int
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
	zone, err := f.leaderZone(r.Context(), *o.leader)
	if err != nil {
		return err
	}
	form := f.planForm(o, zone)
	if r.Method == http.MethodPost && r.PostFormValue("action") == "cancel" {
		return f.cancel(w, r, v, o, form)
	}
	status, answered := duty.Answered(r, &form)
	if answered {
		if plan, ok := readPlan(&form, o.month, now); ok {
			return f.plan(w, r, v, o, plan)
		}
		status = http.StatusUnprocessableEntity
	}
	f.renderPlan(w, r, status, o, form)
	return nil
}

func (f function) renderPlan(w http.ResponseWriter, r *http.Request, status int, o occasion, form page.Form) {
	view := planView{Month: pug.MonthName(o.month.Name), Form: form, Members: len(o.members),
		Former: o.meeting.State == pug.MeetingCancelled}
	if o.meeting.State == pug.MeetingPlanned {
		view.Facts = f.facts(o.meeting)
		view.Cancel = []page.Field{cancelField()}
	}
	f.Pages.Render(w, r, status, "plan", page.View{Title: "Your group's meeting in " + view.Month, Data: view})
}

// plan saves the plan and tells the group. If mail fails, the plan stands all the same, and the next round writes to
// the group.
func (f function) plan(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, p pug.Plan) error {
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
		return f.Identified(m.Scheduled(p, now)), may
	}
	return f.save(w, r, v, o, plan, func(m pug.Meeting) (title, next string) {
		title = "The meeting is planned"
		if o.meeting.State == pug.MeetingPlanned && m.Sequence > o.meeting.Sequence {
			title = "The meeting is changed"
		}
		return title, "Thank you. You and your members get it by mail, with an invitation for the calendar. " +
			"The link in your mail lets you change or cancel it until it starts."
	})
}

func (f function) cancel(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, plan page.Form) error {
	now := f.Now()
	form := page.Form{Fields: []page.Field{cancelField()}}
	if !form.Read(r.PostForm) {
		plan.Fail("note", "The message to members is too long: use at most 2000 characters.")
		f.renderPlan(w, r, http.StatusUnprocessableEntity, o, plan)
		return nil
	}
	cancel := func(m pug.Meeting) (pug.Meeting, bool) {
		may := m.State == pug.MeetingPlanned && m.Plannable(now)
		m.By = v.Who()
		return m.CalledOff(form.Value("note"), now), may
	}
	return f.save(w, r, v, o, cancel, func(pug.Meeting) (title, next string) {
		return "The meeting is cancelled", "You and your members are told by mail, and it leaves the calendars. " +
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
	f.Pages.Done(w, r, title, next, f.facts(m)...)
	return nil
}

// cancelField asks for the note of a cancellation.
func cancelField() page.Field {
	return page.Field{Kind: page.TextArea, Name: "note", Label: "Message to the members",
		Hint: "They read it in the mail about the cancellation."}
}

func (f function) leaderZone(ctx context.Context, p pug.Person) (string, error) {
	a, err := f.Store.Application(ctx, p.ID)
	if pug.IsError(err, pug.NotFound) {
		return "", nil
	}
	return a.TimeZone, err
}
