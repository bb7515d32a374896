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
