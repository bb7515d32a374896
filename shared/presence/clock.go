package presence

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// longest is the longest that anybody is in a meeting: what is longer was misread.
const longest = 24 * time.Hour

// lengthOf reads how long somebody stayed: "62", which are minutes, "1h 2m 10s", "1 Std. 5 Min.", "1 hr 2 min",
// "1:02:10" or "32:14", which are minutes and seconds.
func lengthOf(text string) (time.Duration, bool) {
	var d time.Duration
	n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	ok := n >= 0 && n <= longest.Minutes()
	switch {
	case strings.Contains(text, ":"):
		d, ok = lengthByColons(text)
	case err != nil:
		d, ok = lengthByUnits(text)
	case ok:
		d = time.Duration(n * float64(time.Minute))
	}
	return d, ok && d <= longest
}

func lengthByColons(text string) (time.Duration, bool) {
	parts := strings.Split(text, ":")
	if len(parts) == 2 {
		parts = append([]string{"0"}, parts...)
	}
	return sum(parts, []time.Duration{time.Hour, time.Minute, time.Second})
}

// lengthByUnits goes by the first letters of the units, which are the same in most languages of Teams that have the
// letters.
func lengthByUnits(text string) (time.Duration, bool) {
	numbers := regexp.MustCompile(`(\d+)\s*(\pL+)`).FindAllStringSubmatch(strings.ToLower(text), -1)
	var counts []string
	var units []time.Duration
	for _, n := range numbers {
		unit := unitOf(n[2])
		if unit == 0 {
			return 0, false
		}
		counts, units = append(counts, n[1]), append(units, unit)
	}
	return sum(counts, units)
}

// unitOf reads a unit of time; 0 where it is none.
func unitOf(word string) time.Duration {
	for _, unit := range []struct {
		begins string // by blanks
		is     time.Duration
	}{
		{"h st g ч год 時 时 小 시", time.Hour}, {"m м хв 分 분", time.Minute},
		{"s с 秒 초", time.Second},
	} {
		if slices.ContainsFunc(strings.Fields(unit.begins), func(b string) bool { return strings.HasPrefix(word, b) }) {
			return unit.is
		}
	}
	return 0
}

// sum adds up counts of units.
func sum(counts []string, units []time.Duration) (time.Duration, bool) {
	if len(counts) == 0 || len(counts) != len(units) {
		return 0, false
	}
	var total time.Duration
	for i, count := range counts {
		n, err := strconv.ParseUint(strings.TrimSpace(count), 10, 16)
		if err != nil {
			return 0, false
		}
		total += time.Duration(n) * units[i]
	}
	return total, true
}

// layouts are how reports write times. Where a date may be read in two ways, either will do: only what lies between two
// times counts.
func layouts() []string {
	return []string{
		"01/02/2006 03:04:05 PM", "1/2/2006, 3:04:05 PM", "1/2/06, 3:04:05 PM", "1/2/2006 3:04:05 PM",
		"1/2/2006 15:04:05", "1/2/2006 15:04", "2/1/2006 03:04:05 PM", "2/1/2006, 15:04:05", "2/1/06, 15:04:05",
		"2/1/2006 15:04:05", "2/1/2006 15:04",
		"2.1.2006, 15:04:05", "2.1.2006 15:04:05", "2.1.06, 15:04:05", "2.1.2006 15:04",
		"2006-01-02 15:04:05", "2006-01-02, 15:04:05", "2006-01-02 15:04",
		"2006/1/2 15:04:05", "2006/1/2, 15:04:05", "2006/1/2 15:04", "3:04 PM", "3:04:05 PM", "15:04", "15:04:05",
	}
}

// layoutOf is the layout in which all of the times are written; empty where there is none.
func layoutOf(times []string) string {
	for _, layout := range layouts() {
		if fits(layout, times) {
			return layout
		}
	}
	return ""
}

func fits(layout string, times []string) bool {
	for _, text := range times {
		if _, err := time.Parse(layout, strings.ToUpper(text)); err != nil {
			return false
		}
	}
	return len(times) > 0
}

// between reads two times of a layout. Without dates they are of a day of their own, and what ends before it begins
// went past midnight.
func between(layout, from, to string) (start, end time.Time) {
	start, err := time.Parse(layout, strings.ToUpper(from))
	if layout == "" || err != nil {
		return time.Time{}, time.Time{}
	}
	if end, err = time.Parse(layout, strings.ToUpper(to)); err != nil {
		return time.Time{}, time.Time{}
	}
	if strings.Contains(layout, "06") {
		return start, end
	}
	if end.Before(start) {
		end = end.AddDate(0, 0, 1)
	}
	return start.AddDate(2000, 0, 0), end.AddDate(2000, 0, 0)
}
