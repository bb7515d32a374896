package console

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// paces are those that "slower" and "faster" lead through, the slowest first: how long a simulated day takes.
func paces() []time.Duration {
	return []time.Duration{24 * time.Hour, 10 * time.Second, time.Second, 250 * time.Millisecond,
		50 * time.Millisecond, 0}
}

// faster is the next pace that is faster, slower the next that is slower; the pace itself where there is none.
func faster(now time.Duration) time.Duration {
	for _, day := range paces() {
		if day < now {
			return day
		}
	}
	return now
}

func slower(now time.Duration) time.Duration {
	next := now
	for _, day := range paces() {
		if day > now {
			next = day
		}
	}
	return next
}

// clockView is the clock as the control room shows it.
type clockView struct {
	Now    time.Time
	Paused bool
	Day    time.Duration // how long a simulated day takes; zero when it jumps
}

// Fastest and Slowest say whether there is no faster pace, and no slower one.
func (c clockView) Fastest() bool { return faster(c.Day) == c.Day }

// Slowest says whether there is no slower pace.
func (c clockView) Slowest() bool { return slower(c.Day) == c.Day }

// Runs says in words how time passes.
func (c clockView) Runs() string {
	switch {
	case c.Paused:
		return "Time stands still."
	case c.Day == 0:
		return "Time jumps from event to event."
	case c.Day == 24*time.Hour:
		return "Time passes as on the wall."
	}
	return "A day takes " + c.Day.String() + "."
}

func (c *Console) clockView() clockView {
	return clockView{Now: c.Clock.Now().In(c.Zone), Paused: c.Clock.Paused(), Day: time.Duration(c.Clock.Pace())}
}

// turnClock does what a button of the control room says.
func (c *Console) turnClock(w http.ResponseWriter, r *http.Request) {
	switch r.PostFormValue("do") {
	case "pause":
		c.Clock.Pause()
	case "resume":
		c.goOn()
	case "next":
		c.jumpToNext()
	case "slower":
		c.setPace(slower)
	case "faster":
		c.setPace(faster)
	default:
		http.Error(w, "The clock knows no such button.", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// goOn lets time pass, whatever it had stopped for.
func (c *Console) goOn() {
	c.memory.leaveStop()
	c.Clock.Resume()
}

// setPace chooses a pace by the one in force, and lets time pass.
func (c *Console) setPace(next func(time.Duration) time.Duration) {
	c.memory.choosePace()
	c.Clock.SetPace(clock.Pace(next(time.Duration(c.Clock.Pace()))))
	c.goOn()
}

// jumpToNext skips what people do not notice: it ends when somebody gets a mail or hands in a form, or when nothing of
// the kind happens for two months.
func (c *Console) jumpToNext() {
	mails, forms, latest := c.Mailbox.Count(), c.Forms.Counts(), c.Clock.Now().AddDate(0, 2, 0)
	c.Clock.JumpUntil(func() bool {
		return c.Mailbox.Count() != mails || c.Forms.Counts() != forms || c.Clock.Now().After(latest)
	})
}
