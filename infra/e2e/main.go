package main

import (
	"context"
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
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	logs, err := os.MkdirTemp("", "pugs-e2e-")
	if err != nil {
		return fmt.Errorf("make a folder for logs: %w", err)
	}
	v := &verdict{out: out, logs: logs, began: time.Now()}
	aws, err := findEmulator(ctx, v)
	if err != nil {
		return err
	}
	defer aws.stop()
	stack, err := deploy(ctx, v, aws)
	if err != nil {
		return err
	}
	play, err := newPlay(stack)
	if err != nil {
		return err
	}
	for _, part := range []func(context.Context, *verdict) error{play.application, play.cohort, play.compare} {
		if err := part(ctx, v); err != nil {
			return err
		}
	}
	v.passed()
	return os.RemoveAll(logs) // they are for failures
}
