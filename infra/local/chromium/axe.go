package chromium

import (
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"testing"
)

// barriers is a script that has axe-core look at the page: see there.
//
//go:embed barriers.js
var barriers string

// Axe reads axe-core, which looks for what keeps people out of a page, from where npm has put it. The test is skipped
// where it is not installed; with CI set, it fails.
func Axe(t testing.TB, file string) string {
	t.Helper()
	script, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") == "" {
		t.Skip("axe-core is not installed, so nobody looks for barriers here; run: npm ci --prefix infra")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// Load puts a script such as axe-core into the page.
func (tab *Tab) Load(script string) {
	tab.t.Helper()
	read[bool](tab, "load a script", script+"\ntrue")
}

// Barriers has axe-core, which was loaded, look at the page, and says what it finds, a line each; empty where nothing
// is in the way.
func (tab *Tab) Barriers() string {
	tab.t.Helper()
	read[bool](tab, "start axe-core", barriers)
	return read[string](tab, "wait for axe-core", "window.barriers ?? null")
}
