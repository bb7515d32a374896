package pug

import "time"

// Seat is a member's place in a group.
type Seat struct {
	Group  string    `json:"group"`
	Member Person    `json:"member"`
	Joined time.Time `json:"joined"` // meetings before it are "before joining"
	// Excused is set when staff excused the member (R11); the seat is free again.
	Excused time.Time `json:"excused,omitzero"`
}
