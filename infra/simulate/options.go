package main

import (
	"flag"
	"fmt"
	"io"
)

// options are what the command line asks for.
type options struct {
	seeds   int
	first   uint64
	rate    float64
	journal bool
}

func parse(args []string, out io.Writer) (options, error) {
	flags := flag.NewFlagSet("simulate", flag.ContinueOnError)
	flags.SetOutput(out)
	var o options
	flags.IntVar(&o.seeds, "seeds", 100, "how `many` worlds to play")
	flags.Uint64Var(&o.first, "first", 1, "the `seed` of the first world; the others follow")
	flags.Float64Var(&o.rate, "rate", 0.2, "how `often` things go wrong, from 0 (never) to 1")
	flags.BoolVar(&o.journal, "journal", false, "print each world, and all that happens in it")
	if err := flags.Parse(args); err != nil {
		return o, flag.ErrHelp // flag has printed what is wrong and how to do it
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q is one word too many: every option starts with a dash, see -help", flags.Arg(0))
	case o.seeds < 1:
		return o, fmt.Errorf("-seeds %d: there is at least one world to play", o.seeds)
	case o.rate < 0 || o.rate > 1:
		return o, fmt.Errorf("-rate %g: it is from 0 to 1", o.rate)
	}
	return o, nil
}
