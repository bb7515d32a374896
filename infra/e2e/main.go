package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // a machine may lack the time zones
)

// limit is how long all of it may take.
const limit = 20 * time.Minute

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "e2e: FAIL:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	folder, err := os.MkdirTemp("", "pugs-e2e-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	v := newVerdict(out)
	if err := try(ctx, v, folder); err != nil {
		return fmt.Errorf("%w\nThe emulator's log is in %s.", errors.Join(err, ctx.Err()), folder)
	}
	v.passed()
	return os.RemoveAll(folder) // it is for failures
}

// try has everything take place, in a folder of its own.
func try(ctx context.Context, v *verdict, folder string) error {
	aws, err := findEmulator(ctx, folder)
	if err != nil {
		return err
	}
	defer aws.stop()
	v.ok("an emulator of AWS runs at %s", aws.endpoint)
	stack, err := deploy(ctx, v, aws, folder)
	if err != nil {
		return err
	}
	p, err := newPlay(stack)
	if err != nil {
		return err
	}
	ctx, stop := p.mingle(ctx)
	defer stop()
	for _, part := range []func(context.Context, *verdict) error{p.application, p.cohort, p.compare} {
		if err := part(ctx, v); err != nil {
			return err
		}
	}
	return nil
}

// verdict says what holds, and how long it took to see that.
type verdict struct {
	out         io.Writer
	began, last time.Time
}

func newVerdict(out io.Writer) *verdict {
	now := time.Now()
	return &verdict{out, now, now}
}

// ok says that something holds.
func (v *verdict) ok(format string, args ...any) {
	fmt.Fprintf(v.out, "ok   %6.1f s  %s\n", time.Since(v.last).Seconds(), fmt.Sprintf(format, args...))
	v.last = time.Now()
}

func (v *verdict) passed() {
	fmt.Fprintf(v.out, "PASS %6.1f s  the stack works on the emulator\n", time.Since(v.began).Seconds())
}

// mismatch is that something is not as expected.
func mismatch(what string, expected, came any) error {
	return fmt.Errorf("%s:\n  expected: %v\n  came:     %+v", what, expected, came)
}
