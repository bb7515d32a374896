package console

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// speed is a pace of the clock with a button of its own.
type speed struct {
	Value string
	Label string
	pace  clock.Pace
	Now   bool // it is in force
}

func speeds(now clock.Pace) []speed {
	list := []speed{
		{Value: "real", Label: "Real time", pace: clock.Pace(24 * time.Hour)},
		{Value: "day", Label: "A day per second", pace: clock.Pace(time.Second)},
		{Value: "fast", Label: "20 days per second", pace: clock.Pace(50 * time.Millisecond)},
		{Value: "jump", Label: "As fast as it goes", pace: clock.Jump},
	}
	for i := range list {
		list[i].Now = list[i].pace == now
	}
	return list
}

// clockView is the clock as the control room shows it.
type clockView struct {
	Now    time.Time
	Paused bool
	Day    time.Duration // how long a simulated day takes; zero when it jumps
	Speeds []speed
	Next   time.Time // of the next event; zero if there is none
}

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
	v := clockView{Now: c.Clock.Now().In(c.Zone), Paused: c.Clock.Paused(), Day: time.Duration(c.Clock.Pace()),
		Speeds: speeds(c.Clock.Pace())}
	if next, ok := c.Clock.Next(); ok {
		v.Next = next.In(c.Zone)
	}
	return v
}

// turnClock does what a button of the control room says. Choosing a speed lets time pass again.
func (c *Console) turnClock(w http.ResponseWriter, r *http.Request) {
	switch do := r.PostFormValue("do"); do {
	case "pause":
		c.Clock.Pause()
	case "resume":
		c.Clock.Resume()
	case "next":
		c.Clock.JumpToNext()
	default:
		if !c.setSpeed(do) {
			http.Error(w, "The clock knows no such button.", http.StatusBadRequest)
			return
		}
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func (c *Console) setSpeed(value string) bool {
	for _, s := range speeds(c.Clock.Pace()) {
		if s.Value == value {
			c.Clock.SetPace(s.pace)
			c.Clock.Resume()
			return true
		}
	}
	return false
}
