package letter

import "time"

// part is how much of SES's rate one sender uses: two may be at it, where the table's stream has more than one shard.
const part = 0.5

// Pace spreads mails over time, as fast as SES takes them. The zero value lets everything through.
type Pace struct {
	every time.Duration
	next  time.Time // when the next mail may go out
}

// At sets how many mails SES takes in a second.
func (p *Pace) At(perSecond float64) {
	if perSecond > 0 {
		p.every = time.Duration(float64(time.Second) / (perSecond * part))
	}
}

// Take takes the turn of one mail. It returns how long that has to wait.
func (p *Pace) Take(now time.Time) time.Duration {
	if p.next.Before(now) {
		p.next = now
	}
	wait := p.next.Sub(now)
	p.next = p.next.Add(p.every)
	return wait
}
