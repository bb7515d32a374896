package stand

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// bounced is an event that comes five seconds past noon, as the functions' bus has it.
func bounced() events.EventBridgeEvent {
	return events.EventBridgeEvent{ID: "e1", Source: "aws.ses", DetailType: "Email Bounced", Time: noon.Add(5 * time.Second),
		Detail: []byte(`{"eventType":"Bounce"}`)}
}

func TestAnEventComesToTheFunctionThatItIsFor(t *testing.T) {
	for name, row := range map[string]struct {
		change func(*events.EventBridgeEvent)
		fails  int // so many calls of the function do
		told   []string
		says   string // in the log
	}{
		"when its time comes":         {func(*events.EventBridgeEvent) {}, 0, []string{"5s"}, ""},
		"again where it failed":       {func(*events.EventBridgeEvent) {}, 2, []string{"5s", "1m5s", "3m5s"}, ""},
		"no more than three times":    {func(*events.EventBridgeEvent) {}, 9, []string{"5s", "1m5s", "3m5s"}, "given up"},
		"but not one of another kind": {func(e *events.EventBridgeEvent) { e.DetailType = "Email Sent" }, 0, nil, ""},
		"nor one of another service":  {func(e *events.EventBridgeEvent) { e.Source = "aws.states" }, 0, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStreamTest(t, outbox(), nil)
			s.blueprint.Events = []blueprint.Event{{Name: "bounces", Source: "aws.ses", Types: []string{"Email Bounced", "Email Rejected"},
				Function: "letters"}}
			f := s.functions["letters"]
			f.Handler = handler(func(_ context.Context, payload []byte) ([]byte, error) {
				for _, part := range []string{`"detail-type":"Email Bounced"`, `"detail":{"eventType":"Bounce"}`, `"id":"e1"`} {
					if !strings.Contains(string(payload), part) {
						t.Errorf("it lacks %s: %s", part, payload)
					}
				}
				s.told = append(s.told, s.Clock.Now().Sub(noon).String())
				if len(s.told) <= row.fails {
					return nil, errors.New("no")
				}
				return nil, nil
			})
			s.functions["letters"] = f
			e := bounced()
			row.change(&e)
			s.publish(e)
			s.want(time.Hour, row.told...)
			if log := s.log.String(); s.published.Load() != 0 || !strings.Contains(log, row.says) || row.says == "" && log != "" {
				t.Errorf("%d events are on their way, the log says %s", s.published.Load(), log)
			}
		})
	}
}
