package pug

import "time"

// Offer is a free seat offered to the next suitable person on the waitlist. It lapses.
type Offer struct {
	ID       string    `json:"id"`
	Group    string    `json:"group"`
	Person   Person    `json:"person"`
	Made     time.Time `json:"made"`
	Expires  time.Time `json:"expires"`
	Decision *Decision `json:"decision,omitempty"`
	// Taken is true when the person said yes and the seat was theirs.
	Taken bool `json:"taken,omitempty"`
}
