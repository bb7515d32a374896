package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/stand"
)

// play builds the stand, serves its pages, and plays the cohort; it returns when the cohort has ended (-exit) or the
// context does.
func play(ctx context.Context, o options, out io.Writer) error {
	listener, err := listen(o)
	if err != nil {
		return err
	}
	url := "http://" + listener.Addr().String()
	pace, calm := clock.Pace(o.day), (*clock.Pace)(nil)
	if o.calm {
		pace = clock.Pace(watchDay)
		calm = &pace
	}
	s, err := stand.New(stand.Config{
		Cohort: o.cohort, Seed: o.seed, Pace: pace, Calm: calm, Stops: o.attended(), PublicURL: url, Robots: o.robots,
		Applications: o.applications,
		Progress:     func(line string) { fmt.Fprintln(out, line) },
		Log:          slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	if err != nil {
		return err
	}
	defer s.Close()
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // it ends with Close
	defer func() { _ = server.Close() }()
	fmt.Fprintf(out, "The stand is at %s: control room, mailbox, application form and every page.\n", url)
	if o.calm {
		defer hurry(s, o).Stop()
	}
	if err := s.RunToEnd(ctx); err != nil {
		return stopped(err)
	}
	if err := summarise(ctx, s, o, out); err != nil || o.exit {
		return err
	}
	fmt.Fprintf(out, "The cohort has ended and the clock stands still. The pages stay at %s; stop with Ctrl-C.\n", url)
	s.Clock.Pause()
	return stopped(s.Run(ctx))
}

// patience is how long time waits for a browser before it hurries.
const patience = 15 * time.Second

// hurry has time go fast after a while, if nobody has come to watch by then.
func hurry(s *stand.Stand, o options) *time.Timer {
	return time.AfterFunc(patience, func() {
		if !s.Console.Watched() {
			s.Clock.SetPace(clock.Pace(o.day))
		}
	})
}

// listen opens the address; where it is only the default and taken, any free one.
func listen(o options) (net.Listener, error) {
	listener, err := net.Listen("tcp", o.addr)
	if err != nil && !o.addrGiven {
		listener, err = net.Listen("tcp", "localhost:0")
	}
	if err != nil {
		return nil, fmt.Errorf("-addr: %w", err)
	}
	return listener, nil
}

// stopped is err, unless it only says that the stand was told to stop.
func stopped(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// summarise prints the report and writes it to the file that was asked for.
func summarise(ctx context.Context, s *stand.Stand, o options, out io.Writer) error {
	r, err := s.Report(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, r.Summary())
	if o.report == "" {
		return nil
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(o.report, append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("-report: %w", err)
	}
	return nil
}
