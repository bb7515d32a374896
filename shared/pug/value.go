package pug

import "fmt"

// Value is what proposals are compared by: members placed first, then points (TopicPoints, RegionPoints).
type Value struct {
	Placed int `json:"placed"`
	Score  int `json:"score"`
}

// Minus is how much more the value is than another.
func (v Value) Minus(other Value) Value { return Value{v.Placed - other.Placed, v.Score - other.Score} }

// Gain reads a difference of two values: "+1 place, −40 points".
func (v Value) Gain() string {
	switch {
	case v == Value{}:
		return "places and points stay the same"
	case v.Placed == 0:
		return signed(v.Score, "point", "points")
	case v.Score == 0:
		return signed(v.Placed, "place", "places")
	}
	return signed(v.Placed, "place", "places") + ", " + signed(v.Score, "point", "points")
}

// signed writes a number with its sign; the minus is the typographic one, which is as wide as the plus.
func signed(n int, one, many string) string {
	switch {
	case n == 1:
		return "+1 " + one
	case n == -1:
		return "−1 " + one
	case n < 0:
		return fmt.Sprintf("−%d %s", -n, many)
	}
	return fmt.Sprintf("+%d %s", n, many)
}
