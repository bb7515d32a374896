package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Intervals are the lengths of time between a question and what follows it.
type Intervals struct {
	// after staff were asked about an application, a proposal or a flag
	ReviewReminders []Span `json:"review_reminders"`
	// an unanswered flag is kept after it (R11: nobody is excused by software)
	FlagAnswer       Span   `json:"flag_answer"`
	SeatOffer        Span   `json:"seat_offer"`        // an offer lapses after it
	MeetingReminders []Span `json:"meeting_reminders"` // after a Champion was asked for topic and date
	// members are asked for talking points this long before the meeting
	PointsBefore        Span   `json:"points_before"`
	DigestBefore        Span   `json:"digest_before"`        // the Champion gets them this long before the meeting
	AttendanceAfter     Span   `json:"attendance_after"`     // the Champion is asked this long after the meeting
	AttendanceReminders []Span `json:"attendance_reminders"` // after the Champion was asked for attendance
	// the launch schedule, which fires daily, may have been silent for so long when a cohort launches
	LaunchGrace Span `json:"launch_grace"`
	Tick        Span `json:"tick"`  // how often a running cohort looks for what is due
	Lease       Span `json:"lease"` // the sweep leaves alone what is younger than this
}

// DefaultIntervals is the programme's default.
func DefaultIntervals() Intervals {
	two, five := Days(2), Days(5)
	return Intervals{
		ReviewReminders: []Span{two, five}, FlagAnswer: Days(7), SeatOffer: Days(3),
		MeetingReminders: []Span{two, five}, PointsBefore: Days(5), DigestBefore: Days(1),
		AttendanceAfter: Days(1), AttendanceReminders: []Span{two, five},
		LaunchGrace: Span(26 * time.Hour), Tick: Days(1), Lease: Span(10 * time.Minute),
	}
}

// Validate says which intervals are out of order.
func (i Intervals) Validate() error {
	for _, reminders := range []struct {
		name  string
		spans []Span
	}{
		{"review_reminders", i.ReviewReminders}, {"meeting_reminders", i.MeetingReminders}, {"attendance_reminders",
			i.AttendanceReminders},
	} {
		for n := 1; n < len(reminders.spans); n++ {
			if reminders.spans[n] <= reminders.spans[n-1] {
				return fmt.Errorf("the intervals %s must grow: each counts from the question", reminders.name)
			}
		}
	}
	if i.DigestBefore >= i.PointsBefore {
		return errors.New("the interval digest_before must be shorter than points_before: " +
			"members are asked before the Champion gets the answers")
	}
	return nil
}

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
