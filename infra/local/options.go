package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// defaultAddr is where the pages are served unless something else runs there.
const defaultAddr = "localhost:8080"

// How long a simulated day takes: a cohort of simulated people is over soon where nobody watches; a
// person needs time to look, and more to read and to click.
const (
	robotDay = 40 * time.Millisecond
	watchDay = time.Second
	handDay  = 10 * time.Second
)

// options are what the command line asks for.
type options struct {
	cohort       pug.CohortID
	seed         uint64
	day          time.Duration
	calm         bool // a day takes longer while somebody watches, since nobody said how long it takes
	addr         string
	addrGiven    bool
	robots       bool
	exit         bool
	report       string
	applications []json.RawMessage
}

func parse(args []string, out io.Writer) (options, error) {
	flags := flag.NewFlagSet("local", flag.ContinueOnError)
	flags.SetOutput(out)
	var o options
	cohort := flags.String("cohort", "2026-H2", "the `cohort` to play, such as 2026-H2 or 2027-H1")
	file := flags.String("applications", "",
		"a `file` with one webhook body per line, as HubSpot sends them, instead of the sample")
	people := flags.String("people", "robots",
		"who acts: `robots` (simulated people) or hands (nobody but you; the mailbox holds everyone's mail)")
	flags.DurationVar(&o.day, "day", robotDay,
		"how `long` a simulated day takes; 24h is real time, 0 does not wait at all; while somebody watches "+
			watchDay.String()+", with -people hands "+handDay.String())
	flags.Uint64Var(&o.seed, "seed", 1,
		"a `number` that decides what the simulated people do; the same number gives the same report")
	flags.StringVar(&o.addr, "addr", defaultAddr, "the `address` to serve the pages on")
	flags.BoolVar(&o.exit, "exit", false, "stop when the cohort has ended")
	flags.StringVar(&o.report, "report", "", "write the outcome as JSON to this `file`")
	if err := flags.Parse(args); err != nil {
		return o, flag.ErrHelp // flag has printed what is wrong and how to do it
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	o.addrGiven = given["addr"]
	switch {
	case given["day"]:
	case *people == "hands":
		o.day = handDay
	default:
		o.calm = o.attended()
	}
	return o, o.complete(flags.Args(), *cohort, *file, *people)
}

// attended says whether somebody may watch, rather than wait for the outcome.
func (o *options) attended() bool { return !o.exit && o.report == "" }

func (o *options) complete(rest []string, cohort, file, people string) error {
	if len(rest) > 0 {
		return fmt.Errorf("%q is one word too many: every option starts with a dash, see -help", rest[0])
	}
	if o.day < 0 {
		return fmt.Errorf("-day %s: a day cannot take less than no time", o.day)
	}
	if o.robots = people == "robots"; !o.robots && people != "hands" {
		return fmt.Errorf("-people %s: say robots or hands", people)
	}
	var err error
	if o.cohort, err = pug.ParseCohortID(cohort); err != nil {
		return fmt.Errorf("-cohort: %w", err)
	}
	if file != "" {
		o.applications, err = readBodies(file)
		return err
	}
	if o.robots && o.cohort == "2026-H2" {
		o.applications = sample.Bodies()
		return nil
	}
	o.applications, err = o.sample()
	return err
}

// sample is a generated sample: one of the same size as the written one, or a handful where nobody acts but by hand,
// enough for one group.
func (o *options) sample() ([]json.RawMessage, error) {
	wanted := sample.Options{Seed: o.seed, Champions: 16, Members: 260, Cohort: string(o.cohort)}
	if !o.robots {
		wanted.Champions, wanted.Members, wanted.Niches = 1, 8, 1
	}
	zone, known := calendar.Zone("America/New_York")
	if !known {
		return nil, errors.New("the time zone of New York is missing")
	}
	wanted.Dates = calendar.Plan(o.cohort, zone, calendar.DefaultLeads())
	return sample.Generate(wanted)
}

// readBodies reads one webhook body per line. Lines are passed on as they are, so that the webhook answers what is
// wrong with them.
func readBodies(file string) ([]json.RawMessage, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("-applications: %w", err)
	}
	bodies := sample.Lines(text)
	if len(bodies) == 0 {
		return nil, errors.New("-applications: " + file + " holds no line: it takes one webhook body per line")
	}
	return bodies, nil
}
