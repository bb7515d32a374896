package clock

import (
	"slices"
	"sort"
	"time"
)

// Event is one thing to run, which can be called off.
type Event struct {
	clock *Clock
	at    time.Time
	run   func() error
	over  bool // it has begun, or was called off; then it may still lie in the queue
}

// Stop calls the event off. It reports false when the event has begun already, or was called off before.
func (e *Event) Stop() bool {
	e.clock.mu.Lock()
	defer e.clock.mu.Unlock()
	e.clock.poke()
	return e.callOff()
}

// callOff is Stop where the clock is locked.
func (e *Event) callOff() bool {
	was := e.over
	e.over = true
	return !was
}

// queue holds events, the last first. Of those at one instant, the one that was scheduled first comes first.
type queue []*Event

func (q *queue) add(e *Event) {
	at := sort.Search(len(*q), func(i int) bool { return !(*q)[i].at.After(e.at) })
	*q = slices.Insert(*q, at, e)
}

// head is the next event; nil if there is none.
func (q *queue) head() *Event {
	for i, e := range slices.Backward(*q) {
		if !e.over {
			return e
		}
		*q = slices.Delete(*q, i, i+1)
	}
	return nil
}

// drop calls off all events.
func (q *queue) drop() {
	for _, e := range *q {
		e.over = true
	}
	*q = nil
}
