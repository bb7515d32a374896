package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Span is a length of time in settings: Go's notation, or whole days as in "2d".
type Span time.Duration

// Days is a span of n times 24 hours.
func Days(n int) Span { return Span(time.Duration(n) * 24 * time.Hour) }

// Duration is the span as the standard library knows it.
func (s Span) Duration() time.Duration { return time.Duration(s) }

// MarshalText writes the span as settings have it.
func (s Span) MarshalText() ([]byte, error) {
	const day = 24 * time.Hour
	if d := s.Duration(); d >= day && d%day == 0 {
		return []byte(strconv.Itoa(int(d/day)) + "d"), nil
	}
	return []byte(s.Duration().String()), nil
}

// maxDays keeps a span of days within what a time.Duration holds.
const maxDays = 36500

// UnmarshalText reads "2d", "36h" or "90s".
func (s *Span) UnmarshalText(text []byte) error {
	if days, ok := strings.CutSuffix(string(text), "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil || n <= 0 || n > maxDays {
			return fmt.Errorf("%q is no length of time: write 2d, 36h or 90s", text)
		}
		*s = Days(n)
		return nil
	}
	d, err := time.ParseDuration(string(text))
	if err != nil || d <= 0 {
		return fmt.Errorf("%q is no length of time: write 2d, 36h or 90s", text)
	}
	*s = Span(d)
	return nil
}
