// Command cost says what a cohort costs on AWS at list price. It reads what a run on the local stand counted, and prices.json, which is
// the one place for prices: their date, their region and where each is from.
//
//	go run ./infra/local -exit -day 0 -report report.json
//	go run ./infra/cost -report report.json
//
// It knows how usage becomes the measures that AWS charges for. It must not know what a cohort is.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "cost:", err)
		os.Exit(1)
	}
}

func run(args []string, out, problems io.Writer) error {
	flags := flag.NewFlagSet("cost", flag.ContinueOnError)
	flags.SetOutput(problems)
	file := flags.String("report", "", "`FILE` that go run ./infra/local -exit -report FILE wrote; required")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *file == "" || flags.NArg() > 0 {
		return errors.New("-report FILE is needed, and nothing else; example: -report report.json")
	}
	list, err := readPrices(embedded)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(*file)
	if err != nil {
		return fmt.Errorf("-report: %w", err)
	}
	r, err := readReport(text)
	if err != nil {
		return fmt.Errorf("-report %s: %w", *file, err)
	}
	b, err := list.bill(r.measures(list.Assumptions), r.months())
	if err != nil {
		return err
	}
	b.print(out, list, r)
	return nil
}
