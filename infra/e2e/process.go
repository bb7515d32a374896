package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// grace is how long a process may take to end once it is told to.
const grace = 5 * time.Second

// command prepares a program that leaves its output in a log of the name, and that goes with all of its own children when the context ends.
func command(ctx context.Context, v *verdict, log string, env []string, program string, args ...string) (*exec.Cmd, *os.File, error) {
	file, err := os.OpenFile(filepath.Join(v.logs, log+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("open the log of %s: %w", program, err)
	}
	c := exec.CommandContext(ctx, program, args...)
	c.Stdout, c.Stderr, c.WaitDelay = file, file, grace
	c.Env = append(os.Environ(), env...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that a signal to its group reaches its children
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	return c, file, nil
}

// execute runs a program to its end.
func execute(ctx context.Context, v *verdict, log string, env []string, program string, args ...string) error {
	c, file, err := command(ctx, v, log, env, program, args...)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // nothing more is written
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w; the end of %s:\n%s", log, errors.Join(err, ctx.Err()), file.Name(), tail(file.Name()))
	}
	return nil
}

// tail is the end of a log.
func tail(file string) string {
	const enough = 1500
	text, err := os.ReadFile(file)
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-enough):])
}
