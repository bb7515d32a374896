package chromium

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long one step may take before it counts as impossible, glance how soon what is not there yet is looked for again.
const (
	patience = 20 * time.Second
	glance   = 10 * time.Millisecond
)

// Tab is one tab of Chromium, with cookies and storage of its own. Each step of it fails the test where it cannot be done.
type Tab struct {
	t    testing.TB
	ctx  context.Context
	view View
	complaints
}

// Open opens an address in a new tab, which stays for as long as the test lasts. The test is skipped where Chromium is not installed; with
// CI set, it fails.
func Open(t testing.TB, v View, url string) *Tab {
	t.Helper()
	if v.Width == 0 {
		v.Width = Desktop
	}
	if v.Height == 0 {
		v.Height = height
	}
	tab := &Tab{t: t, view: v}
	ctx, end := chromedp.NewContext(running(t), chromedp.WithNewBrowserContext(), chromedp.WithListener(tab.hear))
	tab.ctx = ctx
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(tab.ctx, patience)
		defer cancel()
		_ = tab.look(ctx, &struct{}{}, "nothing") // what the page said before this answer has been heard by now
		tab.report()
		end()
	})
	if err := emulate(ctx, v); err != nil { // it opens the tab, for which it needs the context of the tab itself
		t.Fatalf("open a tab: %v", err)
	}
	tab.Visit(url)
	return tab
}

// Visit opens an address in the tab and waits until the page is loaded.
func (tab *Tab) Visit(url string) {
	tab.t.Helper()
	tab.step("open "+url, func(ctx context.Context) error { return chromedp.Do(ctx, chromedp.Navigate(url)) })
}

// step does one thing within reasonable time, and then reports what the page complained of.
func (tab *Tab) step(what string, do func(context.Context) error) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	err := do(ctx)
	tab.report()
	if err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// errNotYet says that something is not so at the moment, but may be soon.
var errNotYet = errors.New("not yet")

// until tries until it succeeds, or fails otherwise than with errNotYet, or time is up.
func until(ctx context.Context, try func() error) error {
	again := time.NewTicker(glance)
	defer again.Stop()
	for {
		err := try()
		if !errors.Is(err, errNotYet) {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waited in vain: %w", err)
		case <-again.C:
		}
	}
}
