package clock_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

var start = time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)

func in(d time.Duration) time.Time { return start.Add(d) }

func newClock(t *testing.T) *clock.Clock {
	c := clock.New(start, clock.Jump)
	t.Cleanup(c.Close)
	return c
}

// diary notes what happened, with the hour at which it did.
type diary struct {
	clock *clock.Clock
	lines []string
}

func (d *diary) note(what string) {
	d.lines = append(d.lines, fmt.Sprintf("%gh %s", d.clock.Now().Sub(start).Hours(), what))
}

func TestEventsRunInOrderOfTimeThenOfScheduling(t *testing.T) {
	c := newClock(t)
	d := &diary{clock: c}
	c.At(in(2*time.Hour), "b", func() { d.note("b") })
	c.At(in(time.Hour), "a", func() {
		d.note("a")
		c.At(in(0), "late", func() { d.note("an event in the past runs at once") })
	})
	c.At(in(2*time.Hour), "c", func() { d.note("c, scheduled after b") })
	c.At(in(3*time.Hour), "off", func() { d.note("never") }).Stop()
	c.Go("p", func(p *clock.Process) {
		d.note("p starts")
		p.SleepUntil(in(2 * time.Hour))
		d.note("p wakes last: it went to sleep after c was scheduled")
	})
	if err := c.Advance(t.Context(), in(5*time.Hour)); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"0h p starts", "1h a", "1h an event in the past runs at once",
		"2h b", "2h c, scheduled after b", "2h p wakes last: it went to sleep after c was scheduled",
	}
	if diff := cmp.Diff(want, d.lines); diff != "" {
		t.Error(diff)
	}
	if !c.Now().Equal(in(5 * time.Hour)) {
		t.Errorf("the clock stands at %v", c.Now())
	}
}

func TestAwait(t *testing.T) {
	for _, tt := range []struct {
		name     string
		fire     time.Duration
		deadline time.Duration // zero: none
		want     bool
	}{
		{"the signal comes before the deadline", time.Hour, 2 * time.Hour, true},
		{"the deadline comes before the signal", 2 * time.Hour, time.Hour, false},
		{"at the same instant the one that was scheduled first wins", time.Hour, time.Hour, true},
		{"without a deadline it waits for as long as it takes", 9000 * time.Hour, 0, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClock(t)
			s := c.NewSignal()
			c.At(in(tt.fire), "fire", func() { s.Fire(); s.Fire() })
			var got, again bool
			c.Go("p", func(p *clock.Process) {
				var deadline time.Time
				if tt.deadline != 0 {
					deadline = in(tt.deadline)
				}
				got = p.Await(s, deadline)
				again = p.Await(s, time.Time{})
			})
			if err := c.Advance(t.Context(), in(10000*time.Hour)); err != nil {
				t.Fatal(err)
			}
			if got != tt.want || !again {
				t.Errorf("Await = %v, want %v; on the fired signal %v", got, tt.want, again)
			}
		})
	}
}

func TestAnEventIsCalledOffOnce(t *testing.T) {
	c := newClock(t)
	off := c.At(in(time.Hour), "off", func() { t.Error("it ran all the same") })
	var own *clock.Event
	own = c.At(in(2*time.Hour), "on", func() {
		if own.Stop() {
			t.Error("an event was called off that had begun")
		}
	})
	if !off.Stop() || off.Stop() {
		t.Error("it was not called off, or twice")
	}
	if next, ok := c.Next(); !ok || !next.Equal(in(2*time.Hour)) {
		t.Errorf("the next event is at %v, %v", next, ok)
	}
	if err := c.Advance(t.Context(), in(3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if next, ok := c.Next(); ok {
		t.Errorf("there is another event at %v", next)
	}
}

func TestASignalWakesThoseWhoStillWaitInTheirOrder(t *testing.T) {
	c := newClock(t)
	d := &diary{clock: c}
	s := c.NewSignal()
	for i, hours := range []time.Duration{1, 9, 0} {
		c.Go(fmt.Sprint("p", i), func(p *clock.Process) {
			var deadline time.Time
			if hours > 0 {
				deadline = in(hours * time.Hour)
			}
			d.note(fmt.Sprint(p.Name(), " ", p.Await(s, deadline)))
		})
	}
	c.At(in(5*time.Hour), "fire", s.Fire)
	if err := c.Advance(t.Context(), in(10*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1h p0 false", "5h p1 true", "5h p2 true"}, d.lines); diff != "" {
		t.Error(diff)
	}
}

func TestTheSameRunTwice(t *testing.T) {
	run := func() []string {
		c := newClock(t)
		d := &diary{clock: c}
		for i := range 50 {
			c.Go(fmt.Sprint("p", i), func(p *clock.Process) {
				for n := range 5 {
					p.SleepUntil(in(time.Duration((i*7+n*3)%11) * time.Hour))
					d.note(p.Name())
				}
			})
		}
		if err := c.Advance(t.Context(), in(100*time.Hour)); err != nil {
			t.Fatal(err)
		}
		return d.lines
	}
	first := run()
	if len(first) != 250 {
		t.Fatalf("%d steps, want 250", len(first))
	}
	if diff := cmp.Diff(first, run()); diff != "" {
		t.Error(diff)
	}
}

func TestRunUntilSaysWhenNothingIsLeftToDo(t *testing.T) {
	c := newClock(t)
	c.Go("forgotten", func(p *clock.Process) { p.Await(c.NewSignal(), time.Time{}) })
	err := c.RunUntil(t.Context(), func() bool { return false })
	if !errors.Is(err, clock.ErrIdle) || !strings.Contains(err.Error(), "forgotten") {
		t.Errorf("error %v, want ErrIdle that names the waiting process", err)
	}
}

func TestRunUntilStopsAfterTheEventThatMakesItDone(t *testing.T) {
	c := newClock(t)
	n := 0
	for i := range 5 {
		c.At(in(time.Duration(i)*time.Hour), "count", func() { n++ })
	}
	if err := c.RunUntil(t.Context(), func() bool { return n == 2 }); err != nil {
		t.Fatal(err)
	}
	if next, _ := c.Next(); n != 2 || !next.Equal(in(2*time.Hour)) {
		t.Errorf("%d events ran, the next at %v", n, next)
	}
}

func TestAPanicEndsTheLoopAndNamesTheCulprit(t *testing.T) {
	for name, begin := range map[string]func(*clock.Clock){
		`process "grouping"`: func(c *clock.Clock) { c.Go("grouping", func(*clock.Process) { panic("no seats") }) },
		`event "launch"`:     func(c *clock.Clock) { c.At(start, "launch", func() { panic("no seats") }) },
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock(t)
			begin(c)
			err := c.Run(t.Context())
			if err == nil || !strings.Contains(err.Error(), name+" panicked: no seats") {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestCloseUnwindsWaitingProcesses(t *testing.T) {
	before := runtime.NumGoroutine()
	c := clock.New(start, clock.Jump)
	unwound := 0
	for range 1000 {
		c.Go("waiting", func(p *clock.Process) {
			late := c.At(in(time.Hour), "late", func() {})
			defer func() { unwound++; late.Stop() }()
			p.Await(c.NewSignal(), time.Time{})
			t.Error("a process went on after Close")
		})
	}
	if err := c.Advance(t.Context(), start); err != nil {
		t.Fatal(err)
	}
	c.Close()
	if unwound != 1000 {
		t.Errorf("%d of 1000 processes were unwound", unwound)
	}
	for range 1_000_000 { // a goroutine that has handed over its last may take a moment to go
		if runtime.NumGoroutine() <= before {
			break
		}
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines, %d before", n, before)
	}
	if err := c.Run(context.Background()); !errors.Is(err, clock.ErrClosed) {
		t.Errorf("Run on a closed clock: %v", err)
	}
}
