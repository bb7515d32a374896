package stand_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// weather is what goes wrong in a story by name, as infra/simulate names it.
type weather struct {
	at     map[string]float64 // where in its range each fault is, by its name
	counts map[string]int     // of calls and schedules, by theirs

	swept  time.Time // when the outbox was swept last
	writes float64   // to the table until then
}

// fault: fault 'review dynamodb:PutItem 3 lost' [at=0.5] [for=20m]: what goes wrong, from the beginning of the story:
// the how-manieth such call of that function, or the how-manieth 'schedule launch 2 never', or a whole service, as in
// 'ses 2026-10-01T13:00:00 down', in UTC. at, from 0 to 1, says which of the errors it is, or how long it takes. People
// who are told that something did not work try again.
func (t *teller) fault(_ *testscript.TestScript, args []string) error {
	set, err := pairs(args[1:])
	if err != nil {
		return err
	}
	at := 0.5
	if set["at"] != "" {
		if at, err = strconv.ParseFloat(set["at"], 64); err != nil {
			return fmt.Errorf("at=%s is no number", set["at"])
		}
	}
	words := strings.Fields(args[0])
	if len(words) < 3 {
		return fmt.Errorf("%q is no fault: say whose call, of what, the how-manieth, and what happens to it", args[0])
	}
	t.tries = 5
	switch when := words[len(words)-2]; words[len(words)-1] {
	case "down":
		return t.down(words[0], when, set["for"])
	case "deployed":
		moment, err := time.Parse("2006-01-02T15:04:05", when)
		t.stand.Clock.At(moment, "deployment", t.stand.Deploy)
		return err
	}
	t.weather.at[args[0]] = at
	t.stand.Cloud.Inject(t.weather.call)
	return nil
}

// down lets every call to a service fail for a while.
func (t *teller) down(service, from, long string) error {
	start, err := time.Parse("2006-01-02T15:04:05", from)
	if err != nil {
		return err
	}
	d, err := time.ParseDuration(long)
	if err != nil {
		return fmt.Errorf("for=%s: say how long, such as 20m", long)
	}
	t.stand.Clock.At(start, "outage", func() {
		t.stand.Cloud.Inject(func(principal, action string) error {
			if strings.HasPrefix(action, service+":") {
				return cloud.Fails.Fault(action, 0.5)
			}
			return t.weather.call(principal, action)
		})
	})
	t.stand.Clock.At(start.Add(d), "outage over", func() { t.stand.Cloud.Inject(t.weather.call) })
	return nil
}

func (w *weather) next(name string) string {
	w.counts[name]++
	return name + " " + strconv.Itoa(w.counts[name])
}

func (w *weather) call(principal, action string) error {
	name := w.next(principal + " " + action)
	for _, k := range cloud.Kinds() {
		if at, ok := w.at[name+" "+string(k)]; ok && k.Hits(principal, action) {
			return k.Fault(action, at)
		}
	}
	return nil
}

// rest is how long the hourly sweep may stay away while nobody writes anything, for all the computing that it takes to
// find nothing to do.
const rest = 6 * time.Hour

// still says whether nothing has been written since the last sweep, not too long ago.
func (t *teller) still(due time.Time) bool {
	w, writes := t.weather, t.stand.Cloud.Consumed().Writes
	if writes == w.writes && due.Sub(w.swept) < rest {
		return true
	}
	w.swept, w.writes = due, writes
	return false
}

// firings is how late a schedule fires: see stand.Config.
func (t *teller) firings(schedule string, due time.Time) []time.Duration {
	if schedule == "sweep" && t.still(due) {
		return nil
	}
	w := t.weather
	name := w.next("schedule " + schedule)
	if _, ok := w.at[name+" never"]; ok {
		return nil
	}
	if at, ok := w.at[name+" late"]; ok {
		return []time.Duration{cloud.Span(at, time.Minute, 20*time.Hour)}
	}
	if at, ok := w.at[name+" twice"]; ok {
		return []time.Duration{0, cloud.Span(at, time.Millisecond, time.Hour)}
	}
	return []time.Duration{0}
}
