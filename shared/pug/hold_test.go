package pug_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestWhatBecomesOfHeldLetters(t *testing.T) {
	h, known := pug.ParseHoldID("2026-H2-acceptances")
	if !known || h.ID() != "2026-H2-acceptances" {
		t.Fatalf("read %+v, %t", h, known)
	}
	if _, held := h.Of(on(1)); held {
		t.Error("letters are held that nobody holds")
	}
	h, err := h.Begin("Ada", on(3))
	if _, twice := h.Begin("Bo", on(4)); err != nil || !pug.IsError(twice, pug.Already) {
		t.Errorf("begun %v, twice %v", err, twice)
	}
	h.Added = "The launch moved."
	h = h.Decide(on(5), false, "Ada")
	h.Added = ""
	h = h.Decide(on(6), true, "Bo")
	h, err = h.End(on(8))
	if _, twice := h.End(on(9)); err != nil || !pug.IsError(twice, pug.Already) {
		t.Errorf("ended %v, twice %v", err, twice)
	}
	for name, c := range map[string]struct {
		day     int
		held    bool
		givenUp bool
		added   string
	}{
		"one that waited before is released, with the paragraph": {2, false, false, "The launch moved."},
		"one written up to the release likewise":                 {5, false, false, "The launch moved."},
		"a later one is given up":                                {6, false, true, ""},
		"one that nobody has seen stays held":                    {7, true, false, ""},
		"one written after the end goes out as it is":            {9, false, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b, held := h.Of(on(c.day))
			if held != c.held || b.GivenUp != c.givenUp || b.Added != c.added {
				t.Errorf("held %t, %+v", held, b)
			}
		})
	}
	if again, err := h.Begin("Bo", on(10)); err != nil || !again.Holds() {
		t.Errorf("held again: %+v, %v", again, err)
	}
	if _, known := pug.ParseHoldID("2026-H2-news"); known || pug.HoldID("", pug.Acceptances) != "" {
		t.Error("there is a class that is none")
	}
}
