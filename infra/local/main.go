// Command local is the local stand: it plays a whole cohort of the Partner User Groups programme in one process, on the
// handlers and the workflow definitions that AWS runs, and serves its pages until it is stopped.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// memoryLimit, in bytes, has garbage collected more often rather than let the stand of thousands of applications grow
// past it; a soft limit, see debug.SetMemoryLimit.
const memoryLimit = 320 << 20

func main() {
	debug.SetMemoryLimit(memoryLimit)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := parse(os.Args[1:], os.Stderr)
	if err == nil {
		err = play(ctx, o, os.Stdout)
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "pugs:", err)
		os.Exit(1)
	}
}
