package chromium

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// limit is how long one step may take before it counts as impossible; glance is how soon a tab looks again for what is
// not there yet.
const (
	limit  = 20 * time.Second
	glance = 10 * time.Millisecond
)

// Tab is the one tab of a Chromium that runs for as long as the test lasts. A step that cannot be done fails the test.
type Tab struct {
	t       testing.TB
	ctx     context.Context
	console func() (chromedp.ConsoleMessage, error, bool) // the next message, in order
}

// Open starts Chromium and opens an address. The test is skipped where Chromium is not installed; with CI set, it
// fails. Chromium finds no pages but those that this machine serves.
func Open(t testing.TB, v View, url string) *Tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	parent, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(parent)
	t.Cleanup(end)
	switch err := chromedp.Do(ctx); {
	case errors.Is(err, exec.ErrNotFound) && os.Getenv("CI") == "":
		t.Skip("Chromium is not installed, so this page is not opened here; run: apt-get install chromium")
	case err != nil:
		t.Fatalf("start Chromium: %v; to install it, run: apt-get install chromium", err)
	}
	next, leave := iter.Pull2(chromedp.Console(ctx))
	t.Cleanup(leave)
	tab := &Tab{t: t, ctx: ctx, console: next}
	tab.Look(v)
	tab.Visit(url)
	t.Cleanup(tab.report)
	return tab
}

// Visit opens an address in the tab and waits until the page is loaded.
func (tab *Tab) Visit(url string) {
	tab.t.Helper()
	tab.do("open "+url, chromedp.Navigate(url))
}

// do does one step, and then reports what the page complains of.
func (tab *Tab) do(what string, step chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, limit)
	defer cancel()
	if err := chromedp.Do(ctx, step); err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
	tab.report()
}

// report fails the test with what the page has said on the console since the last report, if that is a complaint. A
// page may well be the answer to what cannot be done, and have such a status; parts of a page may not.
func (tab *Tab) report() {
	tab.t.Helper()
	const mark = "everything up to here"
	ctx, cancel := context.WithTimeout(tab.ctx, limit)
	defer cancel()
	url, err := chromedp.Run(ctx, chromedp.Evaluate[string](`console.debug("`+mark+`"), location.href`))
	if err != nil {
		return // the page is about to change: the next report has it all
	}
	for {
		m, err, more := tab.console()
		if err != nil || !more {
			tab.t.Fatalf("the console has ended: %v", err)
		}
		switch {
		case m.Text == mark:
			return
		case m.Source == "network" && m.URL == url:
		case m.Type == chromedp.ConsoleError, m.IsException():
			tab.t.Errorf("the page complains: %s %s", m.Text, m.URL)
		}
	}
}

// Serve serves the handler on this machine until the test ends, and returns the URL, which has no slash at its end. A
// handler that is made for its URL is added later, to a ServeMux that is served here.
func Serve(t testing.TB, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}
