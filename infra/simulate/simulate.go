package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/calendar"
)

// Summary is the last line that is printed.
type Summary struct {
	Seeds      int     `json:"seeds"`
	Violations int     `json:"violations"` // invariants that did not hold, over all worlds
	Faults     int     `json:"faults"`     // that happened
	Deaths     int     `json:"deaths"`     // of functions, by dying, hanging or a deployment
	Doubled    int     `json:"doubled"`    // what came more than once: calls of functions, schedules, webhooks, clicks
	WallS      float64 `json:"wall_s"`
}

var errViolations = errors.New("some worlds broke a promise")

// simulate plays the worlds that were asked for, side by side, prints what went wrong and at last the summary. Its
// error says that an invariant did not hold, or that a world could not be played.
func simulate(ctx context.Context, o options, out io.Writer) error {
	zone, known := calendar.Zone("America/New_York")
	if !known {
		return errors.New("the time zone of New York is missing")
	}
	began := time.Now()
	sum := Summary{Seeds: o.seeds}
	var failing []Run
	err := each(ctx, o, zone, func(r Run) {
		sum.add(r)
		if o.journal {
			tell(out, r)
		}
		for _, v := range r.Broken {
			fmt.Fprintf(out, "seed %d broke %s\n", r.World.Seed, v)
		}
		if len(r.Broken) > 0 {
			failing = append(failing, r)
		}
	})
	if err != nil {
		return err
	}
	sum.WallS = time.Since(began).Seconds()
	if err := explain(ctx, out, failing, zone); err != nil {
		return err
	}
	line, err := json.Marshal(sum)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, string(line))
	if len(failing) > 0 {
		return errViolations
	}
	return nil
}

// each plays the worlds, as many at once as there are processors, and hands over each run, one at a time.
func each(ctx context.Context, o options, zone *time.Location, done func(Run)) error {
	runs := make(chan Run)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	over := make(chan error, 1)
	go func() {
		for i := range o.seeds {
			group.Go(func() error {
				r, err := Play(ctx, NewWorld(o.first+uint64(i), o.rate, zone), zone)
				if err == nil {
					runs <- r
				}
				return err
			})
		}
		over <- group.Wait()
		close(runs)
	}()
	for r := range runs {
		done(r)
	}
	return <-over
}

func (s *Summary) add(r Run) {
	s.Violations += len(r.Broken)
	s.Faults += len(r.Faults)
	for _, f := range r.Faults {
		switch f.Kind {
		case cloud.Dies, cloud.Hangs, Deployed:
			s.Deaths++
		case cloud.Doubled, cloud.Repeated, Twice, WebhookAgain, ClickAgain, ClickLater:
			s.Doubled++
		}
	}
}

// tell prints a world and its journal.
func tell(out io.Writer, r Run) {
	fmt.Fprint(out, r.World)
	for _, l := range r.Lines {
		fmt.Fprintln(out, l)
	}
	fmt.Fprintf(out, "journal %s\n", r.Hash)
}

// lastLines are how many lines of the journal are shown that came before a violation.
const lastLines = 30

// explain tells of each promise that was broken by the smallest world that breaks it, and names all seeds that do.
func explain(ctx context.Context, out io.Writer, failing []Run, zone *time.Location) error {
	slices.SortFunc(failing, func(a, b Run) int { return cmp.Compare(a.World.Seed, b.World.Seed) })
	told := map[string]bool{}
	for _, r := range failing {
		if told[r.Broken[0].Invariant] {
			continue
		}
		told[r.Broken[0].Invariant] = true
		small, err := Shrink(r, func(w World) (Run, error) { return Play(ctx, w, zone) })
		if err != nil {
			return err
		}
		report(out, r, small, zone)
	}
	if len(failing) > 0 {
		fmt.Fprintf(out, "Seeds that broke a promise: %v\n", seeds(failing))
	}
	return nil
}

func seeds(runs []Run) []uint64 {
	var all []uint64
	for _, r := range runs {
		all = append(all, r.World.Seed)
	}
	return all
}

// report prints what a world broke: the world, what happened before in a smaller one, that as a story, and how to play
// the world again.
func report(out io.Writer, r, small Run, zone *time.Location) {
	fmt.Fprintf(out, "\n%s", r.World)
	fmt.Fprintf(out, "A world of %d submissions and %d faults breaks it too. What happened last there:\n",
		len(small.World.Submissions), len(small.Faults))
	until := slices.IndexFunc(small.Lines, func(l Line) bool { return l.Who == judge })
	for _, l := range small.Lines[max(0, until-lastLines) : until+1] {
		fmt.Fprintln(out, " ", l)
	}
	fmt.Fprintln(out, "As a story:")
	story(out, small, zone)
	fmt.Fprintf(out, "Play it again: go run ./infra/simulate -seeds 1 -first %d -rate %g -journal\n\n", r.World.Seed,
		r.World.Rate)
}
