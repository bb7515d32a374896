package stand

import (
	"context"
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// processContext is the context of a function that is called in a process of the clock, on which it may wait. As on
// Lambda, its deadline is when the function's time is over; it is in virtual time.
type processContext struct {
	context.Context
	process *clock.Process
	ends    time.Time
}

type processKey struct{}

func (c processContext) Deadline() (time.Time, bool) { return c.ends, true }

func (c processContext) Value(key any) any {
	if key == (processKey{}) {
		return c
	}
	return c.Context.Value(key)
}

// invokeIn calls a function of the blueprint in a process of the clock.
func (s *Stand) invokeIn(p *clock.Process, function string, payload []byte) ([]byte, error) {
	f := s.functions[function]
	ctx := processContext{context.Background(), p, s.Clock.Now().Add(f.Timeout)}
	return s.invoke(ctx, f, payload)
}

var errNoProcess = errors.New("a function can wait on the stand only where a stream or an event called it")

// wait lets virtual time pass for a function, until its own time is over at most.
func (s *Stand) wait(ctx context.Context, d time.Duration) error {
	c, ok := ctx.Value(processKey{}).(processContext)
	switch {
	case !ok:
		return errNoProcess
	case ctx.Err() != nil:
		return ctx.Err()
	}
	until := s.Clock.Now().Add(d)
	if until.After(c.ends) {
		until = c.ends
	}
	c.process.SleepUntil(until)
	return ctx.Err()
}
