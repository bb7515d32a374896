package main

import (
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// strayed: whoever left a group has none of its meetings in the calendar that were ahead then; whoever sits there, or
// leads it, has those that were held since.
func strayed(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		for _, m := range g.Meetings {
			if m.Event.UID == "" {
				continue
			}
			for _, p := range s.partners(g) {
				if s.deaf(p.email) {
					continue
				}
				stands := slices.ContainsFunc(s.calendar(p.email), func(uid string) bool { return p.knows(m, uid) })
				switch {
				case p.left(m) && stands:
					broken = append(broken, fmt.Sprintf("%s left %s, and still has its meeting of %s", p.email, g.ID,
						m.Month))
				case wasHeld(m) && p.expected(m) && !stands:
					broken = append(broken, fmt.Sprintf("%s is in %s, and does not have its meeting of %s", p.email,
						g.ID, m.Month))
				}
			}
		}
	}
	return broken
}

// wasHeld says whether a meeting took place, as far as anybody knows.
func wasHeld(m pug.Meeting) bool {
	return m.State == pug.MeetingPlanned || m.State == pug.MeetingReported || m.State == pug.MeetingNotKnown
}

// calendar is what somebody has in theirs, by all addresses that they have had.
func (s Snapshot) calendar(email string) []string {
	var all []string
	for _, address := range s.addresses(email) {
		all = append(all, s.Calendars[address]...)
	}
	return all
}

// partner is somebody with a part in a group, or who had one.
type partner struct {
	id, email string
	seat      pug.Seat // as a member, if they ever had one
	led       []term
}

// partners are all who sit in a group, lead it, or did.
func (s Snapshot) partners(g Group) []partner {
	led := g.terms()
	var all []partner
	for _, seat := range g.Seats {
		all = append(all, partner{seat.Member.ID, seat.Member.Email, seat, led[seat.Member.ID]})
		delete(led, seat.Member.ID)
	}
	for _, id := range sortedKeys(led, compareText) {
		if a, known := s.application(id); known {
			all = append(all, partner{id: id, email: a.Email, led: led[id]})
		}
	}
	return all
}

// knows says whether their calendars may know a meeting by a UID: it has another one each time that they come back.
func (p partner) knows(m pug.Meeting, uid string) bool {
	for series := range p.seat.Series + 1 {
		if calendar.Anew(m.Event.UID, series) == uid {
			return true
		}
	}
	return false
}

// left says whether the meeting was ahead when they had left.
func (p partner) left(m pug.Meeting) bool {
	end := p.seat.Ended()
	if p.seat.Group != "" && p.seat.Taken() {
		return false
	}
	for _, t := range p.led {
		if t.to.IsZero() {
			return false
		}
		if t.to.After(end) {
			end = t.to
		}
	}
	return end.Before(m.Starts)
}

// expected says whether the meeting was planned while they were there, and they still are.
func (p partner) expected(m pug.Meeting) bool {
	return p.seat.Group != "" && p.seat.Taken() && p.seat.Joined.Before(m.Planned) ||
		slices.ContainsFunc(p.led, func(t term) bool { return t.to.IsZero() && t.from.Before(m.Planned) })
}
