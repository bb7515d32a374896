package hubspot

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// Fault is what goes wrong with a call; the zero Fault is none.
type Fault struct {
	// Status is answered in place of doing what was asked: 429, or 500 and above.
	Status int
	// Takes is how much virtual time passes first.
	Takes time.Duration
	// Lost is that there is no answer, though the call is done.
	Lost bool
}

// FaultOf is a fault of a kind that calls to AWS can have, too. At, from 0 to 1, is where in its range it is. What only
// AWS does is no fault.
func FaultOf(k cloud.Kind, at float64) Fault {
	switch k {
	case cloud.Fails:
		return Fault{Status: http.StatusInternalServerError + int(4*at)}
	case cloud.Unanswered:
		return Fault{Lost: true}
	case cloud.Throttled:
		return Fault{Status: http.StatusTooManyRequests}
	case cloud.Slow:
		return Fault{Takes: cloud.Span(at, time.Second, 25*time.Second)}
	}
	return Fault{}
}

// Inject has f asked before each call, by its method and path; nil stops the faults.
func (s *Server) Inject(f func(call string) Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inject = f
}

func (s *Server) fault(r *http.Request) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inject == nil {
		return Fault{}
	}
	return s.inject(r.Method + " " + r.URL.Path)
}

// before lets time pass. The error is the context's of who calls: nothing is done for them after their end.
func (f Fault) before(r *http.Request) error {
	if p := clock.From(r.Context()); p != nil && f.Takes > 0 {
		p.SleepUntil(p.Now().Add(f.Takes))
	}
	return r.Context().Err()
}
