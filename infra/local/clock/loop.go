package clock

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ErrIdle is returned by RunUntil when there is no event left that could bring about what it waits for.
var ErrIdle = errors.New("clock: nothing left to do")

// ErrClosed is returned by a loop whose clock was closed.
var ErrClosed = errors.New("clock: closed")

var errRunning = errors.New("clock: already running")

// Run runs events as they fall due, and waits for new ones from outside, until ctx ends (it returns ctx's error), the
// clock is closed or an event panics.
func (c *Clock) Run(ctx context.Context) error { return c.RunUntil(ctx, nil) }

// Advance runs every event up to and including the instant `to`, and leaves the clock standing there.
func (c *Clock) Advance(ctx context.Context, to time.Time) error {
	come := false
	defer c.At(to, "advance", func() { come = true }).Stop()
	return c.RunUntil(ctx, func() bool {
		next, more := c.Next()
		return come && !(more && !next.After(to))
	})
}

// RunUntil runs events until done, which is asked before the first event and after each. It returns ErrIdle, with the
// names of the processes that wait, when the queue runs empty before.
func (c *Clock) RunUntil(ctx context.Context, done func() bool) error {
	if !c.loop.TryLock() {
		return errRunning
	}
	defer c.loop.Unlock()
	c.change(func() { c.looping = true })
	defer c.change(func() { c.looping = false })

	for ctx.Err() == nil {
		if done != nil && done() {
			return nil
		}
		e, wait, err := c.next(done != nil)
		switch {
		case err != nil:
			return err
		case e == nil:
			c.wait(ctx, wait)
		default:
			if err := c.perform(e); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// next takes the event that is due out of the queue, and makes its time the present instant. Where none is due, it
// gives how long to wait; a queue that is empty is an error where the loop is to end by itself.
func (c *Clock) next(ends bool) (*Event, time.Duration, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, 0, ErrClosed
	}
	if c.jump != nil {
		c.jumpLocked()
	}
	e := c.queue.head()
	switch {
	case e == nil && ends:
		return nil, 0, c.idleLocked()
	case e == nil:
		return nil, forever, nil
	}
	if d := c.waitLocked(e.at); d > 0 {
		return nil, d, nil
	}
	if e.at.After(c.now) {
		c.now = e.at
	}
	e.over = true // and so it leaves the queue
	c.busy = true
	return e, 0, nil
}

func (c *Clock) perform(e *Event) error {
	err := e.run()
	c.mu.Lock()
	c.busy = false
	c.mu.Unlock()
	c.land()
	return err
}

// wait is the only place on the stand that lets real time pass.
func (c *Clock) wait(ctx context.Context, d time.Duration) {
	var due <-chan time.Time
	if d < forever {
		due = time.After(d)
	}
	select {
	case <-ctx.Done():
	case <-c.wake:
	case <-due:
	}
}

// idleLocked is ErrIdle with the first names of those who wait for a signal that nothing will fire.
func (c *Clock) idleLocked() error {
	var names []string
	for p := range c.processes {
		names = append(names, p.name)
	}
	if len(names) == 0 {
		return ErrIdle
	}
	slices.Sort(names)
	first := strings.Join(names[:min(len(names), 5)], ", ")
	return fmt.Errorf("%w; %d wait for a signal: %s", ErrIdle, len(names), first)
}
