package stand

import (
	"context"
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// invokeIn calls a function of the blueprint in a process of the clock.
func (s *Stand) invokeIn(p *clock.Process, caller, function string, payload []byte) ([]byte, error) {
	return s.invoke(clock.With(context.Background(), p), caller, s.functions[function], payload)
}

var errNoProcess = errors.New("a function can wait on the stand only where it was called in virtual time")

// wait lets virtual time pass for a function, until its own time is over at most.
func (s *Stand) wait(ctx context.Context, d time.Duration) error {
	p := clock.From(ctx)
	switch {
	case p == nil:
		return errNoProcess
	case ctx.Err() != nil:
		return ctx.Err()
	}
	until := s.Clock.Now().Add(d)
	if ends, ok := ctx.Deadline(); ok && until.After(ends) {
		until = ends
	}
	p.SleepUntil(until)
	return ctx.Err()
}
