package people_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
)

var staff = []string{"ada@example.com", "bo@example.com", "cy@example.com"}

// applications asks all staff about n applications as members; those of one application share a page, each by a link of
// their own.
func applications(w *world, n int) {
	for i := range n {
		for _, to := range staff {
			w.mail(to, fmt.Sprintf("Person %d applies as a member (2026-H2)", i),
				fmt.Sprintf("/review/%03d-%s", i, to[:2]), review)
		}
	}
}

func TestStaffDecideApplications(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Curious = 0 })
	applications(w, 400)
	w.run(t)
	w.calm(t)
	answered := map[string]int{}
	for _, line := range w.sent() {
		answered[line[:len("/review/000")]]++
	}
	if len(answered) < 380 || len(answered) > 399 || len(w.log) != len(answered) {
		t.Errorf("%d of 400 applications were answered, %d times: want about 98%%, each once", len(answered),
			len(w.log))
	}
	for choice, want := range map[string][2]int{"approve": {320, 375}, "decline": {5, 35}, "waitlist": {15, 50}} {
		if n := count(w.log, "choice="+choice); n < want[0] || n > want[1] {
			t.Errorf("%d of 400 were to %s", n, choice)
		}
	}
	if w.opens != len(answered) {
		t.Errorf("%d pages were opened to answer %d applications: other mails should stay unopened", w.opens,
			len(answered))
	}
	if at := w.clock.Now(); at.Sub(start) > 60*time.Hour {
		t.Errorf("the last one answered at %s", at)
	}
}

func TestTheSameSeedIsTheSameStory(t *testing.T) {
	story := func(seed uint64, more bool) []string {
		w := newWorld(t, seed, nil)
		if more {
			w.mail("dee@example.com", "A seat for you", "/seats/x", choices("yes", "no"))
		}
		applications(w, 40)
		w.run(t)
		return slices.DeleteFunc(w.log, func(s string) bool { return strings.Contains(s, "/seats/") })
	}
	if diff := cmp.Diff(story(7, false), story(7, false)); diff != "" {
		t.Errorf("the same seed gave another story:\n%s", diff)
	}
	if diff := cmp.Diff(story(7, false), story(7, true)); diff != "" {
		t.Errorf("one person more changed what the others do:\n%s", diff)
	}
	if cmp.Equal(story(7, false), story(8, false)) {
		t.Error("another seed gave the same story")
	}
}

func TestADecidedPageIsNoTrouble(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Curious = 1 })
	for i := range 20 {
		page := fmt.Sprintf("/review/%d", i)
		for _, to := range staff { // one page, as if all had the same link
			w.mail(to, fmt.Sprintf("Person %d applies as a Champion (2026-H2)", i), page, review)
		}
	}
	w.run(t)
	w.calm(t)
	if len(w.log) > 20 || w.opens <= len(w.log) {
		t.Errorf("%d answers to 20 questions, %d visits: want one each, and some who see that it is decided",
			len(w.log), w.opens)
	}
}

func TestSilentPeopleStaySilent(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) {
		h.Seat, h.Flags = people.Answer{}, people.Answer{}
		h.Plan.Silent, h.Report.Silent, h.Points.Share = 1, 1, 0
	})
	for _, prefix := range []string{"", "Reminder: "} {
		w.mail("dee@example.com", prefix+"A seat", "/seats/x", choices("yes"))
		w.mail("ada@example.com", prefix+"Keep or excuse?", "/standing/x", choices("keep"))
		w.mail("dee@example.com", prefix+"Plan", "/meetings/x", plan)
		w.mail("dee@example.com", prefix+"Who was there?", "/attendance/x", report)
		w.mail("dee@example.com", prefix+"Talking points", "/points/x", points)
	}
	w.Receive(mailbox.Mail{To: "dee@example.com", Subject: "No link"})
	w.Receive(mailbox.Mail{To: "dee@example.com", Subject: "Elsewhere",
		Links: []string{"https://other.example.com/seats/x", base + "/privacy"}})
	w.run(t)
	w.calm(t)
	if w.opens > 0 || len(w.log) > 0 {
		t.Errorf("%d pages were opened, and sent: %v", w.opens, w.log)
	}
}

func TestPeopleAnswerWhatTheyAreAsked(t *testing.T) {
	tests := map[string]struct{ subject, page, choice string }{
		"/seats/x":    {"A seat for you", choices("yes", "no"), "yes"},
		"/renewals/x": {"Will you lead it again?", choices("yes", "no"), "yes"},
		"/join/x":     {"Your group does not open", joining, "topic1=pricing"},
		"/points/x":   {"Your talking points", points, "points="},
	}
	for path, test := range tests {
		t.Run(path, func(t *testing.T) {
			w := newWorld(t, 1, nil)
			for i := range 100 {
				w.mail(fmt.Sprintf("p%d@example.com", i), test.subject, fmt.Sprintf("%s%d", path, i), test.page)
			}
			w.run(t)
			w.calm(t)
			if n := count(w.log, test.choice); n < 40 || n > 80 {
				t.Errorf("%d of 100 sent %q", n, test.choice)
			}
		})
	}
}

func TestAPageThatFailsIsTriedAgain(t *testing.T) {
	always := func(h *people.Habits) { h.Seat.Choices = []people.Share{{Choice: "yes", Share: 1}} }
	w := newWorld(t, 1, always)
	w.fails = 2
	w.mail("dee@example.com", "A seat", "/seats/x", choices("yes"))
	w.run(t)
	w.calm(t)
	if len(w.log) != 1 {
		t.Errorf("sent %v, want one yes", w.log)
	}
	w = newWorld(t, 1, always)
	w.fails = 100
	w.mail("dee@example.com", "A seat", "/seats/x", choices("yes"))
	w.run(t)
	if got := w.Troubles(); len(got) != 1 || !strings.Contains(got[0], "500") || strings.Contains(got[0], "/seats/x") {
		t.Errorf("troubles %q, want one that says 500 and no address", got)
	}
}

func TestTroubles(t *testing.T) {
	tests := map[string]struct{ page, want string }{
		"a form of another kind":    {`<form method="post"><input name="answer"></form>`, "other forms than expected"},
		"an answer that is missing": {choices("maybe"), `does not offer "yes"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 1, func(h *people.Habits) { h.Seat.Choices = []people.Share{{Choice: "yes", Share: 1}} })
			w.mail("dee@example.com", "A seat", "/seats/x", test.page)
			w.run(t)
			if got := w.Troubles(); len(got) != 1 || !strings.Contains(got[0], test.want) {
				t.Errorf("troubles %q, want one with %q", got, test.want)
			}
		})
	}
	t.Run("a page that is not there", func(t *testing.T) {
		w := newWorld(t, 1, func(h *people.Habits) { h.Scanned = 1; h.Seat = people.Answer{} })
		w.Receive(mailbox.Mail{ID: 9, To: "dee@example.com", Subject: "A seat", Links: []string{base + "/seats/gone"}})
		w.run(t)
		if got := w.Troubles(); len(got) != 1 || !strings.Contains(got[0], "404") {
			t.Errorf("troubles %q, want one with 404", got)
		}
	})
}

func TestScannersOpenLinksAndSendNothing(t *testing.T) {
	w := newWorld(t, 1, func(h *people.Habits) { h.Scanned = 1; h.Seat = people.Answer{} })
	w.mail("dee@example.com", "A seat", "/seats/x", choices("yes"))
	w.run(t)
	w.calm(t)
	if w.opens != 2 || len(w.log) != 0 || w.clock.Now().Sub(start) > time.Minute {
		t.Errorf("%d visits by %s, sent %v; want HEAD and GET within a minute", w.opens, w.clock.Now(), w.log)
	}
}

func TestPeopleTakeTheirTime(t *testing.T) {
	h := people.DefaultHabits()
	for name, test := range map[string]struct {
		subject, path, page string
		within              people.Delay
	}{
		"to take a seat":             {"A seat for you", "/seats/", choices("yes", "no"), h.Seat.Delay},
		"to say that they lead on":   {"Will you lead it again?", "/renewals/", choices("yes", "no"), h.Renewal.Delay},
		"to join as a member":        {"Your group does not open", "/join/", joining, h.Join.Delay},
		"to plan a meeting":          {"Plan your group's meeting", "/meetings/", plan, h.Plan.Delay},
		"to report who was there":    {"Who was there?", "/attendance/", report, h.Report.Delay},
		"to hand in talking points":  {"Your talking points", "/points/", points, h.Points.Delay},
		"to decide on a flag":        {"Keep or excuse?", "/standing/", choices("keep", "excuse"), h.Flags.Delay},
		"to decide on an applicant":  {"Ina applies as a member", "/review/", review, h.Members.Delay},
		"to decide on a Champion":    {"Ina applies as a Champion", "/review/", review, h.Champions.Delay},
		"to look at groups that are": {"The groups of 2026-H2", "/groups/", `<form method="post"><button name="action" value="publish">Publish</button></form>`, h.Curate},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 1, func(h *people.Habits) { h.Plan.Changed, h.Plan.Cancelled = 0, 0 })
			for i := range 60 {
				subject, path := fmt.Sprint(test.subject, " ", i), fmt.Sprint(test.path, i)
				for _, to := range staff { // of whom each matter of staff finds the one who takes it
					w.mail(to, subject, path, test.page)
				}
			}
			w.run(t)
			w.calm(t)
			if len(w.log) < 20 {
				t.Fatalf("only %d of 60 acted", len(w.log))
			}
			first, last := w.log[0], w.log[len(w.log)-1]
			if at, _ := form(t, first); at.Before(clockOf(start.Add(test.within.Least))) {
				t.Errorf("the first one acts at %s, within less than %s", at, test.within.Least)
			}
			if at, _ := form(t, last); at.After(clockOf(start.Add(test.within.Most))) {
				t.Errorf("the last one acts at %s, after more than %s", at, test.within.Most)
			}
		})
	}
}

// clockOf is a time as the log has it: to the minute, without a year.
func clockOf(at time.Time) time.Time {
	at = at.Truncate(time.Minute)
	return time.Date(0, at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, time.UTC)
}

func TestWhoIsRemindedActsOnlyThen(t *testing.T) {
	for path, subject := range map[string]string{"/meetings/x": "Plan your group's meeting", "/attendance/x": "Who was there?"} {
		t.Run(path, func(t *testing.T) {
			w := newWorld(t, 1, func(h *people.Habits) {
				h.Plan, h.Report = people.Planning{Reminded: 1}, people.Reporting{Reminded: 1}
			})
			page := map[string]string{"/meetings/x": plan, "/attendance/x": report}[path]
			w.mail("cleo@example.com", subject, path, page)
			w.run(t)
			if len(w.log) != 0 {
				t.Errorf("sent %v before the reminder", w.log)
			}
			w.mail("cleo@example.com", "Reminder: "+subject, path, page)
			w.mail("cleo@example.com", "Reminder: "+subject, path, page)
			w.run(t)
			w.calm(t)
			if len(w.log) != 1 {
				t.Errorf("sent %v after two reminders, want one answer", w.log)
			}
		})
	}
}
