package people

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// ready says whether a person acts on this mail: at once, only when reminded, or not at all.
func (p *People) ready(e errand, reminded, silent float64) bool {
	switch at := e.dice.Float64(); {
	case at < silent:
		return false
	case at < silent+reminded:
		return e.reminded && p.take(e)
	}
	return p.take(e)
}

// askJoin asks a Champion whose group does not open to apply as a member. Who would, names the topic listed first.
func (p *People) askJoin(e errand) {
	if choice, _ := e.dice.choice(p.Habits.Join); choice != pug.ChoiceYes || !p.take(e) {
		return
	}
	p.later(e, e.dice.delay(p.Habits.Join.Delay), func(e errand, page browser.Page) error {
		form, values := page.Find("topic1"), url.Values{}
		if form >= 0 {
			topics, _ := page.Forms[form].Field("topic1")
			values.Set("topic1", topics.Options[1].Value) // the first asks to choose
		}
		_, err := p.submit(page, form, values, nil)
		return err
	})
}

// askPlan is the monthly question to a Champion: topic, date and place. Some think again afterwards.
func (p *People) askPlan(e errand) {
	habit := p.Habits.Plan
	if habit.Months > 0 && p.count(e) > habit.Months {
		return
	}
	if p.ready(e, habit.Reminded, habit.Silent) {
		p.later(e, e.dice.delay(habit.Delay), p.plan)
	}
}

// plan fills in the month's meeting, and plans a change or a cancellation, where there will be one.
func (p *People) plan(e errand, page browser.Page) error {
	habit := p.Habits.Plan
	starts, err := p.sendPlan(e, page)
	if err != nil || starts.IsZero() {
		return err
	}
	again := starts.Sub(p.Clock.Now()) / 2
	switch at := e.dice.Float64(); {
	case at < habit.Cancelled:
		p.later(e, again, p.cancel)
	case at < habit.Cancelled+habit.Changed && again > day:
		p.later(e, again, func(e errand, page browser.Page) error {
			_, err := p.sendPlan(e, page)
			return err
		})
	}
	return nil
}

// sendPlan sends the form with a date of the month that is left; without one the Champion lets the month pass, and the
// time is zero.
func (p *People) sendPlan(e errand, page browser.Page) (time.Time, error) {
	form := page.Find("topic", "date", "time", "zone", "minutes", "place")
	if form < 0 {
		return time.Time{}, fmt.Errorf("the page has other forms than expected: %s", page.Title)
	}
	field := func(name string) browser.Field {
		x, _ := page.Forms[form].Field(name)
		return x
	}
	if strings.Contains(page.Text, "One click confirms it") {
		return p.confirm(page, form, field)
	}
	zone, known := calendar.Zone(field("zone").Value)
	if !known {
		return time.Time{}, fmt.Errorf("the page is in the time zone %q", field("zone").Value)
	}
	starts := p.moment(e, field("date"), p.Clock.Now().In(zone))
	if starts.IsZero() {
		return starts, nil
	}
	values := url.Values{
		"topic": {p.topic(e, page)}, "date": {starts.Format(time.DateOnly)}, "time": {starts.Format("15:04")},
		"minutes": {pick(e.dice, []string{"60", "60", "90"})},
		"place":   {fmt.Sprintf("https://meet.example.com/pug-%06x", e.dice.IntN(1<<24))},
	}
	optional := url.Values{}
	if diceFor(p.Seed, "usual time", e.person).chance(p.Habits.Plan.Usual) {
		optional.Set("usual", "from_start")
	}
	_, err := p.submit(page, form, values, optional)
	return starts, err
}

// confirm takes the plan as the page has filled it in, and says when it starts.
func (p *People) confirm(page browser.Page, form int, field func(string) browser.Field) (time.Time, error) {
	zone, known := calendar.Zone(field("zone").Value)
	if !known {
		return time.Time{}, fmt.Errorf("the page is in the time zone %q", field("zone").Value)
	}
	starts, err := time.ParseInLocation("2006-01-02 15:04", field("date").Value+" "+field("time").Value, zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("the page has no date to confirm: %w", err)
	}
	_, err = p.submit(page, form, url.Values{}, nil)
	return starts, err
}

// moment is when the meeting starts: not on the day that it had before. It is zero where the month has no day left.
func (p *People) moment(e errand, date browser.Field, now time.Time) time.Time {
	days := slices.DeleteFunc(meetingDays(date, now),
		func(d time.Time) bool { return d.Format(time.DateOnly) == date.Value })
	if len(days) == 0 {
		return time.Time{}
	}
	d := pick(e.dice, days)
	return time.Date(d.Year(), d.Month(), d.Day(), 9+e.dice.IntN(8), 30*e.dice.IntN(2), 0, 0, d.Location())
}

// meetingDays are the weekdays between the 8th and the 26th on which a meeting can be held, two days from now or later.
func meetingDays(date browser.Field, now time.Time) []time.Time {
	before, err := time.Parse(time.DateOnly, date.Min)
	month := before.AddDate(0, 0, 1)
	if err != nil {
		month = now
	}
	var days []time.Time
	for d := 8; d <= 26; d++ {
		held := time.Date(month.Year(), month.Month(), d, 9, 0, 0, 0, now.Location())
		weekend := held.Weekday() == time.Saturday || held.Weekday() == time.Sunday
		if !weekend && held.Sub(now) > 2*day {
			days = append(days, held)
		}
	}
	return days
}

// topic is about the group's own, which the page names.
func (p *People) topic(e errand, page browser.Page) string {
	_, after, _ := strings.Cut(page.Text, "Your group's topic is ")
	topic, _, found := strings.Cut(after, ". ")
	if !found || topic == "" || len(topic) > 100 {
		topic = "Our work"
	}
	return topic + ": " + pick(e.dice, []string{"what worked", "what we would do differently", "numbers on the table",
		"a case each", "tools and habits", "questions we avoid"})
}

func (p *People) cancel(e errand, page browser.Page) error {
	form := formFor(page, "cancel")
	if form < 0 {
		return nil // it has started
	}
	_, err := p.submit(page, form, url.Values{},
		url.Values{"note": {"I am sorry: something came up that I cannot move."}})
	return err
}

// askReport is the question who was there.
func (p *People) askReport(e errand) {
	habit := p.Habits.Report
	if p.ready(e, habit.Reminded, habit.Silent) {
		p.later(e, e.dice.delay(habit.Delay), p.report)
	}
}

// report says of each member what happened. The meeting was the day before the Champion was first asked.
func (p *People) report(e errand, page browser.Page) error {
	month := e.progress.began.Add(-day).Format("2006-01")
	upload, file := page.Find("report"), p.meetingReport(page, month)
	if upload >= 0 && file != "" && diceFor(p.Seed, "report", e.person).chance(p.Habits.Report.Uploaded) {
		filled, err := p.submit(page, upload, url.Values{"report": {file}}, nil)
		if err != nil {
			return err
		}
		page = filled
	}
	values := url.Values{}
	form := len(page.Forms) - 1
	for i, f := range page.Forms {
		for _, x := range f.Fields {
			if x.Type == "radio" && x.Offers(string(pug.Attended)) && x.Offers(string(pug.Missed)) {
				form = i
				values.Set(x.Name, string(p.attendance(x.Name, month)))
			}
		}
	}
	_, err := p.submit(page, form, values, nil)
	return err
}

// meetingReport is what the video meeting says of who was there, as Google Meet writes it; empty where nobody was.
func (p *People) meetingReport(page browser.Page, month string) string {
	var there strings.Builder
	for _, f := range page.Forms {
		for _, x := range f.Fields {
			if x.Type == "radio" && p.attendance(x.Name, month) == pug.Attended {
				name := strings.ReplaceAll(x.Label, `"`, `""`)
				fmt.Fprintf(&there, "\"%s\",,1 hr 1 min,4:00 PM,5:01 PM\n", name)
			}
		}
	}
	if there.Len() == 0 {
		return ""
	}
	return "Name,Email,Duration,Time joined,Time exited\n" + there.String()
}
