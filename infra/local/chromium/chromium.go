package chromium

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// browser is the one Chromium of a test binary. It starts with the first tab.
var browser struct {
	mu    sync.Mutex
	owned bool            // Main is there to end it
	ctx   context.Context // nil until it runs
	stop  context.CancelFunc
}

// Main runs the tests of a package and then ends Chromium, if it was started; TestMain exits with what it returns.
func Main(m *testing.M) int {
	browser.mu.Lock()
	browser.owned = true
	browser.mu.Unlock()
	code := m.Run()
	browser.mu.Lock()
	defer browser.mu.Unlock()
	if browser.ctx != nil {
		_ = chromedp.Cancel(browser.ctx) // it asks Chromium to close; stop ends it in any case
		browser.stop()
	}
	return code
}

// running is the context of the browser, which is started where it does not run yet. Without Chromium the test is skipped.
func running(t testing.TB) context.Context {
	t.Helper()
	path := find()
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("Chromium is not installed; run: apt-get install chromium")
		}
		t.Skip("Chromium is not installed, so this page is not opened here; run: apt-get install chromium")
	}
	browser.mu.Lock()
	defer browser.mu.Unlock()
	if !browser.owned {
		t.Fatal("nobody would end Chromium: the package needs a TestMain that calls chromium.Main")
	}
	if browser.ctx == nil {
		ctx, stop, err := start(path)
		if err != nil {
			t.Fatal(err)
		}
		browser.ctx, browser.stop = ctx, stop
	}
	return browser.ctx
}

func find() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// start starts Chromium with an empty folder of user data, which goes when it stops. It finds nothing but this machine's own pages.
func start(path string) (context.Context, context.CancelFunc, error) {
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.Headless, chromedp.WindowSize(Desktop, height)}
	for _, flag := range []string{"no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
		"disable-component-update", "disable-sync", "disable-dev-shm-usage"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	options = append(options, chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	parent, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(parent) // stop ends it, with its parent
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return ctx, stop, nil
}
