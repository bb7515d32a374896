package stand

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// Where nobody waits for what a function answers, Lambda calls it again twice: after a minute, and after two more. See
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html.
const (
	eventRetries = 2
	eventRetry   = time.Minute
)

// publish takes an event from the account's bus to the functions that it is for, when its time comes.
func (s *Stand) publish(e events.EventBridgeEvent) {
	for _, rule := range s.blueprint.Events {
		if rule.Source != e.Source || !slices.Contains(rule.Types, e.DetailType) {
			continue
		}
		s.published.Add(1)
		s.Clock.Go("event "+rule.Name, func(p *clock.Process) {
			defer s.published.Add(-1)
			p.SleepUntil(e.Time)
			s.report(p, rule, e)
		})
	}
}

// report calls the function of a rule until it has taken the event, or has failed too often.
func (s *Stand) report(p *clock.Process, rule blueprint.Event, e events.EventBridgeEvent) {
	payload, _ := json.Marshal(e) // an event always has a JSON form
	pause := eventRetry
	for tries := 0; ; tries++ {
		_, err := s.invokeIn(p, "event "+rule.Name, rule.Function, payload)
		switch {
		case err == nil:
			return
		case tries == eventRetries:
			s.cfg.Log.Error("an event was given up: it would go to the dead-letter queue", "event", rule.Name,
				"id", e.ID, "error", err)
			return
		}
		p.SleepUntil(s.Clock.Now().Add(pause))
		pause *= 2
	}
}
