package stand_test

import (
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/chromium"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// inDecember is a stand on which a small cohort has come to the middle of December.
func inDecember(t *testing.T) served {
	t.Helper()
	mux := http.NewServeMux()
	s := served{&teller{}, chromium.Serve(t, mux)}
	var err error
	if s.zone, err = time.LoadLocation("America/New_York"); err != nil {
		t.Fatal(err)
	}
	s.dates = calendar.Plan("2026-H2", s.zone, calendar.DefaultLeads())
	bodies, err := sample.Generate(sample.Options{Seed: 3, Champions: 3, Members: 45, Niches: 2, Cohort: "2026-H2",
		Dates: s.dates})
	if err != nil {
		t.Fatal(err)
	}
	s.stand, err = stand.New(stand.Config{Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: s.url,
		Robots: true, Applications: bodies, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	mux.Handle("/", s.stand)
	s.until(t, time.Date(2026, time.December, 15, 12, 0, 0, 0, s.zone))
	return s
}

// ids are what tells addresses of one kind of page apart.
var ids = regexp.MustCompile(
	`2[0-9]{3}-H[12][-A-Za-z0-9]*|[0-9a-f]{16,}|[0-9]{8}T[^/?]*|/[0-9]+\b|arn:[^/]*|\?.*|#.*`)

// otherwise are addresses that are no page of their own: files, and letters as their readers see them, which have a
// test.
var otherwise = regexp.MustCompile(`/export/|/data$|\.ics$|\.json$|/html$|^/letters/`)

// kind is the kind of page at an address.
func kind(address string) string { return ids.ReplaceAllString(address, "*") }

// walk finds pages by following links from the first, two of each kind, to pages below one of the folders.
func walk(t *testing.T, at *browser.Browser, first string, folders ...string) []string {
	t.Helper()
	var found []string
	seen := map[string]int{}
	next := []string{first}
	for len(next) > 0 {
		address := next[0]
		next = next[1:]
		if seen[kind(address)] >= 2 || slices.Contains(found, address) {
			continue
		}
		seen[kind(address)]++
		p, err := at.Get(address)
		if err != nil || p.Status != http.StatusOK && p.Status != http.StatusConflict { // it says why it is not possible
			t.Errorf("%s answers %d, %v:\n%s", address, p.Status, err, p.Text)
			continue
		}
		found = append(found, address)
		for _, l := range p.Links {
			in := func(folder string) bool { return strings.HasPrefix(l.Address, folder) }
			if slices.ContainsFunc(folders, in) && !otherwise.MatchString(l.Address) {
				next = append(next, l.Address)
			}
		}
	}
	return found
}

// askedFor are the latest links of each kind that anybody has in mail: what people are asked for, and by whom.
func (s served) askedFor() []string {
	latest := map[string]string{}
	for _, m := range s.stand.Mailbox.All() {
		for _, link := range m.Links {
			path := strings.TrimPrefix(link, s.url)
			folder, secret, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
			if secret != "" && folder != "my" && folder != "desk" && folder != "signin" {
				latest[folder] = path
			}
		}
	}
	return slices.Sorted(maps.Values(latest))
}

// ownPages are those of a member, a Champion and somebody who waits, and all to which they lead.
func (s served) ownPages(t *testing.T) []string {
	t.Helper()
	pages := []string{"/my", "/my/nobody"}
	for n, who := range []struct {
		kind pug.Kind
		such func(pug.Application) bool
	}{
		{pug.KindMember, func(a pug.Application) bool { return a.Group != "" }},
		{pug.KindChampion, func(a pug.Application) bool { return a.Group != "" }},
		{pug.KindMember, func(a pug.Application) bool { return a.Place != 0 }},
	} {
		all, err := s.stand.Records().Applications(t.Context(), "2026-H2", who.kind)
		i := slices.IndexFunc(all, who.such)
		if err != nil || i < 0 {
			t.Fatalf("there is no such %s: %v", who.kind, err)
		}
		home, err := s.ownPage(all[i].Email)
		if err != nil || home.Status != http.StatusOK {
			t.Fatalf("the own page of a %s: %v:\n%s", who.kind, err, home.Text)
		}
		pages = append(pages, strings.TrimPrefix(home.URL, s.url)+fmt.Sprint("#", n))
		for _, l := range home.Links {
			if strings.HasPrefix(l.Address, "/my/") && !strings.HasSuffix(l.Address, ".ics") {
				pages = append(pages, l.Address)
			}
		}
	}
	return pages
}

// TestPagesAreOpenToEverybody opens every kind of page that staff, Champions, members, applicants and whoever tries the
// stand get: nothing keeps anybody out, and all fits a phone.
func TestPagesAreOpenToEverybody(t *testing.T) {
	if testing.Short() {
		t.Skip("all pages in a browser take half a minute: .ci/run opens them")
	}
	axe := chromium.Axe(t, "../../node_modules/axe-core/axe.min.js")
	s := inDecember(t)
	at, err := s.signedIn("ada@staff.example")
	if err != nil {
		t.Fatal(err)
	}
	pages := walk(t, at, "/desk", "/desk")
	tab := chromium.Open(t, chromium.View{}, s.url+"/signin")
	tab.Click("#f-email")
	tab.Type("bo@staff.example")
	tab.Press("Enter")
	tab.WaitText("Look into your mailbox")
	link, err := s.link("bo@staff.example", "Sign in to the desk")
	if err != nil {
		t.Fatal(err)
	}
	tab.Visit(link)
	tab.ClickText("Sign in")
	tab.WaitText("What needs you")
	tab.Visit(s.url + "/be")
	tab.Click("[name=email]")
	tab.WaitText("You are Ada Hart")
	mail := fmt.Sprint("/inbox/", s.stand.Mailbox.Listed("ada@staff.example")[0].ID)
	pages = append(pages, walk(t, s.browser(""), "/", "/be", "/mailbox", "/hubspot", "/workflows", "/letters", "/apply",
		"/groups", "/how")...)
	asked := s.askedFor()
	if len(asked) < 6 {
		t.Errorf("people are asked by the links %q only", asked)
	}
	pages = append(append(pages, "/inbox", mail), asked...)
	pages = append(pages, s.ownPages(t)...)
	kinds := map[string]bool{}
	for _, page := range pages {
		if kinds[kind(page)] {
			continue
		}
		kinds[kind(page)] = true
		tab.Visit(s.url + page)
		tab.Load(axe)
		for _, v := range []chromium.View{{Width: chromium.Phone}, {Width: chromium.Desktop}} {
			tab.Look(v)
			if wide := tab.Overflow(); wide != "" {
				t.Errorf("%s at %s: %s", page, v, wide)
			}
			if found := tab.Barriers(); found != "" {
				t.Errorf("%s at %s:\n%s", page, v, found)
			}
		}
	}
}
