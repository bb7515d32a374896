package clock

import (
	"container/heap"
	"time"
)

// event is one thing to run. Its place in the queue is kept, so that it can be taken out before its time.
type event struct {
	at    time.Time
	seq   uint64
	name  string
	run   func() error
	index int
}

const notQueued = -1

// queue orders events by virtual time, then by the order in which they were scheduled.
type queue []*event

func (q queue) Len() int { return len(q) }

func (q queue) Less(i, j int) bool {
	if q[i].at.Equal(q[j].at) {
		return q[i].seq < q[j].seq
	}
	return q[i].at.Before(q[j].at)
}

func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}

// Push is for container/heap only.
func (q *queue) Push(x any) {
	e := x.(*event)
	e.index = len(*q)
	*q = append(*q, e)
}

// Pop is for container/heap only.
func (q *queue) Pop() any {
	last := len(*q) - 1
	e := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	e.index = notQueued
	return e
}

func (q queue) head() *event {
	if len(q) == 0 {
		return nil
	}
	return q[0]
}

func (q *queue) add(e *event) { heap.Push(q, e) }

func (q *queue) remove(e *event) bool {
	if e.index == notQueued {
		return false
	}
	heap.Remove(q, e.index)
	return true
}

func (q *queue) clear() {
	for _, e := range *q {
		e.index = notQueued
	}
	*q = nil
}
