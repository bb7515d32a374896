package people

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Forms delivers form submissions as HubSpot does: each by a signed webhook, and again while the answer is that it did
// not work. See https://developers.hubspot.com/docs/methods/workflows/webhook_information. It is safe for concurrent
// use.
type Forms struct {
	Handler http.Handler
	URL     string // of the webhook, as HubSpot knows it
	Secret  string // of the HubSpot app
	Clock   *clock.Clock
	// Submitted, where set, hears of each submission before it is delivered, once: the contact at HubSpot is first.
	Submitted func(body []byte)

	mu     sync.Mutex
	counts Counts
}

// Counts says what became of submissions.
type Counts struct {
	Accepted, Duplicate, Odd, Late int // taken in
	Refused                        int // answered 4xx
	Retried                        int // deliveries that failed and were made again later
	Lost                           int // failed for three days
	Open                           int // to be delivered, or delivered again
}

// Receipt is the answer to one delivery.
type Receipt struct {
	Status      int
	Outcome     string `json:"outcome"` // accepted, duplicate, odd or late
	Application string `json:"application"`
	Problem     string `json:"problem"` // why it was refused, in a sentence
}

// HubSpot tries again over three days; the steps are ours.
const (
	firstRetry = time.Minute
	lastRetry  = 3 * day
)

// transit is how long a webhook takes from the submission of the form.
const transit = 3 * time.Second

// Counts says what became of the submissions so far.
func (f *Forms) Counts() Counts {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.counts
}

// Deliver delivers a submission now. Where that fails it is tried again later, without the caller.
func (f *Forms) Deliver(body []byte) Receipt {
	f.count(func(c *Counts) { c.Open++ })
	f.submitted(body)
	return f.deliver(context.Background(), body, f.Clock.Now(), firstRetry)
}

// DeliverAt delivers a submission at a time to come, or now where that has passed.
func (f *Forms) DeliverAt(at time.Time, body []byte) {
	f.count(func(c *Counts) { c.Open++ })
	f.Clock.GoAfter(at.Sub(f.Clock.Now()), "webhook", func(p *clock.Process) {
		f.submitted(body)
		f.deliver(clock.With(context.Background(), p), body, p.Now(), firstRetry)
	})
}

func (f *Forms) submitted(body []byte) {
	if f.Submitted != nil {
		f.Submitted(body)
	}
}

// Schedule delivers each submission at its own time; what was submitted before now at once, and what has no time when
// its phase opens.
func (f *Forms) Schedule(bodies []json.RawMessage, dates pug.Dates) {
	for _, body := range bodies {
		f.DeliverAt(submitted(body, dates).Add(transit), body)
	}
}

// submitted is when the form was submitted. What cannot be read, or is of no known kind, comes with the members.
func submitted(body []byte, dates pug.Dates) time.Time {
	s, err := hubspot.Reader{}.Read(body)
	switch {
	case err == nil && !s.At.IsZero():
		return s.At
	case err == nil && pug.Kind(strings.TrimSpace(s.Properties["pug_application"])) == pug.KindChampion:
		return dates.ChampionsOpen
	}
	return dates.MembersOpen
}

// deliver makes one delivery of a submission that was first delivered at began, and plans the next one where it fails.
func (f *Forms) deliver(ctx context.Context, body []byte, began time.Time, wait time.Duration) Receipt {
	r := f.post(ctx, body)
	again := r.Status >= http.StatusInternalServerError || r.Status == http.StatusTooManyRequests
	next := f.Clock.Now().Add(wait)
	if again && !next.After(began.Add(lastRetry)) {
		f.count(func(c *Counts) { c.Retried++ })
		f.Clock.GoAfter(wait, "webhook again", func(p *clock.Process) {
			f.deliver(clock.With(context.Background(), p), body, began, 2*wait)
		})
		return r
	}
	f.count(func(c *Counts) {
		c.Open--
		c.add(r, again)
	})
	return r
}

func (c *Counts) add(r Receipt, lost bool) {
	switch {
	case lost:
		c.Lost++
	case r.Status >= http.StatusBadRequest:
		c.Refused++
	case r.Outcome == "duplicate":
		c.Duplicate++
	case r.Outcome == "odd":
		c.Odd++
	case r.Outcome == "late":
		c.Late++
	default:
		c.Accepted++
	}
}

// post signs a submission and sends it.
func (f *Forms) post(ctx context.Context, body []byte) Receipt {
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, f.URL, bytes.NewReader(body))
	request.Header = hubspot.Sign(hubspot.V3, f.Secret, hubspot.Request{Method: http.MethodPost, URI: f.URL,
		Body: body}, f.Clock.Now())
	request.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	f.Handler.ServeHTTP(w, request)
	r := Receipt{Status: w.Code}
	if err := json.Unmarshal(w.Body.Bytes(), &r); err != nil && r.Status < http.StatusBadRequest {
		r.Problem = "the answer is not JSON"
	}
	return r
}

func (f *Forms) count(change func(*Counts)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(&f.counts)
}
