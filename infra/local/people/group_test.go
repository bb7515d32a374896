package people_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/people"
)

const (
	plan = `<p>Your group's topic is Pricing. What is this meeting about?</p><form method="post"><input name="topic" maxlength="150">
<input type="date" name="date" min="2026-10-01" max="2026-10-31"><input type="time" name="time">
<select name="zone"><option selected>Europe/Madrid</option><option>UTC</option></select><input type="number" name="minutes" value="60"><input type="url" name="place"></form>`
	planned = plan + `<form method="post"><input type="hidden" name="action" value="cancel"><textarea name="note"></textarea></form>`
	points  = `<form method="post"><textarea name="points"></textarea></form>`
)

var report = `<form method="post">` + radios(20) + `</form>`

func radios(members int) string {
	var html strings.Builder
	for i := range members {
		for _, a := range []string{"attended", "excused", "missed"} {
			fmt.Fprintf(&html, `<input type="radio" name="m-%d" value="%s">`, i, a)
		}
	}
	return html.String()
}

func form(t *testing.T, line string) (time.Time, url.Values) {
	t.Helper()
	at, err := time.Parse("01-02 15:04", line[:len("01-02 15:04")])
	if err != nil {
		t.Fatal(err)
	}
	values, err := url.ParseQuery(line[strings.LastIndexByte(line, ' ')+1:])
	if err != nil {
		t.Fatal(err)
	}
	return at, values
}

func TestChampionsPlanMeetings(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Plan.Changed, h.Plan.Cancelled = 0, 0 })
	for i := range 100 {
		w.mail(fmt.Sprintf("c%d@example.com", i), "Plan your group's meeting in October 2026",
			fmt.Sprintf("/meetings/%d", i), plan)
	}
	w.run(t)
	first := len(w.log)
	for i := range 100 {
		w.mail(fmt.Sprintf("c%d@example.com", i), "Reminder: Plan your group's meeting in October 2026",
			fmt.Sprintf("/meetings/r%d", i), plan)
	}
	w.run(t)
	w.calm(t)
	if first < 80 || first > 96 || len(w.log) <= first || len(w.log) > 99 {
		t.Errorf("%d of 100 planned by themselves, %d in all: want most, some when reminded, and a few never", first,
			len(w.log))
	}
	for _, line := range w.log {
		at, v := form(t, line)
		madrid, err := time.LoadLocation("Europe/Madrid")
		if err != nil {
			t.Fatal(err)
		}
		held, err := time.ParseInLocation("2006-01-02 15:04", v.Get("date")+" "+v.Get("time"), madrid)
		if err != nil {
			t.Fatal(err)
		}
		office := held.Hour() >= 9 && held.Hour() < 17 && held.Weekday() != time.Saturday &&
			held.Weekday() != time.Sunday && held.Day() >= 8 && held.Day() <= 26
		if !office || held.YearDay()-at.YearDay() < 2 || v.Get("zone") != "Europe/Madrid" ||
			!strings.HasPrefix(v.Get("topic"), "Pricing: ") ||
			!strings.HasPrefix(v.Get("place"), "https://meet.example.com/") || v.Get("minutes") < "60" {
			t.Errorf("planned on %s: %v", at.Format("2 January"), v)
		}
	}
}

func TestChampionsThinkAgain(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*people.Habits)
		second string // of what is sent
	}{
		"and change the date once": {func(h *people.Habits) { h.Plan.Changed, h.Plan.Cancelled = 1, 0 }, "topic="},
		"and cancel":               {func(h *people.Habits) { h.Plan.Changed, h.Plan.Cancelled = 0, 1 }, "action=cancel"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 1, func(h *people.Habits) {
				test.change(h)
				h.Plan.Silent, h.Plan.Reminded = 0, 0
			})
			w.keeps = true
			w.mail("cleo@example.com", "Plan", "/meetings/x", planned)
			w.mail("cleo@example.com", "Reminder: Plan", "/meetings/x", planned)
			w.run(t)
			w.calm(t)
			if len(w.log) != 2 || !strings.Contains(w.log[1], test.second) {
				t.Errorf("sent %q, want a plan and then %q", w.log, test.second)
			}
		})
	}
}

func TestAMonthThatIsOverIsLetPass(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Plan.Silent, h.Plan.Reminded = 0, 0 })
	w.mail("cleo@example.com", "Plan", "/meetings/x", strings.ReplaceAll(plan, "2026-10", "2026-09"))
	w.run(t)
	w.calm(t)
	if len(w.log) != 0 {
		t.Errorf("sent %v", w.log)
	}
}

func TestChampionsMayTireOfPlanning(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Plan = people.Planning{Months: 2} })
	for month, name := range []string{"October", "November", "December"} {
		w.mail("cleo@example.com", "Plan your group's meeting in "+name, fmt.Sprintf("/meetings/%d", month), plan)
	}
	w.run(t)
	w.calm(t)
	if len(w.log) != 2 {
		t.Errorf("sent %d plans, want those of two months: %v", len(w.log), w.log)
	}
}

func TestAttendanceIsNotUpToWhoReportsIt(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Report.Silent, h.Report.Reminded = 0, 0 })
	w.mail("cleo@example.com", "Who was there? One", "/attendance/a", report)
	w.mail("dan@example.com", "Who was there? Two", "/attendance/b", report)
	w.run(t)
	w.calm(t)
	if len(w.log) != 2 {
		t.Fatalf("%d reports, want 2", len(w.log))
	}
	_, a := form(t, w.log[0])
	_, b := form(t, w.log[1])
	if a.Encode() != b.Encode() || len(a) != 20 {
		t.Errorf("two Champions report\n%v\n%v", a, b)
	}
}

func TestChampionsWithAUsualTimeOnlyConfirm(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Plan = people.Planning{Usual: 1} })
	usual := `<select name="usual"><option value="as_before" selected>No</option><option value="from_start">Yes</option></select></form>`
	asks := strings.Replace(plan, "</form>", usual, 1)
	filled := strings.NewReplacer(`name="date"`, `name="date" value="2026-10-14"`, `name="time"`, `name="time" value="16:00"`,
		`name="topic"`, `name="topic" value="Pricing"`, `name="place"`, `name="place" value="https://meet.example/cleo"`).Replace(plan)
	w.mail("cleo@example.com", "Plan your group's meeting in October 2026", "/meetings/1", asks)
	w.mail("cleo@example.com", "Plan your group's meeting in November 2026", "/meetings/2", "<p>One click confirms it</p>"+filled)
	w.run(t)
	w.calm(t)
	if len(w.log) != 2 {
		t.Fatalf("sent %d plans, want 2", len(w.log))
	}
	if _, v := form(t, w.log[0]); v.Get("usual") != "from_start" {
		t.Errorf("the first plan is %v", v)
	}
	if _, v := form(t, w.log[1]); v.Get("date") != "2026-10-14" || v.Get("topic") != "Pricing" {
		t.Errorf("confirmed %v", v)
	}
}

func TestMostMembersComeAndAFewOftenDoNot(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Report.Silent, h.Report.Reminded = 0, 0 })
	missed := map[string]int{}
	for month := range 6 {
		w.mail("cleo@example.com", fmt.Sprintf("Who was there? %d", month), fmt.Sprintf("/attendance/%d", month),
			`<form method="post">`+radios(300)+`</form>`)
		w.run(t)
		if err := w.clock.Advance(t.Context(), start.AddDate(0, month+1, 0)); err != nil {
			t.Fatal(err)
		}
	}
	w.calm(t)
	total := 0
	for _, line := range w.log {
		_, v := form(t, line)
		for name, a := range v {
			if a[0] == "missed" {
				missed[name]++
				total++
			}
		}
	}
	often := 0
	for _, n := range missed {
		if n >= 2 {
			often++
		}
	}
	if total < 60 || total > 180 || often < 8 || often > 50 {
		t.Errorf("300 members missed %d of 1800 meetings, %d of them several", total, often)
	}
}

// Staff act on the page of the groups and on those of people that it leads to.
func TestStaffCurateAndPublish(t *testing.T) {
	const (
		row     = `<ul><li><a href="?show=person&id=s1">Sue Hill</a> Acme · 1st choice, their region</li></ul>`
		waits   = `<table><tr><td>1</td><td><a href="?show=person&id=w1">Wes Ton</a></td><td>%s</td></tr></table>`
		again   = `<a href="?show=again">Propose again</a>`
		publish = `<form method="post"><input type="hidden" name="action" value="publish"><input type="hidden" name="revision" value="3"></form>`
		seated  = `<form method="post"><input type="hidden" name="member" value="s1"><button name="action" value="pin">Pin</button></form>`
		move    = `<form method="post"><input type="hidden" name="action" value="move"><input type="hidden" name="member" value="%s">
<label><input type="radio" name="group" value="g10">Group 10 – 1st choice</label><label><input type="radio" name="group" value="waitlist">The waitlist</label>
<label><input type="radio" name="group" value="g2">Group 2 – it has 4 members: the groups can't be published.</label></form>`
		apart = `<form method="post"><input type="hidden" name="action" value="keep_out"><input type="hidden" name="member" value="s1">
<select name="lead"><option value="c2">Group 2: places and points stay the same</option><option value="c1">Group 1: −1 place, −120 points</option></select></form>`
		take = `<form method="post"><input type="hidden" name="action" value="again"><input type="hidden" name="plan" value="f00d"></form>`
	)
	some := func(pins, moves int, again float64) func(*people.Habits) {
		return func(h *people.Habits) { h.Pins, h.Moves, h.Again = pins, moves, again }
	}
	for name, test := range map[string]struct {
		habits func(*people.Habits)
		page   string
		want   string
	}{
		"as they stand":                           {some(0, 0, 0), row + publish, "action=publish&revision=3"},
		"after somebody was pinned":               {some(1, 0, 0), row + publish, "action=pin&member=s1; action=publish&revision=3"},
		"after somebody who waits got a seat":     {some(0, 1, 0), row + fmt.Sprintf(waits, "Group 1 (full), Group 10") + publish, "action=move&group=g10&member=w1; action=publish&revision=3"},
		"after a move where nobody waits for one": {some(0, 1, 0), row + fmt.Sprintf(waits, "Group 10 (colleagues)") + publish, "action=move&group=g10&member=s1; action=publish&revision=3"},
		"after the groups were proposed again":    {some(0, 0, 1), again + publish, "action=again&plan=f00d; action=publish&revision=3"},
		"after somebody was kept out of a group":  {some(0, 0, 1), row + again + publish, "action=keep_out&lead=c1&member=s1; action=again&plan=f00d; action=publish&revision=3"},
		"but not where the page has no such form": {some(0, 0, 0), row, ""},
		"and leave alone whom they can't find":    {some(2, 2, 0), publish, "action=publish&revision=3"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 1, test.habits)
			w.keeps = true
			w.pages["/groups/x?show=person&id=s1"] = seated + fmt.Sprintf(move, "s1") + apart
			w.pages["/groups/x?show=person&id=w1"] = fmt.Sprintf(move, "w1")
			w.pages["/groups/x?show=again"] = take
			for _, to := range staff {
				w.mail(to, "The groups of 2026-H2", "/groups/x", test.page)
			}
			w.run(t)
			w.calm(t)
			got := strings.ReplaceAll(strings.Join(w.sent(), "; "), "/groups/x ", "")
			if got != test.want {
				t.Errorf("sent %q, want %q", got, test.want)
			}
		})
	}
}
