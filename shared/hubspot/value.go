package hubspot

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// scalar is a string, a number or a truth value as its text; null, objects and lists are empty.
type scalar string

// UnmarshalJSON reads any value.
func (s *scalar) UnmarshalJSON(value []byte) error {
	switch value[0] {
	case '{', '[', 'n':
		*s = ""
		return nil
	case '"':
		return json.Unmarshal(value, (*string)(s))
	}
	*s = scalar(value)
	return nil
}

// Below the first, a number of milliseconds would lie in 1973, and is one of seconds. Nothing was submitted before the
// second: HubSpot was founded later.
const (
	leastMilliseconds = 100_000_000_000
	firstYear         = 2006
)

// moment reads when something was submitted: milliseconds since 1970, as HubSpot writes it; seconds; or a date with a
// time, which is UTC where it does not say. A date alone is its midnight. It is zero for what is no such time.
func moment(text string) time.Time {
	text = strings.TrimSpace(text)
	at, err := time.Time{}, error(nil)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z0700",
		"2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if at, err = time.Parse(layout, text); err == nil {
			break
		}
	}
	if n, numberErr := strconv.ParseFloat(text, 64); numberErr == nil && math.Abs(n) < math.MaxInt64/2 {
		at, err = time.UnixMilli(int64(n)), nil
		if n < leastMilliseconds {
			at = time.Unix(int64(n), 0)
		}
	}
	if at = at.UTC(); err != nil || at.Year() < firstYear || at.Year() > 9999 {
		return time.Time{}
	}
	return at
}
