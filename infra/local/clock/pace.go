package clock

import (
	"math"
	"time"
)

// Pace is how long a simulated day takes on the wall: 24h is real time.
type Pace time.Duration

// Jump goes from event to event without waiting.
const Jump Pace = 0

// wall turns a stretch of virtual time into wall time, virtual the other way round.
func (p Pace) wall(virtual time.Duration) time.Duration {
	return time.Duration(float64(virtual) * float64(p) / float64(24*time.Hour))
}

func (p Pace) virtual(wall time.Duration) time.Duration {
	return time.Duration(float64(wall) * float64(24*time.Hour) / float64(p))
}

// anchor ties one instant of virtual time to one on the wall. It moves only when somebody changes the pace, pauses or
// jumps; so a clock that fell behind while something computed catches up, rather than sleeping on top of the delay.
type anchor struct {
	virtual, wall time.Time
}

// Pause stops virtual time. What is due at this instant still runs: a person's click on a paused stand has its effect.
func (c *Clock) Pause() { c.change(func() { c.paused = true }) }

// Resume lets virtual time pass again, from where it was paused.
func (c *Clock) Resume() { c.change(func() { c.paused = false }) }

// SetPace changes the pace from this instant on.
func (c *Clock) SetPace(p Pace) { c.change(func() { c.pace = p }) }

// JumpToNext skips the wait for the next event, also on a paused clock: virtual time moves to that event, and all that
// is due then runs.
func (c *Clock) JumpToNext() { c.JumpUntil(func() bool { return true }) }

// JumpUntil skips the wait for one event after the other, also on a paused clock, until done, which is asked after
// each, or until there is none left.
func (c *Clock) JumpUntil(done func() bool) { c.change(func() { c.jump = &jump{done} }) }

// jump is a move from event to event without waiting.
type jump struct{ done func() bool }

// change changes how time passes, from this instant on.
func (c *Clock) change(set func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.nowLocked()
	set()
	c.anchorLocked()
	c.poke()
}

// Paused reports whether virtual time stands still.
func (c *Clock) Paused() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.paused
}

// Pace is the pace in force.
func (c *Clock) Pace() Pace {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pace
}

// jumpLocked moves virtual time to the next event.
func (c *Clock) jumpLocked() {
	e := c.queue.head()
	switch {
	case e == nil:
		c.jump = nil
	case e.at.After(c.now):
		c.now = e.at
		c.anchorLocked()
	}
}

// land ends the jump that is under way, if it has come to where it leads.
func (c *Clock) land() {
	c.mu.Lock()
	under := c.jump
	c.mu.Unlock()
	if under == nil || !under.done() {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.jump == under {
		c.jump = nil
	}
}

func (c *Clock) anchorLocked() { c.anchor = anchor{virtual: c.now, wall: time.Now()} }

// nowLocked is the present instant of virtual time; between events of a paced clock it moves with the wall, but never
// past the next event.
func (c *Clock) nowLocked() time.Time {
	if c.busy || !c.looping || c.paused || c.pace == Jump {
		return c.now
	}
	t := c.anchor.virtual.Add(c.pace.virtual(time.Since(c.anchor.wall)))
	if e := c.queue.head(); e != nil && t.After(e.at) {
		t = e.at
	}
	if t.Before(c.now) {
		return c.now
	}
	return t
}

// forever is a wait that only something from outside ends.
const forever time.Duration = math.MaxInt64

// waitLocked is how long the wall must pass until virtual time reaches t; zero or less when it is due.
func (c *Clock) waitLocked(t time.Time) time.Duration {
	switch {
	case !t.After(c.now):
		return 0
	case c.paused:
		return forever
	case c.pace == Jump:
		return 0
	}
	return time.Until(c.anchor.wall.Add(c.pace.wall(t.Sub(c.anchor.virtual))))
}
