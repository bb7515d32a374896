package letters

import (
	"context"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
)

// keepRate is how long SES's rate is taken to be what it was.
const keepRate = 7 * 24 * time.Hour

// pace is SES's pace, kept from one call of the function to the next.
type pace struct {
	mu    sync.Mutex
	next  letter.Pace
	known time.Time // until when the rate is
}

// turn takes the turn of one mail, and says how long that has to wait.
func (p *pace) turn(ctx context.Context, mail sender, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !now.Before(p.known) {
		if rate, err := mail.Rate(ctx); err == nil { // else it is taken to be what it was
			p.next.At(rate)
			p.known = now.Add(keepRate)
		}
	}
	return p.next.Take(now)
}
