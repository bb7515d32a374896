package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Premise is what a letter takes for granted, and what may have changed by the time at which it can be sent.
type Premise struct {
	That  string `json:"that"`
	ID    string `json:"id,omitempty"` // of the application, offer, flag or cohort, or the month of the meeting
	Group string `json:"group,omitempty"`
	// At is when the seat was taken, or the meeting starts.
	At time.Time `json:"at,omitzero"`
	// Number is how often the application has been withdrawn, or the order of the place on the waitlist.
	Number int              `json:"number,omitempty"`
	State  pug.MeetingState `json:"state,omitempty"`
	Choice pug.Choice       `json:"choice,omitempty"` // by which the application was decided
}

// What letters take for granted.
const (
	leadsGroup    = "leads"
	hasSeat       = "sits"
	leftSeat      = "left"
	waitsAt       = "waits"
	isWithdrawn   = "withdrawn"
	countsAgain   = "counts"
	isUndecided   = "undecided"
	isDecided     = "decided"
	isFlagged     = "flagged"
	isOffered     = "offered"
	isAskedAgain  = "asked again"
	isUnpublished = "unpublished"
	meetingStands = "meeting"
)

// Leads is the premise that somebody leads a group that has not been closed.
func Leads(group string, p pug.Person) Premise {
	return Premise{That: leadsGroup, ID: p.ID, Group: group}
}

// Sits is the premise that somebody has the seat. Whoever left it and came back has another one.
func Sits(s pug.Seat) Premise {
	return Premise{That: hasSeat, ID: s.Member.ID, Group: s.Group, At: s.Joined}
}

// Left is the premise that they do not have it any more, and have not come back.
func Left(s pug.Seat) Premise {
	return Premise{That: leftSeat, ID: s.Member.ID, Group: s.Group, At: s.Joined}
}

// Waits is the premise that somebody has the place on the waitlist.
func Waits(p pug.Place) Premise { return Premise{That: waitsAt, ID: p.Person.ID, Number: p.Order} }

// Withdrawn is the premise that an application is withdrawn, as it is now, and not anew.
func Withdrawn(a pug.Application) Premise {
	return Premise{That: isWithdrawn, ID: a.ID, Number: a.Withdrawals}
}

// Counts is the premise that an application that was withdrawn counts again.
func Counts(a pug.Application) Premise {
	return Premise{That: countsAgain, ID: a.ID, Number: a.Withdrawals}
}

// Undecided is the premise that nobody has decided on an application.
func Undecided(a pug.Application) Premise { return Premise{That: isUndecided, ID: a.ID} }

// Decided is the premise that the decision on an application is so. A withdrawal is another one.
func Decided(application string, choice pug.Choice) Premise {
	return Premise{That: isDecided, ID: application, Choice: choice}
}

// Flagged is the premise that nobody has decided on a flag.
func Flagged(f pug.Flag) Premise { return Premise{That: isFlagged, ID: f.ID, Group: f.Group} }

// Offered is the premise that an offer is open.
func Offered(o pug.Offer) Premise { return Premise{That: isOffered, ID: o.ID, Group: o.Group} }

// AskedAgain is the premise that the question whether a group is led again is open.
func AskedAgain(group string) Premise { return Premise{That: isAskedAgain, Group: group} }

// Unpublished is the premise that the groups of a cohort are not published.
func Unpublished(id pug.CohortID) Premise { return Premise{That: isUnpublished, ID: string(id)} }

// Stands is the premise that a meeting is at the time, and has come as far, as it is now.
func Stands(m pug.Meeting) Premise {
	return Premise{That: meetingStands, ID: m.Month, Group: m.Group, At: m.Starts, State: m.State}
}

// Lasting is what a letter takes for granted also as it is sent again. That a meeting is as it was does not count where
// the letter asks something about it: then its link shows how the meeting stands.
func (l Letter) Lasting() []Premise {
	if l.Link == nil {
		return l.While
	}
	return slices.DeleteFunc(slices.Clone(l.While), func(p Premise) bool { return p.That == meetingStands })
}

// key is that of the record which says whether it is so.
func (p Premise) key() key {
	switch p.That {
	case leadsGroup:
		return groupKey(p.Group)
	case hasSeat, leftSeat:
		return seatKey(p.Group, p.ID)
	case isFlagged:
		return flagKey(p.Group, p.ID)
	case isOffered:
		return offerKey(p.Group, p.ID)
	case isAskedAgain:
		return renewalKey(p.Group)
	case isUnpublished:
		return cohortKey(pug.CohortID(p.ID))
	case meetingStands:
		return meetingKey(p.Group, p.ID)
	}
	return applicationKey(p.ID)
}

// holds says whether what the record of its key says is so. Of a record that is not there any more nothing is so; of
// what only a later release takes for granted, all is.
func (p Premise) holds(record attributes) (bool, error) {
	switch p.That {
	case leadsGroup:
		return so(record, func(g pug.Group) bool {
			them := func(leader pug.Person) bool { return leader.ID == p.ID }
			return g.State != pug.GroupClosed && slices.ContainsFunc(g.Leaders(), them)
		})
	case hasSeat, leftSeat:
		return so(record, func(s pug.Seat) bool {
			return s.Joined.Equal(p.At) && s.Taken() == (p.That == hasSeat)
		})
	case waitsAt:
		return so(record, func(a pug.Application) bool { return a.Place == p.Number })
	case isWithdrawn, countsAgain:
		return so(record, func(a pug.Application) bool {
			return a.Withdrawals == p.Number && (a.Status == pug.StatusWithdrawn) == (p.That == isWithdrawn)
		})
	case isUndecided:
		return so(record, func(a pug.Application) bool { return a.Status == pug.StatusPending })
	case isDecided:
		return so(record, func(a pug.Application) bool { return a.Decision != nil && a.Decision.Choice == p.Choice })
	case isFlagged:
		return so(record, func(f pug.Flag) bool { return f.Decision == nil })
	case isOffered:
		return so(record, func(o pug.Offer) bool { return o.Decision == nil })
	case isAskedAgain:
		return so(record, func(r pug.Renewal) bool { return r.Decision == nil })
	case isUnpublished:
		return so(record, func(c pug.Cohort) bool { return c.Published == nil })
	case meetingStands:
		return so(record, func(m pug.Meeting) bool { return m.State == p.State && m.Starts.Equal(p.At) })
	}
	return true, nil
}

// so says whether something is so of a record that is there.
func so[T any](record attributes, is func(T) bool) (bool, error) {
	if len(record) == 0 {
		return false, nil
	}
	var read T
	err := unmarshal(record, &read)
	return is(read), err
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
