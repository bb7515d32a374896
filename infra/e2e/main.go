// Command e2e deploys the stack to an emulator of AWS that is not ours, and sees it work: one application from its webhook to the decision,
// and then a whole cohort with dates seconds apart, whose outcome has to be the one that the local stand comes to.
//
//	go run ./infra/e2e
//
// AWS_ENDPOINT_URL names an emulator that runs; what is deployed there stays. Without it the command starts MiniStack, for which it needs
// Python 3 with venv, and stops it at the end. It runs from the top of the checkout and needs Node with the tools of infra/package.json.
//
// The files of this command know where the emulator differs from AWS, and go around it: template.go before the deployment, meeting.go and
// schedule.go while the cohort runs. Functions and workflows know nothing of it.
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
