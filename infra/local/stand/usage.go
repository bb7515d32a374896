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
	mu     sync.Mutex
	counts Usage
}

func (u *usage) count(change func(*Usage)) {
	u.mu.Lock()
	defer u.mu.Unlock()
	change(&u.counts)
}

// invoke calls a function of the blueprint for a caller: a workflow, a schedule or the gateway.
func (s *Stand) invoke(ctx context.Context, caller string, f cloud.Function, payload []byte) ([]byte, error) {
	s.usage.count(func(u *Usage) { u.Invocations[f.Name]++ })
	return s.lambda.Invoke(ctx, caller, f, payload)
}

func (s *Stand) used() Usage {
	var used Usage
	s.usage.count(func(u *Usage) {
		used = *u
		used.Invocations = maps.Clone(u.Invocations)
	})
	consumed := s.Cloud.Consumed()
	used.Transitions, used.ReadUnits, used.WriteUnits = s.Engine.Transitions(), consumed.Reads, consumed.Writes
	return used
}
