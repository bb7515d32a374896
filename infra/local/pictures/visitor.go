package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/stand"
)

// visitor is somebody at the stand's pages. Chromium begins anew for each picture: whom it is, the visitor remembers.
type visitor struct {
	stand   *stand.Stand
	base    string
	cookies []*http.Cookie
}

// ServeHTTP serves the stand's pages to whom the visitor is.
func (v *visitor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, c := range v.cookies {
		r.AddCookie(c)
	}
	v.stand.ServeHTTP(w, r)
}

// post presses a button of the console.
func (v *visitor) post(path string, form url.Values) *http.Response {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	v.stand.ServeHTTP(w, r)
	return w.Result()
}

// be makes the visitor somebody; nobody without an address.
func (v *visitor) be(email string) {
	v.cookies = nil
	if email != "" {
		v.cookies = v.post("/stand/be", url.Values{"email": {email}}).Cookies()
	}
}

// watch looks at the control room each second, as the script of the page does, until the visitor leaves.
func (v *visitor) watch() (leave func()) {
	look := func() {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Stand-Watching", "yes")
		v.stand.ServeHTTP(httptest.NewRecorder(), r)
	}
	look()
	ctx, leave := context.WithCancel(context.Background())
	go func() {
		for ctx.Err() == nil {
			look()
			time.Sleep(time.Second)
		}
	}()
	return leave
}

// The size of the window, and so of the pictures, in pixels.
const width, height = 1280, 900

// take writes into a file what a window shows of a page that was just opened.
func (v *visitor) take(ctx context.Context, path, name string) error {
	file := ".github/" + name + ".png"
	command := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
		"--force-color-profile=srgb", "--disable-features=IsolateSandboxedIframes", "--virtual-time-budget=1500",
		fmt.Sprintf("--window-size=%d,%d", width, height), "--screenshot="+file, v.base+path)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("take %s: %w\n%s", file, err, out)
	}
	return shrink(file)
}
