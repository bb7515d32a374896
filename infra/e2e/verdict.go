package main

import (
	"fmt"
	"io"
	"time"
)

// verdict tells of each step whether it holds, and how long it took.
type verdict struct {
	out   io.Writer
	logs  string // the folder that says more
	began time.Time
}

// step takes one step. What it returns is told beside its name; an error is told as a failure, with where to look, and ends the command.
func (v *verdict) step(name string, take func() (string, error)) error {
	began := time.Now()
	detail, err := take()
	word := "ok  "
	if err != nil {
		word, detail = "FAIL", fmt.Sprintf("%v\n               logs: %s", err, v.logs)
	}
	if detail != "" {
		detail = ": " + detail
	}
	fmt.Fprintf(v.out, "%s %6.1f s  %s%s\n", word, time.Since(began).Seconds(), name, detail)
	if err != nil {
		return fmt.Errorf("%s: failed", name)
	}
	return nil
}

func (v *verdict) passed() {
	fmt.Fprintf(v.out, "PASS %6.1f s  the stack works on the emulator\n", time.Since(v.began).Seconds())
}

// mismatch is a step whose outcome is not the expected one.
func mismatch(expected, came any) error {
	return fmt.Errorf("\n               expected: %v\n               came:     %v", expected, came)
}
