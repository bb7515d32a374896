package meetings

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// planForm asks for the plan. A planned meeting is filled in; a cancelled one only as far as a new date leaves it.
func (f function) planForm(o occasion, championZone string) page.Form {
	m, zone, likely := o.meeting, o.meeting.Zone, f.Zone(championZone).String()
	if zone == "" {
		zone = likely
	}
	date, clock, minutes, submit := "", "", strconv.Itoa(pug.MinMeetingMinutes), "Plan the meeting and invite members"
	if m.Minutes > 0 {
		minutes = strconv.Itoa(m.Minutes)
	}
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
			Length: 1000,
			Hint:   "Such as https://meet.example.com/our-group."},
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
