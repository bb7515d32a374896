package stand_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/chromium"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
)

// served is a stand on which nobody acts but by its pages, an hour after Champion applications have opened.
type served struct {
	*teller
	url string
}

func serve(t *testing.T) served {
	t.Helper()
	mux := http.NewServeMux()
	s := served{&teller{}, chromium.Serve(t, mux)}
	var err error
	if s.zone, err = time.LoadLocation("America/New_York"); err != nil {
		t.Fatal(err)
	}
	s.dates = calendar.Plan("2026-H2", s.zone, calendar.DefaultLeads())
	s.stand, err = stand.New(stand.Config{Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: s.url,
		Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	mux.Handle("/", s.stand)
	s.until(t, s.dates.ChampionsOpen.Add(time.Hour))
	return s
}

func (s served) until(t *testing.T, at time.Time) {
	t.Helper()
	if err := s.stand.Clock.Advance(t.Context(), at); err != nil {
		t.Fatal(err)
	}
}

// asked has Idris apply as a Champion, and returns the link by which Ada decides.
func (s served) asked(t *testing.T) string {
	t.Helper()
	body, err := s.body("champion", "idris@fjord.example", map[string]string{"topic": "Onboarding clients"})
	if err != nil {
		t.Fatal(err)
	}
	if receipt := s.stand.Forms.Deliver(body); receipt.Status != http.StatusOK {
		t.Fatalf("the webhook answered %d: %s", receipt.Status, receipt.Problem)
	}
	return s.linkToAda(t, "Idris")
}

func (s served) linkToAda(t *testing.T, subject string) string {
	t.Helper()
	s.until(t, s.stand.Clock.Now().Add(time.Hour))
	link, err := s.link("ada@staff.example", subject)
	if err != nil {
		t.Fatal(err)
	}
	return link
}

func TestPagesFitPhoneAndDesktop(t *testing.T) {
	s := serve(t)
	pages := []struct{ name, address, says string }{
		{"review", s.asked(t), "You can decide until"},
		{"room", s.url + "/", "A cohort in five clicks"},
		{"be", s.url + "/be", "Be anybody"},
		{"apply", s.url + "/apply", "This is the form"},
		{"mailbox", s.url + "/mailbox", "Idris"},
		{"mail", s.url + "/mailbox/1", "As plain text"},
		{"letters", s.url + "/letters", "Welcome to your group"},
		{"contacts", s.url + "/hubspot", "the last changed first"},
		{"contact", s.url + "/hubspot/1000001", "pug_commitments"},
		{"workflows", s.url + "/workflows", "The definitions"},
		{"workflow", s.url + "/workflows/application", "a function works"},
		{"unknown", s.url + "/review/unknown", "We know no link"},
	}
	tab := chromium.Open(t, chromium.View{}, "about:blank")
	for _, p := range pages {
		tab.Visit(p.address)
		tab.WaitText(p.says)
		for _, v := range chromium.Views() {
			tab.Look(v)
			if wide := tab.Overflow(); wide != "" {
				t.Errorf("%s at %s: %s", p.name, v, wide)
			}
		}
	}
}

// tabTo presses Tab until something has the focus whose description has the text.
func tabTo(t *testing.T, tab *chromium.Tab, text string) {
	t.Helper()
	var passed []string
	for range 40 {
		tab.Press("Tab")
		focus := tab.Focus()
		if strings.Contains(focus, text) {
			return
		}
		passed = append(passed, focus)
	}
	t.Fatalf("Tab does not come to %q, only to:\n%s", text, strings.Join(passed, "\n"))
}

func TestAnApplicationGoesItsWayByKeyboard(t *testing.T) {
	s := serve(t)
	tab := chromium.Open(t, chromium.View{Width: chromium.Phone}, s.url+"/apply")
	tabTo(t, tab, `button "Apply"`)
	tab.Press("Enter")
	tab.WaitText("Please check your answers")
	if focus := tab.Focus(); !strings.Contains(focus, "Please check your answers") {
		t.Errorf("where the form is wrong, %s has the focus", focus)
	}

	for _, answer := range []struct{ field, keys string }{
		{"pug_application", " "}, {"firstname", "Zoë"}, {"lastname", "Hart"}, {"email", "zoe@agency.example"}, {"company", "Agency"},
		{"pug_partner_type", "App"}, {"pug_role", "Sales"}, {"pug_region", "EMEA"}, {"pug_topic_1", "Pricing"}, {"pug_commitments", " "},
	} {
		tabTo(t, tab, "[name="+answer.field+"]")
		tab.Type(answer.keys)
	}
	tab.Press("Enter")
	tab.WaitText("The application is handed in")

	tab.Visit(s.linkToAda(t, "Zoë Hart"))
	tabTo(t, tab, "[name=choice]")
	tab.Press("ArrowDown", "ArrowUp")
	if focus := tab.Focus(); !strings.Contains(focus, "[value=approve]") {
		t.Errorf("the arrows lead to %s", focus)
	}
	tabTo(t, tab, "[name=note]")
	tab.Type("Welcome.")
	tabTo(t, tab, "button")
	tab.Press("Enter")
	tab.WaitText("Your decision is saved.")
}
