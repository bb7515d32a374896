package clock

// work has a goroutine do a job: one that has done its last one, where there is any. Processes are many and short, and
// the stack of a new goroutine has to grow first. The job is given what puts the worker among the idle.
func (c *Clock) work(job func(worker chan<- func())) {
	worker := c.worker()
	worker <- func() { job(worker) }
}

func (c *Clock) worker() chan<- func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if last := len(c.idle) - 1; last >= 0 {
		worker := c.idle[last]
		c.idle = c.idle[:last]
		return worker
	}
	jobs := make(chan func(), 1)
	go func() {
		for job := range jobs {
			job()
		}
	}()
	return jobs
}

// dismissLocked ends the idle workers.
func (c *Clock) dismissLocked() {
	for _, worker := range c.idle {
		close(worker)
	}
	c.idle = nil
}
