package console

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// speed is a pace of the clock with a button of its own.
type speed struct {
	Day   time.Duration // how long a simulated day takes
	Label string
	Now   bool // it is in force
}

func speeds(now clock.Pace) []speed {
	list := []speed{
		{Day: 24 * time.Hour, Label: "Real time"},
		{Day: time.Second, Label: "A day per second"},
		{Day: 50 * time.Millisecond, Label: "20 days per second"},
		{Day: 0, Label: "As fast as it goes"},
	}
	for i := range list {
		list[i].Now = clock.Pace(list[i].Day) == now
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

// turnClock does what a button of the control room says. Choosing a speed, which is how long a day takes, lets time
// pass again.
func (c *Console) turnClock(w http.ResponseWriter, r *http.Request) {
	switch do := r.PostFormValue("do"); do {
	case "pause":
		c.Clock.Pause()
	case "resume":
		c.Clock.Resume()
	case "next":
		c.Clock.JumpToNext()
	default:
		day, err := time.ParseDuration(do)
		if err != nil || day < 0 {
			http.Error(w, "The clock knows no such button.", http.StatusBadRequest)
			return
		}
		c.Clock.SetPace(clock.Pace(day))
		c.Clock.Resume()
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
