package clock_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// wall is a wall clock that the test moves. A sleep ends when the test has moved it far enough.
type wall struct {
	mu    sync.Mutex
	now   time.Time
	naps  []nap
	asked chan time.Duration // how long the clock wants to sleep
}

type nap struct {
	until time.Time
	done  chan time.Time
}

func newWall() *wall {
	return &wall{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), asked: make(chan time.Duration, 100)}
}

func (w *wall) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *wall) After(d time.Duration) <-chan time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := nap{w.now.Add(d), make(chan time.Time, 1)}
	w.naps = append(w.naps, n)
	w.asked <- d
	return n.done
}

func (w *wall) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
	for _, n := range w.naps {
		if !n.until.After(w.now) {
			select {
			case n.done <- w.now:
			default:
			}
		}
	}
}

// slept waits until the clock asks for a sleep of d; a clock that was woken for nothing may ask more than once.
func (w *wall) slept(d time.Duration) {
	for asked := range w.asked {
		if asked == d {
			return
		}
	}
}

// onWall runs a clock on a wall of the test's, at a second for each day, until the test ends.
func onWall(t *testing.T) (*clock.Clock, *wall, func()) {
	w := newWall()
	c := clock.NewOnWall(start, clock.Every(time.Second), clock.Wall{Now: w.Now, After: w.After})
	t.Cleanup(c.Close)
	run := func() {
		ctx, cancel := context.WithCancel(context.Background())
		stopped := make(chan error)
		go func() { stopped <- c.Run(ctx) }()
		t.Cleanup(func() {
			cancel()
			if err := <-stopped; !errors.Is(err, context.Canceled) {
				t.Errorf("Run: %v", err)
			}
		})
	}
	return c, w, run
}

const day = 24 * time.Hour

func TestThePaceFollowsTheWall(t *testing.T) {
	c, w, run := onWall(t)
	ran := make(chan time.Time)
	c.At(in(2*day), "event", func() { ran <- c.Now() })
	run()
	w.slept(2 * time.Second)
	w.pass(time.Second)
	if got := c.Now(); !got.Equal(in(day)) {
		t.Errorf("half way the clock says %v, want %v", got, in(day))
	}
	w.pass(time.Second)
	if got := <-ran; !got.Equal(in(2 * day)) {
		t.Errorf("ran at %v", got)
	}
}

func TestALateClockCatchesUpInsteadOfSleepingOnTop(t *testing.T) {
	c, w, run := onWall(t)
	done := make(chan struct{})
	c.At(in(day), "slow", func() { w.pass(5 * time.Second) })
	for d := range 3 {
		c.At(in(time.Duration(2+d)*day), "already due", func() {})
	}
	c.At(in(10*day), "last", func() { close(done) })
	run()
	w.slept(time.Second)
	w.pass(time.Second)
	w.slept(4 * time.Second) // six of ten seconds have passed
	w.pass(4 * time.Second)
	<-done
}

func TestTimeBetweenEventsNeverPassesTheNextEvent(t *testing.T) {
	c, w, run := onWall(t)
	entered, leave := make(chan struct{}), make(chan struct{})
	c.At(in(day), "busy", func() { close(entered); <-leave })
	c.At(in(2*day), "next", func() {})
	run()
	<-w.asked
	w.pass(time.Hour)
	<-entered
	if got := c.Now(); !got.Equal(in(day)) {
		t.Errorf("while an event runs the clock says %v, want the event's time", got)
	}
	close(leave)
}

func TestAClickFromOutsideWakesTheClockAtItsOwnTime(t *testing.T) {
	c, w, run := onWall(t)
	c.At(in(10*day), "far", func() {})
	clicked := make(chan time.Time)
	s := c.NewSignal()
	c.Go("asks", func(p *clock.Process) {
		p.Await(s, time.Time{})
		clicked <- c.Now()
	})
	run()
	<-w.asked
	w.pass(3 * time.Second)
	s.Fire()
	if got := <-clicked; !got.Equal(in(3 * day)) {
		t.Errorf("the click counts at %v, want three days on", got)
	}
}

func TestAPausedClockStandsStillButLetsAClickThrough(t *testing.T) {
	c, w, run := onWall(t)
	ran := make(chan string)
	c.At(in(2*day), "event", func() { ran <- "event" })
	run()
	<-w.asked
	w.pass(time.Second)
	c.Pause()
	w.pass(time.Hour)
	if got := c.Now(); !got.Equal(in(day)) {
		t.Errorf("paused at day 1, the clock says %v", got)
	}
	c.Go("click", func(*clock.Process) { ran <- "click" })
	if got := <-ran; got != "click" {
		t.Errorf("%s ran on a paused clock", got)
	}
	c.JumpToNext()
	if got := <-ran; got != "event" || !c.Now().Equal(in(2*day)) {
		t.Errorf("after the jump %s ran at %v", got, c.Now())
	}
	c.At(in(3*day), "later", func() { ran <- "later" })
	c.Resume()
	w.slept(time.Second) // what passed on the wall during the pause does not count
	c.SetPace(clock.Jump)
	if got := <-ran; got != "later" {
		t.Errorf("%s ran, want later", got)
	}
}

func TestResumingAClockThatRunsChangesNothing(t *testing.T) {
	c, w, run := onWall(t)
	c.At(in(10*day), "far", func() {})
	run()
	<-w.asked
	w.pass(3 * time.Second)
	c.Resume()
	if got := c.Now(); !got.Equal(in(3 * day)) {
		t.Errorf("the clock says %v, want three days on", got)
	}
}
