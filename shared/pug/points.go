package pug

import "time"

// TalkingPoints are a member's ideas for a meeting, handed in before it (R10).
type TalkingPoints struct {
	Member Person    `json:"member"`
	Text   string    `json:"text"`
	At     time.Time `json:"at"`
}
