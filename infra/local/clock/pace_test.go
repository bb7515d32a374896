package clock_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

const day = 24 * time.Hour

// onWall has a test play with a clock that takes a second for each day. The time on the wall is synctest's: it passes
// only while everybody sleeps.
func onWall(t *testing.T, test func(t *testing.T, c *clock.Clock, run func())) {
	synctest.Test(t, func(t *testing.T) {
		c := clock.New(start, clock.Pace(time.Second))
		t.Cleanup(c.Close)
		test(t, c, func() {
			ctx, cancel := context.WithCancel(t.Context())
			stopped := make(chan error)
			go func() { stopped <- c.Run(ctx) }()
			t.Cleanup(func() {
				cancel()
				if err := <-stopped; !errors.Is(err, context.Canceled) {
					t.Errorf("Run: %v", err)
				}
			})
		})
	})
}

func TestThePaceFollowsTheWall(t *testing.T) {
	onWall(t, func(t *testing.T, c *clock.Clock, run func()) {
		var ran time.Time
		c.At(in(2*day), "event", func() { ran = c.Now() })
		run()
		time.Sleep(time.Second)
		if got := c.Now(); !got.Equal(in(day)) {
			t.Errorf("half way the clock says %v, want %v", got, in(day))
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if !ran.Equal(in(2 * day)) {
			t.Errorf("ran at %v", ran)
		}
	})
}

func TestALateClockCatchesUpInsteadOfSleepingOnTop(t *testing.T) {
	onWall(t, func(t *testing.T, c *clock.Clock, run func()) {
		began := time.Now()
		done := make(chan time.Time, 1)
		c.At(in(day), "slow", func() { time.Sleep(5 * time.Second) })
		for d := range 3 {
			c.At(in(time.Duration(2+d)*day), "already due", func() {})
		}
		c.At(in(10*day), "last", func() { done <- time.Now() })
		run()
		if took := (<-done).Sub(began); took != 10*time.Second {
			t.Errorf("ten days took %v, want ten seconds", took)
		}
	})
}

func TestTimeBetweenEventsNeverPassesTheNextEvent(t *testing.T) {
	onWall(t, func(t *testing.T, c *clock.Clock, run func()) {
		c.At(in(day), "busy", func() { time.Sleep(time.Hour) })
		c.At(in(2*day), "next", func() {})
		run()
		time.Sleep(time.Minute)
		if got := c.Now(); !got.Equal(in(day)) {
			t.Errorf("while an event runs the clock says %v, want the event's time", got)
		}
	})
}

func TestAClickFromOutsideWakesTheClockAtItsOwnTime(t *testing.T) {
	onWall(t, func(t *testing.T, c *clock.Clock, run func()) {
		c.At(in(10*day), "far", func() {})
		var clicked time.Time
		s := c.NewSignal()
		c.Go("asks", func(p *clock.Process) {
			p.Await(s, time.Time{})
			clicked = c.Now()
		})
		run()
		time.Sleep(3 * time.Second)
		s.Fire()
		synctest.Wait()
		if !clicked.Equal(in(3 * day)) {
			t.Errorf("the click counts at %v, want three days on", clicked)
		}
	})
}

func TestAPausedClockStandsStillButLetsAClickThrough(t *testing.T) {
	onWall(t, func(t *testing.T, c *clock.Clock, run func()) {
		var ran []string
		wantRan := func(want ...string) {
			t.Helper()
			synctest.Wait()
			if diff := cmp.Diff(want, ran); diff != "" {
				t.Error(diff)
			}
		}
		c.At(in(2*day), "event", func() { ran = append(ran, "event") })
		run()
		time.Sleep(time.Second)
		c.Pause()
		time.Sleep(time.Hour)
		if got := c.Now(); !got.Equal(in(day)) {
			t.Errorf("paused at day 1, the clock says %v", got)
		}
		c.Go("click", func(*clock.Process) { ran = append(ran, "click") })
		wantRan("click")
		c.JumpToNext()
		wantRan("click", "event")
		if got := c.Now(); !got.Equal(in(2 * day)) {
			t.Errorf("after the jump the clock says %v", got)
		}
		c.At(in(3*day), "later", func() { ran = append(ran, "later") })
		c.Resume()
		time.Sleep(time.Second / 2) // what passed on the wall during the pause does not count
		wantRan("click", "event")
		c.SetPace(clock.Jump)
		wantRan("click", "event", "later")
	})
}

func TestResumingAClockThatRunsChangesNothing(t *testing.T) {
	onWall(t, func(t *testing.T, c *clock.Clock, run func()) {
		c.At(in(10*day), "far", func() {})
		run()
		time.Sleep(3 * time.Second)
		c.Resume()
		if got := c.Now(); !got.Equal(in(3 * day)) {
			t.Errorf("the clock says %v, want three days on", got)
		}
	})
}

func TestAJumpPassesWhatIsNotWhatItLeadsTo(t *testing.T) {
	c := clock.New(start, clock.Pace(day))
	t.Cleanup(c.Close)
	c.Pause()
	var ran []int
	for n := range 4 {
		c.At(in(time.Duration(n+1)*day), "event", func() { ran = append(ran, n+1) })
	}
	c.JumpUntil(func() bool { return len(ran) >= 3 })
	if err := c.RunUntil(t.Context(), func() bool { return len(ran) == 3 }); err != nil {
		t.Fatal(err)
	}
	if !c.Now().Equal(in(3*day)) || !c.Paused() {
		t.Errorf("it is %v, paused %t, after %v", c.Now(), c.Paused(), ran)
	}
	c.JumpToNext()
	if err := c.RunUntil(t.Context(), func() bool { return len(ran) == 4 }); err != nil {
		t.Fatal(err)
	}
}
