package meetings

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// planForm asks for the plan. It is filled in by the meeting, else by what is usual, and with the start where one is
// known. Time zones are offered as they are on the day that is meant.
func (f function) planForm(o occasion, start, on time.Time, leaderZone string) page.Form {
	m, usual, likely := o.meeting, o.group.UsualSlot(), f.Zone(leaderZone).String()
	zone := cmp.Or(m.Zone, usual.Zone, likely)
	topic, date, clock, submit := m.Topic, "", usual.Clock, "Plan the meeting and invite members"
	if !start.IsZero() {
		start = start.In(f.Zone(zone))
		date, clock = start.Format(time.DateOnly), start.Format("15:04")
	}
	if usual != (pug.Slot{}) {
		topic = cmp.Or(topic, o.group.Topic.Name)
	}
	switch {
	case m.State == pug.MeetingPlanned:
		submit = "Save and tell members"
	case !start.IsZero():
		submit = "Confirm and invite members"
	}
	minutes := strconv.Itoa(cmp.Or(m.Minutes, usual.Minutes, pug.MinMeetingMinutes))
	// Somewhere the month has begun the day before, or goes on the day after: what is read is held to the month.
	first, last := o.month.From.In(f.Settings.Zone).AddDate(0, 0, -1), o.month.To.In(f.Settings.Zone)
	return page.Form{Submit: submit, Fields: []page.Field{
		{Name: "topic", Label: "Topic", Value: topic, Required: true, Length: 150,
			Hint: "Your group's topic is " + o.group.Topic.Name + ". What is this meeting about?"},
		{Kind: page.Date, Name: "date", Label: "Date", Value: date, Required: true,
			Min: first.Format(time.DateOnly), Max: last.Format(time.DateOnly)},
		{Kind: page.Time, Name: "time", Label: "Time", Hint: "In the time zone below.", Value: clock, Required: true},
		{Kind: page.Select, Name: "zone", Label: "Time zone", Value: zone, Required: true,
			Hint:    "Choose a city whose clocks show the time that you gave.",
			Options: page.ZoneOptions(on, likely, zone, f.Settings.Zone.String())},
		{Kind: page.Number, Name: "minutes", Label: "Length in minutes", Value: minutes, Required: true,
			Min: strconv.Itoa(pug.MinMeetingMinutes), Max: strconv.Itoa(pug.MaxMeetingMinutes)},
		{Kind: page.URL, Name: "place", Label: "Link to the video meeting", Required: true,
			Value: cmp.Or(m.Location, usual.Location), Length: 1000,
			Hint: "Such as https://meet.example.com/our-group."},
		usualField(usual),
	}}
}

// dayMeant is about when the meeting is to be, as far as that is known: on the day that was chosen, else at the start,
// else in the month that is planned, from now on.
func dayMeant(chosen string, start time.Time, month pug.Month, now time.Time) time.Time {
	if day, err := time.Parse(time.DateOnly, chosen); err == nil {
		return day.Add(12 * time.Hour)
	}
	switch {
	case !start.IsZero():
		return start
	case now.Before(month.From):
		return month.From
	}
	return now
}

// proposed is the plan of a meeting, with what was said of when the group usually meets.
type proposed struct {
	pug.Plan
	usual *pug.Slot // nil: nothing
}

// readPlan takes the plan out of a form that was read, and says in the form what is wrong with it.
func readPlan(form *page.Form, o occasion, now time.Time) (proposed, bool) {
	p := proposed{Plan: pug.Plan{Topic: form.Value("topic"), Zone: form.Value("zone"),
		Location: linkOf(form.Value("place"))}}
	if form.Failed() {
		return p, false
	}
	if p.Starts = startOf(form); form.Failed() {
		return p, false
	}
	p.Minutes = minutesOf(*form)
	for field, sentence := range p.Check(o.month, now) {
		if field == "starts" {
			field = "date"
		}
		form.Fail(field, sentence)
	}
	p.usual = readUsual(form, p.Plan, *o.leader)
	return p, !form.Failed()
}

// startOf is the moment that was chosen. What is wrong with it is said in the form.
func startOf(form *page.Form) time.Time {
	zone, known := calendar.Zone(form.Value("zone"))
	if !known { // the form offers none that does not load, unless the machine's time zones are incomplete
		form.Fail("zone", "This time zone is not known here: choose another one with the same time.")
		return time.Time{}
	}
	if _, err := time.Parse(time.DateOnly, form.Value("date")); err != nil {
		form.Fail("date", "There is no such day. Give the date as 2026-10-15.")
		return time.Time{}
	}
	start, problem := calendar.LocalTime(form.Value("date"), form.Value("time"), zone)
	if problem != "" {
		form.Fail("time", problem)
	}
	return start
}

// linkOf is a link as it was meant: many leave out how it begins.
func linkOf(place string) string {
	host, _, _ := strings.Cut(place, "/")
	if strings.Contains(host, ".") && !strings.ContainsAny(place, ":@ ") {
		return "https://" + place
	}
	return place
}

// minutesOf is the length that was chosen; what is no number is 0, which is too short.
func minutesOf(form page.Form) int {
	minutes, _ := strconv.Atoi(form.Value("minutes"))
	return minutes
}
