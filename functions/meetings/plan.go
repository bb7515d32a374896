package meetings

import (
	"strconv"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// plannable says whether the Champion may still plan, change or cancel the meeting.
func plannable(m pug.Meeting, now time.Time) bool {
	switch m.State {
	case pug.MeetingAsked, pug.MeetingCancelled:
		return true
	case pug.MeetingPlanned:
		return now.Before(m.Starts)
	}
	return false
}

// schedule is the meeting with the Champion's plan in it. What members were invited to gets a higher sequence only where they would notice
// (RFC 5545, 3.8.7.4); a new start asks for talking points afresh, since the links of the old ones end with it.
func schedule(m pug.Meeting, p pug.Plan, now time.Time) pug.Meeting {
	changed := p.Changes(m)
	m.Zone = p.Zone
	if !changed {
		return m
	}
	if !m.Planned.IsZero() {
		m.Sequence++
	}
	if m.State == pug.MeetingCancelled {
		m.Series = m.Sequence
	}
	if !p.Starts.Equal(m.Starts) {
		m.Points, m.Digested = false, false
	}
	m.State, m.Planned, m.Announced, m.Note = pug.MeetingPlanned, now, time.Time{}, ""
	m.Topic, m.Starts, m.Minutes, m.Place = p.Topic, p.Starts.UTC(), p.Minutes, p.Place
	m.Reminded, m.Escalated = 0, false
	return m
}

// callOff is the meeting as cancelled by the Champion.
func callOff(m pug.Meeting, note string, now time.Time) pug.Meeting {
	m.Sequence++
	m.State, m.Planned, m.Announced, m.Note = pug.MeetingCancelled, now, time.Time{}, note
	m.Points, m.Digested = false, false
	return m
}

// planForm asks for the plan. A planned meeting is filled in; one that was cancelled only as far as a new date leaves it.
func (f *function) planForm(o occasion, championZone string) page.Form {
	m, zone := o.meeting, o.meeting.Zone
	if zone == "" {
		zone = f.knownZone(championZone)
	}
	programme := f.Settings.Zone.String()
	date, clock, minutes, submit := "", "", strconv.Itoa(pug.MinMeetingMinutes), "Plan the meeting and invite members"
	if m.Minutes > 0 {
		minutes = strconv.Itoa(m.Minutes)
	}
	if m.State == pug.MeetingPlanned {
		start := m.Starts.In(f.zone(m))
		date, clock, submit = start.Format(time.DateOnly), start.Format("15:04"), "Save and tell members"
	}
	return page.Form{Submit: submit, Fields: []page.Field{
		{Name: "topic", Label: "Topic", Hint: "Your group's topic is " + o.group.Topic.Name + ". What is this meeting about?", Value: m.Topic, Required: true, Length: 150},
		{Kind: page.Date, Name: "date", Label: "Date", Value: date, Required: true,
			Min: o.month.From.In(f.Settings.Zone).Format(time.DateOnly), Max: o.month.To.Add(-time.Second).In(f.Settings.Zone).Format(time.DateOnly)},
		{Kind: page.Time, Name: "time", Label: "Time", Hint: "In the time zone below.", Value: clock, Required: true},
		{Kind: page.Select, Name: "zone", Label: "Time zone", Value: zone, Required: true, Options: zoneOptions(zone, f.knownZone(championZone), programme)},
		{Kind: page.Number, Name: "minutes", Label: "Length in minutes", Value: minutes, Required: true,
			Min: strconv.Itoa(pug.MinMeetingMinutes), Max: strconv.Itoa(pug.MaxMeetingMinutes)},
		{Kind: page.URL, Name: "place", Label: "Link to the video meeting", Hint: "Such as https://meet.example.com/our-group.", Value: m.Place, Required: true, Length: 1000},
	}}
}

// knownZone is the zone that a Champion gave in the application, else the programme's.
func (f *function) knownZone(name string) string {
	if _, err := time.LoadLocation(name); err != nil || name == "" || name == "Local" {
		return f.Settings.Zone.String()
	}
	return name
}

// readPlan takes the plan out of a form that was read, and says in the form what is wrong with it.
func readPlan(form *page.Form, month pug.Month, now time.Time) (pug.Plan, bool) {
	p := pug.Plan{Topic: form.Value("topic"), Zone: form.Value("zone"), Place: form.Value("place")}
	if form.Failed() {
		return p, false
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil { // the form offers none that does not load, unless the machine's time zones are incomplete
		form.Fail("zone", "This time zone is not known here: choose another one with the same time.")
		return p, false
	}
	var problem string
	if p.Starts, problem = localTime(form.Value("date"), form.Value("time"), zone); problem != "" {
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
