package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Premise is what a letter takes for granted, and what may have changed by the time at which it can be sent: that
// somebody leads a group; that they have a seat, or left it; that an application is withdrawn, or is not any more.
// Whoever comes back has another seat, with letters of its own, and so has whoever withdraws again.
type Premise struct {
	Person string `json:"person"` // the id of the application
	// Group is that which they lead, or the one of their seat, which they took at the time Joined. Without a group it is
	// about the application.
	Group  string    `json:"group,omitempty"`
	Leads  bool      `json:"leads,omitempty"`
	Joined time.Time `json:"joined,omitzero"`
	// Withdrawals is how often the application has been withdrawn.
	Withdrawals int  `json:"withdrawals,omitempty"`
	Over        bool `json:"over,omitempty"` // the seat is left, or the application is withdrawn
}

// Leads is the premise that somebody leads a group that has not been closed.
func Leads(group string, p pug.Person) Premise {
	return Premise{Person: p.ID, Group: group, Leads: true}
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
	switch {
	case p.Leads:
		return groupKey(p.Group)
	case p.Group != "":
		return seatKey(p.Group, p.Person)
	}
	return applicationKey(p.Person)
}

// holds says whether what the record of its key says is so. Of a record that is not there any more nothing is so.
func (p Premise) holds(record attributes) (bool, error) {
	switch {
	case len(record) == 0:
		return false, nil
	case p.Leads:
		var g pug.Group
		err := unmarshal(record, &g)
		them := func(leader pug.Person) bool { return leader.ID == p.Person }
		return g.State != pug.GroupClosed && slices.ContainsFunc(g.Leaders(), them), err
	case p.Group != "":
		var s pug.Seat
		err := unmarshal(record, &s)
		return s.Joined.Equal(p.Joined) && s.Taken() != p.Over, err
	}
	var a pug.Application
	err := unmarshal(record, &a)
	return a.Withdrawals == p.Withdrawals && (a.Status == pug.StatusWithdrawn) == p.Over, err
}

// Untrue is those of some letters that take for granted what is not so any more, by their ids.
func (s *Store) Untrue(ctx context.Context, letters []Letter) (map[string]bool, error) {
	var keys []key
	for _, l := range letters {
		for _, p := range l.While {
			if !slices.Contains(keys, p.key()) { // two letters may tell of the same seat
				keys = append(keys, p.key())
			}
		}
	}
	known := map[key]attributes{}
	for some := range slices.Chunk(keys, most) {
		records, err := s.moment(ctx, "what letters take for granted", some...)
		if err != nil {
			return nil, err
		}
		for i, k := range some {
			known[k] = records[i]
		}
	}
	untrue := map[string]bool{}
	for _, l := range letters {
		for _, p := range l.While {
			holds, err := p.holds(known[p.key()])
			if err != nil {
				return nil, err
			}
			if !holds {
				untrue[l.ID] = true
			}
		}
	}
	return untrue, nil
}
