package presence

import (
	"slices"
	"strings"
	"time"
)

// event is that somebody came or went.
type event struct {
	Guest
	at   time.Time // zero where it cannot be read
	left bool
}

// events reads a table that has a row for each coming and going, in the order of their times.
func (t table) events() []event {
	var times []string
	for _, row := range t.rows {
		times = append(times, t.cell(row, at))
	}
	layout := layoutOf(times)
	var all []event
	for _, row := range t.rows {
		e := event{Guest: t.who(row)}
		e.at, _ = between(layout, t.cell(row, at), t.cell(row, at))
		e.left = strings.HasPrefix(strings.ToLower(t.cell(row, action)), "left")
		if e.key() != "" {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b event) int { return a.at.Compare(b.at) })
	return all
}

// staysBy pairs comings with goings. Who never went stayed until the last event.
func staysBy(events []event) []Stay {
	came := map[string]event{}
	var all []Stay
	stay := func(from event, until time.Time) {
		all = append(all, Stay{Guest: from.Guest, From: from.at, To: until}.counted(""))
		delete(came, from.key())
	}
	for _, e := range events {
		from, in := came[e.key()]
		switch {
		case e.left && in:
			stay(from, e.at)
		case !e.left && !in:
			came[e.key()] = e
		}
	}
	for _, e := range events {
		if from, in := came[e.key()]; in {
			stay(from, events[len(events)-1].at)
		}
	}
	return all
}
