package clock

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

// Process is a piece of work that may wait in the middle. It runs on a goroutine of its own, but only while the clock's
// loop waits for it.
type Process struct {
	clock  *Clock
	name   string
	resume chan struct{}
	err    error
}

// Name is the name that the process was started with.
func (p *Process) Name() string { return p.name }

// Now is the present instant.
func (p *Process) Now() time.Time { return p.clock.Now() }

// SleepUntil lets virtual time pass until t. A time that has passed lets everything else that is due go first.
func (p *Process) SleepUntil(t time.Time) { p.Await(p.clock.NewSignal(), t) }

// Await waits until the signal fires, or until the deadline; it reports false when the deadline came first. The zero
// deadline is none.
func (p *Process) Await(s *Signal, deadline time.Time) bool {
	c := p.clock
	c.mu.Lock()
	if s.fired {
		c.mu.Unlock()
		return true
	}
	w := &waiter{process: p}
	if !deadline.IsZero() {
		w.deadline = c.scheduleLocked(deadline, func() error {
			w.late = true
			return p.handOver()
		})
	}
	s.waiters = append(s.waiters, w)
	c.mu.Unlock()
	p.yield()
	return !w.late
}

// start runs on the loop: it gives the process its goroutine and waits until it sleeps or ends.
func (p *Process) start(f func(*Process)) error {
	c := p.clock
	c.mu.Lock()
	c.processes[p] = struct{}{}
	c.mu.Unlock()
	c.work(func(worker chan<- func()) {
		defer func() {
			c.mu.Lock()
			delete(c.processes, p)
			if !c.closed {
				c.idle = append(c.idle, worker)
			}
			c.mu.Unlock()
			c.hand <- struct{}{}
		}()
		<-p.resume
		p.err = guard("process", p.name, func() { f(p) })
	})
	return p.handOver()
}

// handOver runs on the loop: it lets the process go on until it sleeps or ends.
func (p *Process) handOver() error {
	p.clock.setCurrent(p)
	p.resume <- struct{}{}
	<-p.clock.hand
	p.clock.setCurrent(nil)
	return p.err
}

// yield gives control back to the loop until the process is resumed; on a closed clock it never returns.
func (p *Process) yield() {
	p.clock.hand <- struct{}{}
	<-p.resume
	p.clock.mu.Lock()
	closed := p.clock.closed
	p.clock.mu.Unlock()
	if closed {
		runtime.Goexit()
	}
}

// Signal is something that processes wait for. It fires once and stays fired.
type Signal struct {
	clock   *Clock
	fired   bool
	waiters []*waiter
}

type waiter struct {
	process  *Process
	deadline *Event
	late     bool
}

// NewSignal makes a signal that has not fired.
func (c *Clock) NewSignal() *Signal { return &Signal{clock: c} }

// Fire lets all who wait go on at the present instant, in the order in which they began to wait. Firing again does
// nothing.
func (s *Signal) Fire() {
	c := s.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	if s.fired {
		return
	}
	s.fired = true
	for _, w := range s.waiters {
		if w.deadline != nil && !w.deadline.callOff() {
			continue // the deadline came first
		}
		c.scheduleLocked(c.nowLocked(), w.process.handOver)
	}
	s.waiters = nil
}

// guard turns a panic into an error that names its event or process.
func guard(kind, name string, f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("clock: %s %q panicked: %v\n%s", kind, name, r, debug.Stack())
		}
	}()
	f()
	return nil
}
