package clock

import (
	"sync"
	"time"
)

// Clock is the stand's clock. Make one with New; run it with Run, RunUntil or Advance; end it with Close.
// Its methods are safe from any goroutine, except Close, which must not be called from inside an event.
type Clock struct {
	loop sync.Mutex    // held while the loop runs
	wake chan struct{} // tells a waiting loop to look again
	hand chan struct{} // a process gives control back to the loop

	mu        sync.Mutex
	now       time.Time // the instant of the event that runs, or ran last, or at which time was paused
	queue     queue
	pace      Pace
	anchor    anchor
	paused    bool
	jump      *jump // nil while none is under way
	looping   bool
	busy      bool // an event runs
	current   *Process
	closed    bool
	processes map[*Process]struct{} // those that have a goroutine
	idle      []chan<- func()       // goroutines that wait for another process to run
}

// New makes a clock that stands at start.
func New(start time.Time, pace Pace) *Clock {
	return &Clock{
		wake:      make(chan struct{}, 1),
		hand:      make(chan struct{}),
		now:       start,
		pace:      pace,
		processes: map[*Process]struct{}{},
	}
}

// Now is the present instant: the event's time while one runs. While a paced clock waits it lies between the last event
// and the next, as far along as the wall is, so that a person's click is timed sensibly.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.nowLocked()
}

// Next is the time of the next event, if there is one.
func (c *Clock) Next() (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.queue.head(); e != nil {
		return e.at, true
	}
	return time.Time{}, false
}

// At runs f as an event at t, or at the present instant when t has passed. f must not wait; what waits is a process.
func (c *Clock) At(t time.Time, name string, f func()) *Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.scheduleLocked(t, func() error { return guard("event", name, f) })
}

// Go starts a process at the present instant, after what is already due. On a closed clock it does nothing.
func (c *Clock) Go(name string, f func(p *Process)) { c.GoAfter(0, name, f) }

// GoAfter starts a process after a while.
func (c *Clock) GoAfter(wait time.Duration, name string, f func(p *Process)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := &Process{clock: c, name: name, resume: make(chan struct{})}
	c.scheduleLocked(c.nowLocked().Add(wait), func() error { return p.start(f) })
}

// scheduleLocked puts an event into the queue, not before the present instant.
func (c *Clock) scheduleLocked(t time.Time, run func() error) *Event {
	if now := c.nowLocked(); t.Before(now) {
		t = now
	}
	e := &Event{clock: c, at: t, run: run, over: c.closed}
	if !c.closed {
		c.queue.add(e)
		c.poke()
	}
	return e
}

// poke makes a waiting loop look again.
func (c *Clock) poke() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// Close ends the clock: what is queued is dropped, and the goroutines of waiting processes are unwound (their deferred
// calls run). It waits for a running loop to stop.
func (c *Clock) Close() {
	c.mu.Lock()
	c.closed = true
	c.queue.drop()
	c.dismissLocked()
	c.poke()
	c.mu.Unlock()

	c.loop.Lock()
	defer c.loop.Unlock()
	for p := c.anyProcess(); p != nil; p = c.anyProcess() {
		_ = p.handOver() // a panic while unwinding has nobody left to tell
	}
}

func (c *Clock) anyProcess() *Process {
	c.mu.Lock()
	defer c.mu.Unlock()
	for p := range c.processes {
		return p
	}
	return nil
}
