package cloud

import (
	"context"
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// Fault is what goes wrong with one request, or with the function that makes it. Whatever it is happens before the
// deed or after it; the zero Fault is none.
type Fault struct {
	// Err is the answer in place of the true one: an *Error, or any other error for a broken connection.
	Err error
	// Done is true where the request is done all the same, and only its answer is lost.
	Done bool
	// Takes is how much virtual time passes before the request is done. It ends with the function's own time.
	Takes time.Duration
	// Dies, if set, is the name by which Lambda reports that the function ended instead of making the request.
	Dies string
	// Again, of the call of a function, has it called once more so much later, while the first call may still run.
	Again time.Duration
}

// Error says what goes wrong.
func (f Fault) Error() string {
	switch {
	case f.Dies != "":
		return "the function dies: " + f.Dies
	case f.Err == nil:
		return "the answer is late"
	case f.Done:
		return "the answer is lost: " + f.Err.Error()
	}
	return f.Err.Error()
}

// Lost is a fault after the deed: the request is done, and answered with err all the same.
func Lost(err error) error { return Fault{Err: err, Done: true} }

// Inject has f asked before each request that has the right to be done, the SDK's retries included, and before each
// call of a function, whose action is "lambda:Invoke". What f gives, unless nil, is a fault: a Fault, or the error that
// is answered in place of what was asked for. f is called by one goroutine at a time, and must not call the cloud; nil
// stops the faults.
func (c *Cloud) Inject(f func(principal, action string) error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inject = f
}

// Faults counts the faults injected so far.
func (c *Cloud) Faults() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.faults
}

func (c *Cloud) nextFault(principal, action string) Fault {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.inject == nil {
		return Fault{}
	}
	err := c.inject(principal, action)
	if err == nil {
		return Fault{}
	}
	c.faults++
	fault, ok := err.(Fault)
	if !ok {
		fault.Err = err
	}
	return fault
}

// strike is the part of a fault that comes before the deed: time passes, the function dies. Its error is that of the
// request, which is not done then.
func (f Fault) strike(ctx context.Context) error {
	if p := clock.From(ctx); p != nil && f.Takes > 0 {
		until := p.Now().Add(f.Takes)
		if i := invocationOf(ctx); i != nil && i.ends.Before(until) {
			until = i.ends
		}
		p.SleepUntil(until)
	}
	if i := invocationOf(ctx); i != nil && f.Dies != "" {
		i.die(errDied(f.Dies))
	}
	if err := over(ctx); err != nil {
		return err
	}
	if f.Err != nil && !f.Done {
		return f.Err
	}
	return nil
}

// errDied is the name by which Lambda reports that a function ended.
type errDied string

func (e errDied) Error() string { return "the function has ended: " + string(e) }

var errTimedOut = errors.New("the function's time is over")
