package mailbox

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	ical "github.com/emersion/go-ical"
)

// Event is a meeting in somebody's calendar.
type Event struct {
	UID      string
	Sequence int
	Summary  string
	Starts   time.Time
}

// Calendar is what an address has in its calendar by the mails that it got, in the order of the starts. It is a strict
// one: what comes for an event that was cancelled is ignored, and so is what is older than what it knows.
func (b *Box) Calendar(email string) ([]Event, error) {
	known, gone := map[string]Event{}, map[string]bool{}
	for _, m := range b.Listed(email) {
		text := b.invite(m.ID)
		if text == "" {
			continue
		}
		method, e, err := readEvent(text)
		if err != nil {
			return nil, fmt.Errorf("read the invitation of mail %d: %w", m.ID, err)
		}
		before, has := known[e.UID]
		switch {
		case gone[e.UID] || has && e.Sequence < before.Sequence:
		case method == "CANCEL":
			delete(known, e.UID)
			gone[e.UID] = true
		default:
			known[e.UID] = e
		}
	}
	return slices.SortedFunc(maps.Values(known), func(a, b Event) int {
		return cmp.Or(a.Starts.Compare(b.Starts), cmp.Compare(a.UID, b.UID))
	}), nil
}

// readEvent reads an invitation by another library than the one that writes it.
func readEvent(text string) (method string, e Event, err error) {
	cal, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		return "", e, err
	}
	events := cal.Events()
	if len(events) != 1 {
		return "", e, fmt.Errorf("it has %d events", len(events))
	}
	props := events[0].Props
	if e.Starts, err = events[0].DateTimeStart(time.UTC); err != nil {
		return "", e, err
	}
	if e.UID, err = props.Text(ical.PropUID); err != nil {
		return "", e, err
	}
	if e.Summary, err = props.Text(ical.PropSummary); err != nil {
		return "", e, err
	}
	if sequence := props.Get(ical.PropSequence); sequence != nil {
		if e.Sequence, err = sequence.Int(); err != nil {
			return "", e, err
		}
	}
	method, err = cal.Props.Text(ical.PropMethod)
	return method, e, err
}
