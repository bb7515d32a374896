package stand

import (
	"context"
	"maps"
	"sync"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// Usage is what AWS would charge for besides calls and mails; infra/cost puts a price on it.
type Usage struct {
	Invocations map[string]int `json:"invocations"` // of functions, by their names
	Requests    int            `json:"http_requests"`
	Fired       int            `json:"schedules_fired"`
	Transitions int            `json:"transitions"` // of workflows
	ReadUnits   float64        `json:"read_units"`  // of the table, on demand
	WriteUnits  float64        `json:"write_units"`
}

// usage counts what passes through the stand itself.
type usage struct {
	mu          sync.Mutex
	invocations map[string]int
	requests    int
	fired       int
}

// invoke calls a function of the blueprint, whoever asks.
func (s *Stand) invoke(ctx context.Context, f cloud.Function, payload []byte) ([]byte, error) {
	s.usage.invoked(f.Name)
	return s.lambda.Invoke(ctx, f, payload)
}

func (u *usage) invoked(function string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.invocations == nil {
		u.invocations = map[string]int{}
	}
	u.invocations[function]++
}

func (u *usage) request() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.requests++
}

func (u *usage) fire() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.fired++
}

func (s *Stand) used() Usage {
	s.usage.mu.Lock()
	defer s.usage.mu.Unlock()
	consumed := s.Cloud.Consumed()
	return Usage{Invocations: maps.Clone(s.usage.invocations), Requests: s.usage.requests, Fired: s.usage.fired,
		Transitions: s.Engine.Transitions(), ReadUnits: consumed.Reads, WriteUnits: consumed.Writes}
}
