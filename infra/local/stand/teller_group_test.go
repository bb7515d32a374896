package stand_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// rosa is the Champion of stories that need only one.
const rosa = "rosa@northwind.example"

// launched: launched [members=6] [waiting=0] [from=1] [by=rosa@northwind.example] [cohort=2026-H2]: the short way to a
// running cohort with one group: its Champion and its members apply by the form, further ones are waitlisted, Ada of
// the staff decides and publishes, and the story goes on two hours after the launch.
func (t *teller) launched(ts *testscript.TestScript, args []string) error {
	given, err := pairs(args)
	if err != nil {
		return err
	}
	set := map[string]string{"members": "6", "waiting": "0", "from": "1", "by": rosa, "cohort": ""}
	maps.Copy(set, given)
	dates := t.dates
	if set["cohort"] != "" {
		dates = calendar.Plan(pug.CohortID(set["cohort"]), t.zone, calendar.DefaultLeads())
	}
	from, errFrom := strconv.Atoi(set["from"])
	members, errMembers := strconv.Atoi(set["members"])
	waiting, errWaiting := strconv.Atoi(set["waiting"])
	if err := errors.Join(errFrom, errMembers, errWaiting); err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return t.goTo(dates.ChampionsOpen.Add(24 * time.Hour)) },
		func() error { return t.submit(ts, []string{"champion", set["by"]}) },
		func() error { return t.later(time.Hour) },
		func() error { return t.decide(ts, []string{"approve"}) },
		func() error { return t.goTo(dates.MembersOpen.Add(24 * time.Hour)) },
		func() error { return t.members(ts, []string{set["members"], "from=" + set["from"]}) },
		func() error { return t.later(time.Hour) },
		func() error { return t.decide(ts, []string{"approve"}) },
		func() error { return t.line(ts, from+members, waiting) },
		func() error { return t.decide(ts, []string{"waitlist"}) },
		func() error { return t.goTo(dates.Propose.Add(time.Hour)) },
		t.publish,
		func() error { return t.goTo(dates.Launch.Add(2 * time.Hour)) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) publish() error {
	_, err := t.send("ada@staff.example", "Curate the groups", []string{"action=publish"})
	return err
}

// line has people apply one after the other, as a waitlist keeps its order by time of submission.
func (t *teller) line(ts *testscript.TestScript, from, n int) error {
	for i := from; i < from+n; i++ {
		if err := errors.Join(t.members(ts, []string{"1", "from=" + strconv.Itoa(i)}), t.later(time.Hour)); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) goTo(to time.Time) error { return t.stand.Clock.Advance(context.Background(), to) }

func (t *teller) later(d time.Duration) error { return t.goTo(t.stand.Clock.Now().Add(d)) }

// plan: plan 2026-10-15T12:00 [by=EMAIL] [topic=..]: the Champion plans the meeting of that month, on its second day or
// now.
func (t *teller) plan(ts *testscript.TestScript, args []string) error {
	m, err := t.meeting(args)
	if err != nil {
		return err
	}
	return m.plan(t, ts.Stdout())
}

// meet: meet 2026-10-15T12:00 [by=EMAIL] [missed=m01,m02] [excused=m03]: the Champion plans the meeting as by plan, and
// reports two days after it that everybody else attended. The story goes on three days after the meeting, when
// attendance has been counted.
func (t *teller) meet(ts *testscript.TestScript, args []string) error {
	m, err := t.meeting(args)
	if err != nil {
		return err
	}
	if err := m.plan(t, io.Discard); err != nil {
		return err
	}
	return m.report(t, ts)
}

// attend: attend 2026-10-15T12:00 ...: as meet, for a meeting that is planned already.
func (t *teller) attend(ts *testscript.TestScript, args []string) error {
	m, err := t.meeting(args)
	if err != nil {
		return err
	}
	return m.report(t, ts)
}

// meeting is what a story says of one.
type meeting struct {
	at        time.Time
	by, topic string
	absent    []string // answers of the attendance form
}

func (t *teller) meeting(args []string) (meeting, error) {
	at, err := t.moment(args[0])
	if err != nil {
		return meeting{}, err
	}
	set, err := pairs(args[1:])
	if err != nil {
		return meeting{}, err
	}
	m := meeting{at: at, by: rosa, topic: at.Format("January") + " meeting"}
	for name, value := range set {
		switch name {
		case "by":
			m.by = value
		case "topic":
			m.topic = value
		case "missed", "excused":
			for _, who := range strings.Split(value, ",") {
				m.absent = append(m.absent, strings.ToUpper(who[:1])+who[1:]+" Example="+name)
			}
		default:
			return m, fmt.Errorf("a meeting has no %s", name)
		}
	}
	return m, nil
}

func (m meeting) plan(t *teller, out io.Writer) error {
	second := time.Date(m.at.Year(), m.at.Month(), 2, 10, 0, 0, 0, t.zone)
	if t.stand.Clock.Now().Before(second) {
		if err := t.goTo(second); err != nil {
			return err
		}
	}
	p, err := t.send(m.by, "Plan your group's meeting in "+m.at.Format("January 2006"),
		[]string{"topic=" + m.topic, "date=" + m.at.Format(time.DateOnly),
			"time=" + m.at.Format("15:04"), "place=https://meet.example/" + m.at.Format("2006-01")})
	fmt.Fprintf(out, "%d %s\n%s\n", p.Status, p.Title, p.Text)
	return err
}

func (m meeting) report(t *teller, ts *testscript.TestScript) error {
	if err := t.goTo(m.at.Add(48 * time.Hour)); err != nil {
		return err
	}
	p, err := t.send(m.by, "Who was there? "+m.topic, append(slices.Clone(m.absent), "action=save"))
	if err != nil {
		return err
	}
	if err := show(ts, p, nil); err != nil {
		return err
	}
	return t.later(24 * time.Hour)
}

// told: told 'part of the subject' N: exactly N people have such a mail, and nobody has two.
func (t *teller) told(ts *testscript.TestScript, args []string) error {
	found := map[string]int{}
	for _, m := range t.arrived().All() {
		if strings.Contains(m.Subject, args[0]) {
			found[m.To]++
		}
	}
	for _, to := range slices.Sorted(maps.Keys(found)) {
		fmt.Fprintln(ts.Stdout(), to)
		if found[to] > 1 {
			return fmt.Errorf("%s has %d mails about %q", to, found[to], args[0])
		}
	}
	if strconv.Itoa(len(found)) != args[1] {
		return fmt.Errorf("%d people have a mail about %q, not %s", len(found), args[0], args[1])
	}
	return nil
}

// twice: twice: somebody has the same mail twice within a day, whatever it is about: the same words and invitation, if
// not the same link. Reminders have the same words, and come days apart.
func (t *teller) twice(ts *testscript.TestScript, _ []string) error {
	type said struct{ to, subject, text, invitation string }
	last := map[said]time.Time{}
	box := t.arrived()
	for _, head := range box.All() {
		m, _ := box.Get(head.ID)
		s := said{m.To, m.Subject, withoutLinks(m), m.Calendar}
		if at, ok := last[s]; ok && m.Time.Sub(at) < 24*time.Hour {
			fmt.Fprintf(ts.Stdout(), "%s has twice, by %s and %s: %s\n", m.To, at, m.Time, m.Subject)
			return nil
		}
		last[s] = m.Time
	}
	return fmt.Errorf("nobody has a mail twice, in %d mails", box.Count())
}

func withoutLinks(m mailbox.Mail) string {
	for _, l := range m.Links {
		m.Text = strings.ReplaceAll(m.Text, l, "")
	}
	return m.Text
}
