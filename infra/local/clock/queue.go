package clock

import (
	"container/heap"
	"time"
)

// Event is one thing to run, which can be called off.
type Event struct {
	clock *Clock
	at    time.Time
	seq   uint64
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

// queue orders events by virtual time, then by the order in which they were scheduled. It is a container/heap.
type queue []*Event

func (q queue) Len() int      { return len(q) }
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*Event)) }

func (q queue) Less(i, j int) bool {
	if q[i].at.Equal(q[j].at) {
		return q[i].seq < q[j].seq
	}
	return q[i].at.Before(q[j].at)
}

func (q *queue) Pop() any {
	last := len(*q) - 1
	e := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	return e
}

// head is the next event; nil if there is none.
func (q *queue) head() *Event {
	for len(*q) > 0 && (*q)[0].over {
		heap.Pop(q)
	}
	if len(*q) == 0 {
		return nil
	}
	return (*q)[0]
}

// drop calls off all events.
func (q *queue) drop() {
	for _, e := range *q {
		e.over = true
	}
	*q = nil
}
