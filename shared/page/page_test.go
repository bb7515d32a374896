package page_test

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
)

func newPages(t *testing.T, log io.Writer, files map[string]string) *page.Pages {
	t.Helper()
	all := fstest.MapFS{}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := page.New(all, page.Config{
		Team: "PUG team", Contact: "team@example.com", Log: slog.New(slog.NewTextHandler(log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// answer is what a browser gets from handler.
func answer(t *testing.T, method string, handler http.HandlerFunc) (*http.Response, string) {
	t.Helper()
	w := httptest.NewRecorder()
	page.Secure(handler).ServeHTTP(w, httptest.NewRequest(method, "/", nil))
	return w.Result(), w.Body.String()
}

func TestAPageHasItsTitleItsDataAndTheTeam(t *testing.T) {
	p := newPages(t, io.Discard, map[string]string{
		"decide.html": `{{define "main"}}<p>Name: {{.}}</p>{{end}}`,
		"other.html":  `{{define "main"}}other{{end}}`,
	})
	got, body := answer(t, "GET", func(w http.ResponseWriter, r *http.Request) {
		p.Render(w, r, http.StatusAccepted, "decide", page.View{Title: "Who & what", Data: "<script>x</script>"})
	})
	if got.StatusCode != http.StatusAccepted || got.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("answer is %s, %s", got.Status, got.Header.Get("Content-Type"))
	}
	for _, want := range []string{"<h1>Who &amp; what</h1>", "Name: &lt;script&gt;", "PUG team", "mailto:team@example.com"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func TestAPageThatBreaksIsNotShown(t *testing.T) {
	var log strings.Builder
	p := newPages(t, &log, map[string]string{
		"halfway.html":   `{{define "main"}}first half {{.Missing.Field}}{{end}}`,
		"nomain.html":    `<p>first half</p>`,
		"badsyntax.html": `{{define "main"}}first half {{if}}{{end}}`,
	})
	for _, name := range []string{"halfway", "nomain", "badsyntax", "nowhere"} {
		got, body := answer(t, "GET", func(w http.ResponseWriter, r *http.Request) {
			p.Render(w, r, http.StatusOK, name, page.View{Title: "T", Data: struct{}{}})
		})
		if got.StatusCode != http.StatusInternalServerError || strings.Contains(body, "first half") {
			t.Errorf("%s: %s with %q", name, got.Status, body)
		}
		if !strings.Contains(body, "try again") || !strings.Contains(log.String(), "page="+name) {
			t.Errorf("%s: the reader or the log is not told", name)
		}
	}
}

func TestNewRefusesPagesWithoutAContact(t *testing.T) {
	if _, err := page.New(nil, page.Config{}); err == nil {
		t.Error("accepted pages without a contact")
	}
	if _, err := page.New(nil, page.Config{Team: "PUG team", Contact: "team@example.com"}); err != nil {
		t.Errorf("the standard pages alone: %v", err)
	}
}

func TestStandardPagesSayWhatHappenedAndWhatToDo(t *testing.T) {
	p := newPages(t, io.Discard, nil)
	at := time.Date(2026, 10, 1, 9, 0, 0, 0, time.FixedZone("America/New_York", -4*60*60))
	decided := page.Decision{What: "Ada Hart was approved.", By: "Sam Lee", When: at, Note: "Great <topic>"}
	for name, c := range map[string]struct {
		show   http.HandlerFunc
		status int
		says   []string
	}{
		"done": {func(w http.ResponseWriter, r *http.Request) {
			p.Done(w, r, "Thank you", "Ada is told.", page.Fact{Label: "Decision", Value: "approved"})
		}, 200, []string{"Thank you", "Ada is told.", "<dt>Decision</dt><dd>approved</dd>"}},
		"decided": {func(w http.ResponseWriter, r *http.Request) { p.Decided(w, r, decided) },
			200, []string{"Ada Hart was approved.", "By Sam Lee, Thu 1 Oct 2026, 09:00 New York (-04:00)", "Great &lt;topic&gt;"}},
		"decided by nobody": {func(w http.ResponseWriter, r *http.Request) {
			p.Decided(w, r, page.Decision{What: "Waitlisted at the deadline.", When: at})
		}, 200, []string{"On Thu 1 Oct 2026, 09:00 New York (-04:00)"}},
		"expired": {func(w http.ResponseWriter, r *http.Request) { p.Expired(w, r, at, nil, "") },
			410, []string{"until Thu 1 Oct 2026, 09:00 New York (-04:00)", "write to the team"}},
		"expired, for staff": {func(w http.ResponseWriter, r *http.Request) { p.Expired(w, r, at, nil, "/desk/people/a1") },
			410, []string{`<a href="/desk/people/a1">do it at the desk</a>`}},
		"expired after a decision": {func(w http.ResponseWriter, r *http.Request) { p.Expired(w, r, at, &decided, "") },
			410, []string{"Ada Hart was approved.", "By Sam Lee"}},
		"not found": {p.NotFound, 404, []string{"copy the whole address"}},
		"failed":    {p.Failed, 500, []string{"try again"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, body := answer(t, "GET", c.show)
			if got.StatusCode != c.status {
				t.Errorf("status is %s", got.Status)
			}
			for _, want := range append(c.says, "mailto:team@example.com") {
				if !strings.Contains(body, want) {
					t.Errorf("the page lacks %q", want)
				}
			}
		})
	}
}

func TestPagesBehindLinksStayPrivate(t *testing.T) {
	p := newPages(t, io.Discard, nil)
	got, body := answer(t, "GET", p.NotFound)
	for name, want := range map[string]string{
		"Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
		"Strict-Transport-Security": "max-age=63072000", "X-Robots-Tag": "noindex, nofollow",
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
	} {
		if value := got.Header.Get(name); value != want {
			t.Errorf("%s is %q", name, value)
		}
	}
	_, rest, _ := strings.Cut(body, "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	policy := got.Header.Get("Content-Security-Policy")
	for _, want := range []string{
		"default-src 'none'", "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
		"form-action 'self'", "frame-ancestors 'none'",
	} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy %q lacks %q", policy, want)
		}
	}
	if strings.Contains(body, "style=") {
		t.Error("the policy would block a style attribute")
	}
}

func TestOnlyTheScriptThatAPageBringsMayRun(t *testing.T) {
	const script = "document.title = '</' + 'x>';"
	p := newPages(t, io.Discard, nil)
	show := func(scripts ...string) (string, string) {
		w := httptest.NewRecorder()
		page.Secure(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			p.Render(w, r, http.StatusOK, "standard/notfound", page.View{Title: "T", Script: strings.Join(scripts, "")})
		}), scripts...).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		return w.Header().Get("Content-Security-Policy"), w.Body.String()
	}
	if policy, body := show(); strings.Contains(policy, "script") || strings.Contains(policy, "connect") || strings.Contains(body, "<script") {
		t.Errorf("without a script: %s\n%s", policy, body)
	}
	policy, body := show(script)
	_, rest, _ := strings.Cut(body, "<script>")
	found, _, _ := strings.Cut(rest, "</script>")
	sum := sha256.Sum256([]byte(found))
	if found != script || !strings.Contains(policy, "connect-src 'self'; script-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"';") {
		t.Errorf("script %q, policy %q", found, policy)
	}
}

func TestPagesShareWhatIsInParts(t *testing.T) {
	p := newPages(t, io.Discard, map[string]string{"parts.html": `{{define "greet"}}Hello {{.}}{{end}}`, "one.html": `{{define "main"}}{{template "greet" .}}{{end}}`})
	_, body := answer(t, "GET", func(w http.ResponseWriter, r *http.Request) {
		p.Render(w, r, http.StatusOK, "one", page.View{Title: "One", Data: "Ada"})
	})
	if !strings.Contains(body, "Hello Ada") {
		t.Error(body)
	}
}

func TestAScannersHEADSeesWhatGETWouldSay(t *testing.T) {
	p := newPages(t, io.Discard, nil)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			t.Errorf("the handler sees %s", r.Method)
		}
		p.Done(w, r, "Shown", "Nothing changed.")
	})
	got, body := answer(t, "HEAD", mux.ServeHTTP)
	if got.StatusCode != http.StatusOK || body != "" || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("answer is %s with body %q", got.Status, body)
	}
}

func TestTimesCarryTheirZone(t *testing.T) {
	utc := time.Date(2026, 10, 1, 13, 0, 0, 0, time.UTC)
	for zone, want := range map[string]string{
		"America/New_York":  "Thu 1 Oct 2026, 09:00 New York (-04:00)",
		"Europe/Berlin":     "Thu 1 Oct 2026, 15:00 Berlin (+02:00)",
		"America/Sao_Paulo": "Thu 1 Oct 2026, 10:00 Sao Paulo (-03:00)",
		"UTC":               "Thu 1 Oct 2026, 13:00 UTC",
	} {
		location, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := page.When(utc.In(location)); got != want {
			t.Errorf("in %s: %q, want %q", zone, got, want)
		}
	}
}
