package act_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// lively is led, with a meeting planned in December, Group 2, which Ola leads, and Fay and Gil on the waitlist.
func lively(t *testing.T) *functest.Env {
	t.Helper()
	env := led(t)
	env.Must(t, env.Store.AddMeeting(t.Context(), pug.Meeting{Group: "2026-H2-g01", Month: "2026-12",
		State: pug.MeetingPlanned, Topic: "Hiring", Starts: env.Now().Add(30 * 24 * time.Hour), Minutes: 60}))
	env.Group(t, 2, env.Champion(t, "Ola Nord"))
	gil := env.Member(t, "Gil Roth", func(a *pug.Application) { a.Status = pug.StatusPending })
	env.Decide(t, gil.ID, pug.ChoiceApprove)
	env.Wait(t, 1, env.Member(t, "Fay Lind"), gil)
	return env
}

// situation says how things stand in the cohort: a line for each group, for who waits, for Gil, for who cannot come in
// December, and for whether acceptances are held.
func situation(t *testing.T, env *functest.Env) string {
	t.Helper()
	var lines []string
	groups, err := env.Store.Groups(t.Context(), functest.October)
	env.Must(t, err)
	for _, g := range groups {
		seats, err := env.Store.Seats(t.Context(), g.ID)
		env.Must(t, err)
		line := fmt.Sprintf("%s, %s:", g.Name(), g.State)
		for _, s := range pug.Taken(seats) {
			line += " " + s.Member.Name
		}
		lines = append(lines, line)
	}
	waitlist, err := env.Store.Waitlist(t.Context(), functest.October)
	env.Must(t, err)
	waits := "waits:"
	for _, p := range waitlist {
		waits += " " + p.Person.Name
	}
	r, err := env.Store.GroupRecords(t.Context(), "2026-H2-g01")
	env.Must(t, err)
	absent := "absent:"
	for _, n := range r.Notices["2026-12"] {
		absent += " " + n.Member.Name
	}
	h, err := env.Store.Hold(t.Context(), pug.HoldID(functest.October, pug.Acceptances))
	env.Must(t, err)
	gil := env.Application(t, functest.MemberID("Gil"))
	return strings.Join(append(lines, waits, "Gil: "+gil.State(), absent, fmt.Sprint("held: ", h.Holds())), "\n")
}

func TestWhatStaffDidIsTakenBackByItsReceiptAndNotDoneTwice(t *testing.T) {
	mia, december := functest.MemberID("Mia"), "meetings/2026-H2-g01-2026-12/"
	for name, c := range map[string]struct {
		path    string
		answers url.Values
		is      string // a line of the situation afterwards
		twice   string // what is said to who does it again
	}{
		"a member leaves": {"people/" + mia + "/leave", nil, "Group 1, open: Noah Berg",
			"Mia Okoye left Group 1 on"},
		"a member moves": {"people/" + mia + "/move", url.Values{"group": {"2026-H2-g02"}}, "Group 2, open: Mia Okoye",
			"Choose one of the answers"},
		"somebody is given a seat": {"people/" + functest.MemberID("Fay") + "/seat", url.Values{"group": {"2026-H2-g02"}},
			"Group 2, open: Fay Lind", "Fay Lind is in Group 2 already. To change that, move them"},
		"an application is withdrawn": {"people/" + functest.MemberID("Gil") + "/withdraw", nil, "Gil: withdrawn",
			"The application of Gil Roth was withdrawn on"},
		"a member cannot come": {december + "absent", url.Values{"member": {mia}}, "absent: Mia Okoye", "Choose one of the answers"},
		"letters are held": {"holds/" + pug.HoldID(functest.October, pug.Acceptances) + "/begin", nil, "held: true",
			"Acceptances are held already, by Ada Hart since"},
		"a co-Champion is named": {"groups/2026-H2-g01/co-champion", url.Values{"who": {mia}}, "Group 1, open: Noah Berg",
			"Mia Okoye is the co-Champion of Group 1 already"},
	} {
		t.Run(name, func(t *testing.T) {
			env := lively(t)
			form := url.Values{"why": {"Because."}}
			for field, value := range c.answers {
				form[field] = value
			}
			for range 2 { // it was right after all; and then it was not
				doneAndTakenBack(t, env, "/desk/"+c.path, form, c.is, c.twice)
			}
		})
	}
}

// doneAndTakenBack does something, tries it twice, and takes it back, all at one moment.
func doneAndTakenBack(t *testing.T, env *functest.Env, path string, form url.Values, is, twice string) {
	t.Helper()
	before := situation(t, env)
	receipt := env.Act(t, path, form)
	if got := situation(t, env); !strings.Contains("\n"+got+"\n", "\n"+is+"\n") {
		t.Errorf("afterwards it is\n%s\nwant %s", got, is)
	}
	again := env.Visit(http.MethodPost, path, form)
	if again.Code != http.StatusConflict && again.Code != http.StatusUnprocessableEntity ||
		!strings.Contains(html.UnescapeString(again.Body.String()), twice) {
		t.Errorf("doing it twice answers %d:\n%s", again.Code, again.Body)
	}
	undo(t, env, receipt)
	if got := situation(t, env); got != before {
		t.Errorf("taken back it is\n%s\nit was\n%s", got, before)
	}
}
