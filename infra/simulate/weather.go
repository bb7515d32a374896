package main

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/hubspot"
)

// weather is what goes wrong in a world while it is played. Each fault is drawn by its name: whose call it is, of which
// action, and the how-manieth such call.
type weather struct {
	world   World
	shares  map[Kind]float64
	now     func() time.Time
	journal *journal

	mu       sync.Mutex
	counts   map[string]int
	down     map[string]bool // outages that have been met, by their names
	asked    map[string]asked
	happens  func(name string) bool
	happened []Fault
	harmful  int  // of these, the ones that are more than slow
	clear    bool // nothing goes wrong any more
}

// Fault is one fault that happened.
type Fault struct {
	Name string // "review dynamodb:PutItem 3 lost"
	Kind Kind
}

func newWeather(w World, now func() time.Time, j *journal) *weather {
	shares := map[Kind]float64{}
	for _, s := range w.Shares {
		shares[s.Kind] = s.Of
	}
	return &weather{world: w, shares: shares, now: now, journal: j, counts: map[string]int{},
		down: map[string]bool{}, asked: map[string]asked{},
		happens: func(name string) bool { return w.Only == nil || slices.Contains(w.Only, name) }}
}

// clearUp ends all that goes wrong.
func (w *weather) clearUp() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clear = true
}

// strikes says whether the named thing is hit by a kind of fault, and where in its range the fault is, from 0 to 1.
func (w *weather) strikes(name string, k Kind) (at float64, hit bool) {
	share, exists := w.shares[k]
	if w.clear || !exists {
		return 0, false
	}
	full := name + " " + string(k)
	x := draw(w.world.Seed, full)
	if x >= share || !w.happens(full) {
		return 0, false
	}
	at = x / share
	w.note(full, k, fmt.Sprintf("at=%.4f", at))
	return at, true
}

// note takes down that a fault happened, and how a story tells of it: with where in its range it is, or how long.
func (w *weather) note(full string, k Kind, how string) {
	w.happened = append(w.happened, Fault{full, k})
	if k != cloud.Slow {
		w.harmful++
	}
	command := strings.TrimSpace("fault '" + full + "' " + how)
	w.journal.add(Line{At: w.now(), Who: weatherman, What: full, Command: command})
}

// count numbers what is done under a name, from 1.
func (w *weather) count(name string) string {
	w.counts[name]++
	return name + " " + strconv.Itoa(w.counts[name])
}

// call is what goes wrong with a call to AWS, or of a function: see cloud.Inject.
func (w *weather) call(principal, action string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := w.count(principal + " " + action)
	if out := w.outage(action); out != nil {
		return out
	}
	for _, k := range cloud.Kinds() {
		if !k.Hits(principal, action) {
			continue
		}
		if at, hit := w.strikes(name, k); hit {
			return k.Fault(action, at)
		}
	}
	if w.world.Latency == 0 || action == "lambda:Invoke" {
		return nil
	}
	return cloud.Fault{Takes: time.Duration(draw(w.world.Seed, name) * float64(w.world.Latency))}
}

// hubspot is what goes wrong with a call to HubSpot: see hubspot.Server.
func (w *weather) hubspot(string) hubspot.Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := w.count("contacts hubspot:Call")
	if w.outage("hubspot:Call") != nil {
		return hubspot.Fault{Status: http.StatusServiceUnavailable}
	}
	for _, k := range []Kind{cloud.Fails, cloud.Unanswered, cloud.Throttled, cloud.Slow} {
		if at, hit := w.strikes(name, k); hit {
			return hubspot.FaultOf(k, at)
		}
	}
	return hubspot.Fault{}
}

// outage is the answer of a service that is out.
func (w *weather) outage(action string) error {
	now := w.now()
	for _, o := range w.world.Outages {
		if w.clear || !strings.HasPrefix(action, o.Service+":") || now.Before(o.From) || !now.Before(o.To) {
			continue
		}
		name := fmt.Sprintf("%s %s %s", o.Service, o.From.UTC().Format("2006-01-02T15:04:05"), Down)
		if !w.happens(name) {
			continue
		}
		if !w.down[name] {
			w.down[name] = true
			w.note(name, Down, "for="+o.To.Sub(o.From).String())
		}
		switch o.Service {
		case "ses":
			return &cloud.Error{Code: "SendingPausedException", Text: "Email sending is paused."}
		case "lambda":
			return &cloud.Error{Code: "Lambda.ServiceException", Text: "Lambda is out."}
		}
		return &cloud.Error{Code: "ServiceUnavailable", Status: http.StatusServiceUnavailable}
	}
	return nil
}

// firings is how late a schedule fires that is due, each time that it does: see stand.Config.
func (w *weather) firings(schedule string, _ time.Time) []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.still(schedule) {
		return nil
	}
	name := w.count("schedule " + schedule)
	if _, hit := w.strikes(name, Never); hit {
		delete(w.asked, schedule) // it has found nothing, and fires the next time
		return nil
	}
	if at, hit := w.strikes(name, Late); hit {
		return []time.Duration{cloud.Span(at, time.Minute, 20*time.Hour)}
	}
	if at, hit := w.strikes(name, Twice); hit {
		return []time.Duration{0, cloud.Span(at, time.Millisecond, time.Hour)}
	}
	return []time.Duration{0}
}

// pieces is how many of the next n records of a stream come at once: see stand.Config.
func (w *weather) pieces(stream string, n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := w.count("stream " + stream)
	if n < 2 {
		return n
	}
	if at, hit := w.strikes(name, Pieces); hit {
		return 1 + int(at*float64(n-1))
	}
	return n
}

// delivery is how late a submission is delivered, each time that it is.
func (w *weather) delivery(s Submission) []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	times := []time.Duration{3 * time.Second}
	if at, hit := w.strikes("webhook "+s.ID, WebhookLate); hit {
		times[0] = cloud.Span(at, time.Minute, 12*day)
	}
	if at, hit := w.strikes("webhook "+s.ID, WebhookAgain); hit {
		times = append(times, times[0]+cloud.Span(at, time.Millisecond, 20*day))
	}
	return times
}

// click is how long somebody has a page open before they send its form, and after how long it is sent again.
func (w *weather) click(who string) (wait time.Duration, again []time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := w.count("click " + who)
	if at, hit := w.strikes(name, ClickLate); hit {
		wait = cloud.Span(at, time.Minute, 10*day)
	}
	if at, hit := w.strikes(name, ClickAgain); hit {
		again = append(again, cloud.Span(at, time.Microsecond, 10*time.Second))
	}
	if at, hit := w.strikes(name, ClickLater); hit {
		again = append(again, cloud.Span(at, time.Minute, 5*day))
	}
	return wait, again
}

// deployed says whether the functions are deployed at that time.
func (w *weather) deployed(at time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := fmt.Sprintf("functions %s %s", at.UTC().Format("2006-01-02T15:04:05"), Deployed)
	if w.clear || !w.happens(name) {
		return false
	}
	w.note(name, Deployed, "")
	return true
}

// faults are those that happened so far, in order.
func (w *weather) faults() []Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.happened)
}
