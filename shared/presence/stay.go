package presence

import (
	"cmp"
	"slices"
	"time"
)

// Guest is somebody as a report names them.
type Guest struct {
	Name   string   // as it was shown in the meeting
	Emails []string // in lower case; guests without an account have none
}

// Stay is a time that somebody spent in a meeting. Who came in twice has two.
type Stay struct {
	Guest
	From, To time.Time     // by the clock of the report; zero where it does not say
	Length   time.Duration // at least 0, and at most a day; or unknown
}

// unknown is the length of a stay that the report does not tell: a cell is empty, or cannot be read.
const unknown time.Duration = -1

// together is how long stays are, where what overlaps counts once: somebody may be in by telephone and by laptop.
func together(stays []Stay) time.Duration {
	var sum time.Duration
	var until time.Time
	sorted := slices.SortedStableFunc(slices.Values(stays), func(a, b Stay) int { return a.From.Compare(b.From) })
	for _, s := range sorted {
		if s.From.IsZero() {
			sum += max(0, s.Length)
			continue
		}
		from := s.From
		if from.Before(until) {
			from = until
		}
		sum += max(0, s.To.Sub(from))
		until = slices.MaxFunc([]time.Time{until, s.To}, time.Time.Compare)
	}
	return min(sum, longest)
}

// minutes are what a length is in whole minutes, half ones up.
func minutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }

// key is the same for all stays of one guest, as far as a report tells.
func (g Guest) key() string { return cmp.Or(g.firstEmail(), g.Name) }

func (g Guest) firstEmail() string {
	if len(g.Emails) == 0 {
		return ""
	}
	return g.Emails[0]
}
