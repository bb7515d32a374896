package console_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheMailboxIsFiltered(t *testing.T) {
	w := newWorld(t)
	w.receive("ada@staff.example", "Please decide: Mira")
	w.receive("mira@agency.example", "Your application")
	w.receive("Ada@staff.example", "Your groups")
	for name, c := range map[string]struct {
		query string
		want  []string
	}{
		"all, the newest first":     {"", []string{"3", "2", "1"}},
		"to a person, in any case":  {"?to=ADA@", []string{"3", "1"}},
		"by words of the subject":   {"?text=your", []string{"3", "2"}},
		"both":                      {"?to=ada&text=your", []string{"3"}},
		"nobody":                    {"?to=bo@", nil},
		"spaces around do not hurt": {"?text=+groups+", []string{"3"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, listed(w.wants("/mailbox"+c.query))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// listed gives the ids of the mails that a page links to.
func listed(body string) []string {
	var ids []string
	for _, found := range regexp.MustCompile(`<li><a href="/mailbox/(\d+)"`).FindAllStringSubmatch(body, -1) {
		ids = append(ids, found[1])
	}
	return ids
}

func TestManyMailsComeInPages(t *testing.T) {
	w := newWorld(t)
	for i := range 120 {
		w.receive(fmt.Sprintf("p%d@agency.example", i), "Hello")
	}
	var all []string
	for _, page := range []string{"", "&page=2", "&page=3"} {
		all = append(all, listed(w.wants("/mailbox?text=hello"+page))...)
	}
	want := make([]string, 120)
	for i := range want {
		want[i] = fmt.Sprint(120 - i)
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Error(diff)
	}
	w.wants("/mailbox?text=hello&page=2", "51–100 of 120", `href="?page=1&amp;text=hello"`,
		`href="?page=3&amp;text=hello"`)
	if !slices.Equal(listed(w.wants("/mailbox?page=99")), want[100:]) {
		t.Error("a page after the last is not the last")
	}
}

func TestEachKindOfLetterIsShownInBothForms(t *testing.T) {
	w := newWorld(t)
	w.wants("/letters", "Not this time", "functions/review/letters/declined.md", `src="/letters/review/declined"`, "<pre tabindex=\"0\">Sorry, &lt;Ann&gt;.</pre>")
	w.wants("/letters/review/declined", "<p>Sorry.</p>")
}

func TestHostileMailStaysHarmless(t *testing.T) {
	w := newWorld(t)
	const script = "<script>alert(1)</script>"
	w.receive("a@agency.example", script, "Hello "+script+" "+base+"/review/abc",
		`<base target="_top"><p>Hello</p>`+script)
	escaped := "&lt;script&gt;alert(1)&lt;/script&gt;"
	for _, path := range []string{"/", "/mailbox", "/mailbox?text=%3Cscript%3E", "/mailbox/1"} {
		if body := w.wants(path, escaped); strings.Contains(body, "<script>alert") {
			t.Errorf("%s holds the script", path)
		}
	}
	w.wants("/mailbox/1", `sandbox="allow-popups allow-popups-to-escape-sandbox"`,
		`<a href="http://stand.example/review/abc" target="_blank"`)
	answer := w.get("/mailbox/1/html")
	policy := answer.Header().Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "sandbox allow-popups allow-popups-to-escape-sandbox",
		"form-action 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy of the email's frame is %q, it lacks %q", policy, want)
		}
	}
	if strings.Contains(policy, "script-src") || !strings.HasPrefix(answer.Body.String(),
		`<!doctype html><base target="_blank">`) {
		t.Errorf("the frame's policy is %q, its page begins %.60q", policy, answer.Body)
	}
}

func TestAnInvitationCanBeDownloaded(t *testing.T) {
	w := newWorld(t)
	w.receive("a@agency.example", "Come", "text", "<p>html</p>", "BEGIN:VCALENDAR")
	w.receive("b@agency.example", "Nothing to download")
	w.wants("/mailbox/1", `href="/mailbox/1/invitation.ics"`, `<a href="/mailbox/2" rel="prev">`)
	w.wants("/mailbox/2", "<pre ")
	answer := w.get("/mailbox/1/invitation.ics")
	if kind := answer.Header().Get("Content-Type"); kind != "text/calendar; charset=utf-8" ||
		strings.TrimSpace(answer.Body.String()) != "BEGIN:VCALENDAR" {
		t.Errorf("got %q: %q", kind, answer.Body)
	}
	if answer := w.get("/mailbox/2/invitation.ics"); answer.Code != http.StatusNotFound {
		t.Errorf("an email without invitation: answered %d", answer.Code)
	}
}
