package people_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/people"
)

const base = "https://groups.example.com"

var start = time.Date(2026, 10, 1, 13, 0, 0, 0, time.UTC)

// world imitates the programme's pages. A page that was answered is decided, but for those that can be sent again.
type world struct {
	*people.People
	clock *clock.Clock
	pages map[string]string // HTML by path and query
	keeps bool              // pages stay as they are after a POST
	fails int               // answers that are 500 before any other
	log   []string          // what was sent, with its time
	opens int               // GET and HEAD
	mails int
}

func newWorld(t *testing.T, seed uint64, change func(*people.Habits)) *world {
	t.Helper()
	w := &world{clock: clock.New(start, clock.Jump), pages: map[string]string{}}
	t.Cleanup(w.clock.Close)
	habits := people.DefaultHabits()
	habits.Scanned, habits.Mends = 0, false
	if change != nil {
		change(&habits)
	}
	w.People = people.New(people.Config{Clock: w.clock, Browser: &browser.Browser{Handler: w, Base: base},
		Staff: []string{"ada@example.com", "bo@example.com", "cy@example.com"}, Seed: seed, Habits: habits})
	return w
}

func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if w.fails > 0 {
		w.fails--
		rw.WriteHeader(http.StatusInternalServerError)
		return
	}
	page, ok := w.pages[r.URL.RequestURI()]
	if !ok {
		http.NotFound(rw, r)
		return
	}
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method != http.MethodPost {
		w.opens++
		fmt.Fprint(rw, page)
		return
	}
	_ = r.ParseForm()
	w.log = append(w.log, fmt.Sprintf("%s %s %s", w.clock.Now().UTC().Format("01-02 15:04"), r.URL.Path,
		r.PostForm.Encode()))
	if !w.keeps {
		w.pages[r.URL.Path] = "<p>This is already decided.</p>"
	}
	if r.URL.Path == "/groups/x" {
		fmt.Fprint(rw, w.pages[r.URL.Path]) // curation goes on
		return
	}
	fmt.Fprint(rw, "<p>Thank you.</p>")
}

// mail sends a mail with a link to a page, which is made of the HTML unless it is there.
func (w *world) mail(to, subject, path, html string) {
	if _, ok := w.pages[path]; !ok {
		w.pages[path] = html
	}
	w.mails++
	w.Receive(mailbox.Mail{ID: w.mails, Time: w.clock.Now(), To: to, Subject: subject, Links: []string{base + path}})
}

// run lets everything happen that is planned.
func (w *world) run(t *testing.T) {
	t.Helper()
	drain(t, w.clock)
}

// drain runs a clock until nothing is left to do.
func drain(t *testing.T, c *clock.Clock) {
	t.Helper()
	if err := c.RunUntil(t.Context(), func() bool { return false }); !errors.Is(err, clock.ErrIdle) {
		t.Fatal(err)
	}
}

// sent is what was posted, without times.
func (w *world) sent() []string {
	var sent []string
	for _, line := range w.log {
		sent = append(sent, line[len("01-02 15:04 "):])
	}
	return sent
}

func (w *world) calm(t *testing.T) {
	t.Helper()
	if troubles := w.Troubles(); len(troubles) > 0 {
		t.Errorf("there were troubles: %s", strings.Join(troubles, "\n"))
	}
}

// choices is a page with a question.
func choices(values ...string) string {
	var html strings.Builder
	html.WriteString(`<form method="post"><textarea name="note"></textarea>`)
	for _, v := range values {
		fmt.Fprintf(&html, `<input type="radio" name="choice" value="%s">`, v)
	}
	return html.String() + "</form>"
}

const joining = `<form method="post"><select name="topic1"><option value="">Choose …</option><option value="pricing">Pricing</option></select></form>`

var review = choices("approve", "decline", "waitlist")

func count(lines []string, part string) int {
	return len(slices.DeleteFunc(slices.Clone(lines), func(s string) bool { return !strings.Contains(s, part) }))
}
