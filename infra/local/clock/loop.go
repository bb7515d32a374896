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
func (c *Clock) Run(ctx context.Context) error {
	return c.run(ctx, goal{})
}

// RunUntil runs events until done, which is asked before the first event and after each. It returns ErrIdle, with the
// names of the processes that wait, when the queue runs empty before.
func (c *Clock) RunUntil(ctx context.Context, done func() bool) error {
	return c.run(ctx, goal{done: done})
}

// Advance runs every event up to and including the instant `to`, and leaves the clock standing there.
func (c *Clock) Advance(ctx context.Context, to time.Time) error {
	return c.run(ctx, goal{to: to})
}

// goal is when a loop ends of its own accord: when done says so, at an instant, or (neither) never.
type goal struct {
	done func() bool
	to   time.Time
}

func (c *Clock) run(ctx context.Context, g goal) error {
	if !c.loop.TryLock() {
		return errRunning
	}
	defer c.loop.Unlock()
	c.change(func() { c.looping = true })
	defer c.change(func() { c.looping = false })

	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if g.done != nil && g.done() {
			return nil
		}
		s, err := c.next(g)
		switch {
		case err != nil:
			return err
		case s.wait > 0:
			c.wait(ctx, s.wait)
		case s.event == nil:
			return nil
		default:
			if err := c.perform(s.event); err != nil {
				return err
			}
		}
	}
}

// step is what the loop does next: wait, run an event, or (neither) stop because the goal's instant has come.
type step struct {
	wait  time.Duration
	event *event
}

// next decides the step; an event that is due leaves the queue, and becomes the present instant.
func (c *Clock) next(g goal) (step, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return step{}, ErrClosed
	}
	if c.jump {
		c.jumpLocked()
	}
	e := c.queue.head()
	if e == nil && g.done != nil {
		return step{}, c.idleLocked()
	}
	var target time.Time
	switch ends := !g.to.IsZero(); {
	case e != nil && !(ends && e.at.After(g.to)):
		target = e.at
	case ends:
		target, e = g.to, nil
	default:
		return step{wait: forever}, nil
	}
	if d := c.waitLocked(target); d > 0 {
		return step{wait: d}, nil
	}
	if target.After(c.now) {
		c.now = target
	}
	if e != nil {
		e.over = true // and so it leaves the queue
		c.busy = true
	}
	return step{event: e}, nil
}

func (c *Clock) perform(e *event) error {
	err := e.run()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy = false
	return err
}

// wait is the only place on the stand that lets real time pass.
func (c *Clock) wait(ctx context.Context, d time.Duration) {
	var due <-chan time.Time
	if d < forever {
		due = c.wall.After(d)
	}
	select {
	case <-ctx.Done():
	case <-c.wake:
	case <-due:
	}
}

// idleLocked is ErrIdle with the names of those who wait for a signal that nothing will fire.
func (c *Clock) idleLocked() error {
	var names []string
	for p := range c.processes {
		names = append(names, p.name)
	}
	if len(names) == 0 {
		return ErrIdle
	}
	slices.Sort(names)
	const enough = 5
	if n := len(names) - enough; n > 0 {
		names = append(names[:enough], fmt.Sprintf("and %d more", n))
	}
	return fmt.Errorf("%w; waiting for a signal: %s", ErrIdle, strings.Join(names, ", "))
}
