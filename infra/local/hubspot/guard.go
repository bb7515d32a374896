package hubspot

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// The limit of calls in ten seconds, for an app in an account with the smallest subscription, see
// https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines.
const (
	burst  = 100
	window = 10 * time.Second
)

// calls are those that were taken: the times of the last ones, how many there were on the day, and in all.
type calls struct {
	recent []time.Time
	day    string
	today  int
	all    int
}

// Calls is how many calls were answered, those that were over a limit aside.
func (s *Server) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls.all
}

// guard lets a call through that has the token, the scope and the limits for it.
func (s *Server) guard(scope string, serve func(*http.Request) (int, any)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if r.Header.Get("Authorization") != "Bearer "+s.cfg.Token {
			send(w, http.StatusUnauthorized,
				refuse("INVALID_AUTHENTICATION", "Authentication credentials not found."))
			return
		}
		if policy := s.count(w.Header()); policy != "" {
			refusal := refuse("RATE_LIMITS", "You have reached your limit.")
			refusal.ErrorType, refusal.Policy = "RATE_LIMIT", policy
			send(w, http.StatusTooManyRequests, refusal)
			return
		}
		if scope != "" && s.cfg.Scopes != nil && !slices.Contains(s.cfg.Scopes, scope) {
			refusal := refuse("MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.")
			refusal.Errors = []detail{{Message: "One or more of the following scopes are required.",
				Context: map[string][]string{"requiredGranularScopes": {scope}}}}
			send(w, http.StatusForbidden, refusal)
			return
		}
		status, answer := serve(r)
		send(w, status, answer)
	})
}

// count counts a call, or gives the policy that keeps it out. The headers say how many are left.
func (s *Server) count(h http.Header) (policy string) {
	now, c := s.cfg.Now(), &s.calls
	c.recent = slices.DeleteFunc(c.recent, func(t time.Time) bool { return now.Sub(t) >= window })
	if day := now.UTC().Format(time.DateOnly); day != c.day {
		c.day, c.today = day, 0
	}
	switch {
	case c.today >= s.cfg.Daily:
		policy = "DAILY"
	case len(c.recent) >= burst:
		policy = "TEN_SECONDLY_ROLLING"
	default:
		c.recent = append(c.recent, now)
		c.today++
		c.all++
	}
	h.Set("X-HubSpot-RateLimit-Daily", strconv.Itoa(s.cfg.Daily))
	h.Set("X-HubSpot-RateLimit-Daily-Remaining", strconv.Itoa(s.cfg.Daily-c.today))
	h.Set("X-HubSpot-RateLimit-Interval-Milliseconds", fmt.Sprint(window.Milliseconds()))
	h.Set("X-HubSpot-RateLimit-Max", strconv.Itoa(burst))
	h.Set("X-HubSpot-RateLimit-Remaining", strconv.Itoa(burst-len(c.recent)))
	return policy
}
