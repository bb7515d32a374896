package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
)

// garbage is how much one of the worlds that are played side by side may leave before any of it is collected: it is
// small and short, and what it leaves is taken all at once.
const garbage = 256 << 20

// collectSeldom has garbage collected when there is much of it, which saves a quarter of the computing.
func collectSeldom() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(garbage * int64(runtime.GOMAXPROCS(0)))
}

func main() {
	collectSeldom()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := parse(os.Args[1:], os.Stderr)
	if err == nil {
		err = simulate(ctx, o, os.Stdout)
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}
