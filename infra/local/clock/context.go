package clock

import "context"

type processKey struct{}

// With is a context that carries the process, so that whatever it is passed to can wait in virtual time.
func With(ctx context.Context, p *Process) context.Context {
	return context.WithValue(ctx, processKey{}, p)
}

// From is the process that a context carries; nil if there is none.
func From(ctx context.Context) *Process {
	p, _ := ctx.Value(processKey{}).(*Process)
	return p
}

// Current is the process that runs now; nil while an event runs, or nothing does. Only what the clock itself runs may
// ask: to anybody else it is somebody else's.
func (c *Clock) Current() *Process {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.current
}

func (c *Clock) setCurrent(p *Process) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.current = p
}
