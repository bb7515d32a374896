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
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Minute)
	defer cancel()
	if err := run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "e2e: FAIL:", errors.Join(err, ctx.Err()))
		os.Exit(1)
	}
}

// run has everything take place in a folder of its own, which stays where something fails.
func run(ctx context.Context, out io.Writer) error {
	folder, err := os.MkdirTemp("", "pugs-e2e-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	v := &verdict{out, time.Now(), time.Now()}
	aws, err := findEmulator(ctx, folder)
	if err != nil {
		return err
	}
	defer aws.stop()
	v.ok("an emulator of AWS runs at %s, its log is in %s", aws.endpoint, folder)
	stack, err := deploy(ctx, v, aws, folder)
	if err != nil {
		return err
	}
	p, err := newPlay(ctx, stack)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go func() { stop(p.clock.Run(ctx)) }()
	for _, part := range []func(context.Context, *verdict) error{p.application, p.desk, p.cohort, p.compare} {
		if err := part(ctx, v); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "PASS %6.1f s  the stack works on the emulator\n", time.Since(v.began).Seconds())
	return os.RemoveAll(folder)
}

// verdict says what holds, and how long it took to see that.
type verdict struct {
	out         io.Writer
	began, last time.Time
}

// ok says that something holds.
func (v *verdict) ok(format string, args ...any) {
	fmt.Fprintf(v.out, "ok   %6.1f s  %s\n", time.Since(v.last).Seconds(), fmt.Sprintf(format, args...))
	v.last = time.Now()
}

// mismatch is that something is not as expected.
func mismatch(what string, expected, came any) error {
	return fmt.Errorf("%s:\n  expected: %v\n  came:     %+v", what, expected, came)
}
