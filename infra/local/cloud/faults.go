package cloud

// Inject has f asked before each request that has the right to be done, the SDK's retries included. What f gives,
// unless nil, is a fault: the call is answered with it, an *Error, or any other error as a broken connection. f is
// called by one goroutine at a time, and must not call the cloud; nil stops the faults.
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

func (c *Cloud) nextFault(principal, action string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.inject == nil {
		return nil
	}
	fault := c.inject(principal, action)
	if fault != nil {
		c.faults++
	}
	return fault
}

// Lost is a fault after the deed: the call is done, and answered with err all the same.
func Lost(err error) error { return lost{err} }

type lost struct{ error }

func (l lost) Unwrap() error { return l.error }
