package cloud

import (
	"errors"
	"net/http"
)

// Inject has f asked before each request that has the right to be done, the SDK's retries included. What f gives,
// unless nil, is a fault: the call is answered with it, an error of AWS such as those below, or any other error as a
// broken connection. f may be called from several goroutines at once; nil stops the faults.
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
	f := c.inject
	c.mu.Unlock()
	if f == nil {
		return nil
	}
	fault := f(principal, action)
	if fault != nil {
		c.mu.Lock()
		c.faults++
		c.mu.Unlock()
	}
	return fault
}

// Throttling is how DynamoDB, Step Functions and Secrets Manager turn away requests that come too fast. The SDK
// retries it.
func Throttling() error {
	return &Error{Code: "ThrottlingException", Text: "Rate exceeded"}
}

// ThroughputExceeded is DynamoDB's answer when a partition gets more traffic than it can take. The SDK retries it.
func ThroughputExceeded() error {
	return &Error{Code: "ProvisionedThroughputExceededException",
		Text: "The level of configured provisioned throughput for the table was exceeded"}
}

// TransactionConflict is DynamoDB's answer to a write of an item that a transaction is writing. The SDK does not retry
// it.
func TransactionConflict() error {
	return &Error{Code: "TransactionConflictException", Text: "Transaction is ongoing for the item"}
}

// TooManyRequests is how SES turns away mail beyond the sending rate. The SDK retries it.
func TooManyRequests() error {
	return &Error{Code: "TooManyRequestsException", Text: "Maximum sending rate exceeded.",
		Status: http.StatusTooManyRequests}
}

// InternalServerError is a failure on AWS's side. The SDK retries it.
func InternalServerError() error {
	return &Error{Code: "InternalServerError", Text: "Internal server error", Status: http.StatusInternalServerError}
}

// ServiceUnavailable is AWS's front door being closed. The SDK retries it.
func ServiceUnavailable() error {
	return &Error{Code: "ServiceUnavailable", Text: "Service is temporarily unavailable",
		Status: http.StatusServiceUnavailable}
}

// Lost is a fault after the deed: the call is done, and answered with err all the same.
func Lost(err error) error {
	return &lost{err}
}

type lost struct{ error }

func (l *lost) Unwrap() error { return l.error }

func isLost(fault error) bool {
	var l *lost
	return errors.As(fault, &l)
}
