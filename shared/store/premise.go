package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Premise is what a letter takes for granted, and what may have changed by the time at which it can be sent: that
// somebody has a seat, or left it; that an application is withdrawn, or is not any more. Whoever comes back has another
// seat, with letters of its own, and so has whoever withdraws again.
type Premise struct {
	Person string `json:"person"` // the id of the application
	// Group and Joined are those of a seat. Without them it is about the application.
	Group  string    `json:"group,omitempty"`
	Joined time.Time `json:"joined,omitzero"`
	// Withdrawals is how often the application has been withdrawn.
	Withdrawals int  `json:"withdrawals,omitempty"`
	Over        bool `json:"over,omitempty"` // the seat is left, or the application is withdrawn
}

// Sits is the premise that somebody has the seat.
func Sits(s pug.Seat) Premise { return Premise{Person: s.Member.ID, Group: s.Group, Joined: s.Joined} }

// Left is the premise that they do not have it any more, and have not come back.
func Left(s pug.Seat) Premise {
	p := Sits(s)
	p.Over = true
	return p
}

// Withdrawn is the premise that an application is withdrawn.
func Withdrawn(a pug.Application) Premise {
	return Premise{Person: a.ID, Withdrawals: a.Withdrawals, Over: true}
}

// Counts is the premise that an application was withdrawn and counts again.
func Counts(a pug.Application) Premise { return Premise{Person: a.ID, Withdrawals: a.Withdrawals} }

func (p Premise) key() key {
	if p.Group != "" {
		return seatKey(p.Group, p.Person)
	}
	return applicationKey(p.Person)
}

// holds says whether what the record of its key says is so. Of a record that is not there any more nothing is so.
func (p Premise) holds(record attributes) (bool, error) {
	if len(record) == 0 {
		return false, nil
	}
	if p.Group != "" {
		var s pug.Seat
		err := unmarshal(record, &s)
		return s.Joined.Equal(p.Joined) && s.Taken() != p.Over, err
	}
	var a pug.Application
	err := unmarshal(record, &a)
	return a.Withdrawals == p.Withdrawals && (a.Status == pug.StatusWithdrawn) == p.Over, err
}

// Untrue is those of some letters, a hundred at most, that take for granted what is not so any more, by their ids. Each
// of them has a premise.
func (s *Store) Untrue(ctx context.Context, letters []Letter) (map[string]bool, error) {
	var keys []key
	for _, l := range letters {
		if k := l.While.key(); !slices.Contains(keys, k) { // two letters may tell of the same seat
			keys = append(keys, k)
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	records, err := s.moment(ctx, "what letters take for granted", keys...)
	if err != nil {
		return nil, err
	}
	untrue := map[string]bool{}
	for _, l := range letters {
		holds, err := l.While.holds(records[slices.Index(keys, l.While.key())])
		if err != nil {
			return nil, err
		}
		if !holds {
			untrue[l.ID] = true
		}
	}
	return untrue, nil
}
