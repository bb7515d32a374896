package pug

import (
	"slices"
	"time"
)

// Seat is what a member has in a group.
type Seat struct {
	Group  string    `json:"group"`
	Member Person    `json:"member"`
	Joined time.Time `json:"joined"` // meetings before it are "before joining"
	// Excused is set when staff excused the member (R11); the seat is free again.
	Excused time.Time `json:"excused,omitzero"`
}

// Taken sorts out the seats that are taken: those of excused members are free (R11).
func Taken(seats []Seat) []Seat {
	return slices.DeleteFunc(slices.Clone(seats), func(s Seat) bool { return !s.Excused.IsZero() })
}
