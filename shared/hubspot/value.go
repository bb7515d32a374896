package hubspot

import (
	"encoding/json"
	"strconv"
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

// moment reads when something was submitted: milliseconds since 1970, as HubSpot writes it; seconds; or RFC 3339. It is
// zero for what is no such time.
func moment(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if n, numberErr := strconv.ParseInt(text, 10, 64); numberErr == nil {
		at, err = time.UnixMilli(n), nil
		if n < leastMilliseconds {
			at = time.Unix(n, 0)
		}
	}
	if at = at.UTC(); err != nil || at.Year() < firstYear || at.Year() > 9999 {
		return time.Time{}
	}
	return at
}
