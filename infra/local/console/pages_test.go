package console_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Every page stands alone: it says where it is, and lets nothing of elsewhere in.
func TestEveryPageIsWholeAndKeepsToItself(t *testing.T) {
	w := newWorld(t)
	w.receive("ada@staff.example", "Please decide")
	if err := w.crm.Submit([]byte(`{"vid": 101, "properties": {"email": {"value": "ann@example.com"}}}`)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.engine.StartExecution(w.machine, "one", "{}"); err != nil {
		t.Fatal(err)
	}
	for path, current := range map[string]string{
		"/":                     "Control room",
		"/be":                   "Be somebody",
		"/mailbox":              "Mailbox",
		"/mailbox/1":            "Mailbox",
		"/hubspot":              "HubSpot",
		"/hubspot/101":          "HubSpot",
		"/workflows":            "Workflows",
		"/workflows/review":     "Workflows",
		"/workflows/review/one": "Workflows",
		"/apply":                "Apply",
	} {
		t.Run(path, func(t *testing.T) {
			w.wants(path, "<h1>", ` aria-current="page">`+current, `id="now" title="The programme’s time" data-live>Thu 23 Jul 2026, 09:00`)
			head := w.get(path).Header()
			policy := head.Get("Content-Security-Policy")
			for _, rule := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} {
				if !strings.Contains(policy, rule) {
					t.Errorf("the policy %q lacks %q", policy, rule)
				}
			}
			if head.Get("Cache-Control") != "no-store" || head.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("the headers are %v", head)
			}
		})
	}
}

func TestScriptAndStylesAreServed(t *testing.T) {
	w := newWorld(t)
	for path, kind := range map[string]string{"/stand/console.css": "text/css", "/stand/live.js": "text/javascript"} {
		answer := w.get(path)
		if answer.Code != http.StatusOK || !strings.HasPrefix(answer.Header().Get("Content-Type"), kind) {
			t.Errorf("%s: answered %d, %s", path, answer.Code, answer.Header().Get("Content-Type"))
		}
	}
}

func TestTheControlRoomCountsWhatBecameOfApplications(t *testing.T) {
	w := newWorld(t)
	answers := []string{"accepted", "accepted", "duplicate", "odd", "late"}
	w.webhook = func(*http.Request, []byte) (int, string) {
		if len(answers) == 0 {
			return http.StatusUnauthorized, `{}`
		}
		outcome := answers[0]
		answers = answers[1:]
		return http.StatusOK, fmt.Sprintf(`{"outcome": %q}`, outcome)
	}
	if strings.Contains(w.wants("/"), "forms:") {
		t.Error("applications are counted before there are any")
	}
	for range 6 {
		w.post("/apply", application())
	}
	w.wants("/", "2 entered review", "1 sent twice", "1 odd", "1 late", "1 refused")
	if strings.Contains(w.wants("/"), " lost") {
		t.Error("what did not happen is counted")
	}
}

func TestTheControlRoomShowsTheLatestMail(t *testing.T) {
	w := newWorld(t)
	w.wants("/", "Nothing yet.")
	for i := range 12 {
		w.receive("ina@agency.example", fmt.Sprintf("Letter %d", i+1))
	}
	body := w.wants("/", "12 emails</a>", "“Letter 12”", "“Letter 4”")
	if strings.Contains(body, "“Letter 3”") || strings.Index(body, "“Letter 12”") > strings.Index(body, "“Letter 4”") {
		t.Error("the latest nine are not shown, the newest first")
	}
}

func TestMailLeadsToItsNeighbours(t *testing.T) {
	w := newWorld(t)
	for range 3 {
		w.receive("ina@agency.example", "Hello")
	}
	for path, test := range map[string]struct{ has, lacks string }{
		"/mailbox/1": {`href="/mailbox/2" rel="prev"`, `href="/mailbox/0"`},
		"/mailbox/2": {`href="/mailbox/3" rel="prev"`, "There is no such"},
		"/mailbox/3": {`href="/mailbox/2"`, `href="/mailbox/4"`},
	} {
		if strings.Contains(w.wants(path, test.has), test.lacks) {
			t.Errorf("%s has %q", path, test.lacks)
		}
	}
}

func TestExecutionsComeInPagesTheNewestFirst(t *testing.T) {
	w := newWorld(t)
	for i := range 60 {
		if _, err := w.engine.StartExecution(w.machine, fmt.Sprintf("run-%02d", i), "{}"); err != nil {
			t.Fatal(err)
		}
		if err := w.clock.Advance(t.Context(), w.clock.Now().Add(time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	first := w.wants("/workflows/review", "1–50 of 60", "run-59", "run-10", `href="?page=2"`)
	if strings.Contains(first, "run-09") {
		t.Error("the first page holds more than fifty")
	}
	w.wants("/workflows/review?page=2", "51–60 of 60", "run-09", "run-00", `href="?page=1"`)
	w.wants("/workflows/review?page=2&status=RUNNING", `href="?page=1&amp;status=RUNNING"`)
	w.wants("/workflows/review?page=none", "1–50 of 60")
}
