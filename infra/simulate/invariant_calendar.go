package main

import (
	"fmt"
	"slices"
	"time"

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
				if slices.ContainsFunc(p.emails, s.deaf) {
					continue
				}
				stands := slices.ContainsFunc(s.calendar(p.emails), func(uid string) bool { return p.knows(m, uid) })
				switch {
				case p.left(m) && stands:
					broken = append(broken, fmt.Sprintf("%s left %s, and still has its meeting of %s", p.emails[0],
						g.ID, m.Month))
				case wasHeld(m) && p.expected(m) && !stands:
					broken = append(broken, fmt.Sprintf("%s is in %s, and does not have its meeting of %s", p.emails[0],
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
func (s Snapshot) calendar(emails []string) []string {
	var all []string
	for _, address := range emails {
		all = append(all, s.Calendars[address]...)
	}
	return all
}

// partner is somebody with a part in a group, or who had one, be it by several applications: as a member they may have
// been declined, and come to lead all the same.
type partner struct {
	emails []string // all that they have had
	seats  []pug.Seat
	led    []term
	series int      // the last of their events
	apart  []string // what tells them from others at their addresses, see pug.Person
}

// partners are all who sit in a group, lead it, or did. Who has an address that another had is taken for the same:
// their calendars cannot be told apart.
func (s Snapshot) partners(g Group) []partner {
	var all []partner
	add := func(email string, more partner) {
		emails := s.addresses(email)
		shares := func(p partner) bool {
			return slices.ContainsFunc(p.emails, func(e string) bool { return slices.Contains(emails, e) })
		}
		i := slices.IndexFunc(all, shares)
		if i < 0 {
			all, i = append(all, partner{}), len(all)
		}
		all[i].emails = unique(append(all[i].emails, emails...))
		all[i].seats, all[i].led = append(all[i].seats, more.seats...), append(all[i].led, more.led...)
		all[i].series = max(all[i].series, more.series)
		all[i].apart = append(all[i].apart, more.apart...)
	}
	for _, seat := range g.Seats {
		add(seat.Member.Email, partner{seats: []pug.Seat{seat}, series: seat.Series,
			apart: []string{seat.Member.Sharing}})
	}
	led := g.terms()
	for _, id := range sortedKeys(led, compareText) {
		if a, known := s.application(id); known {
			add(a.Email, partner{led: led[id], apart: []string{a.Sharing}})
		}
	}
	for _, leader := range g.Leaders() {
		add(leader.Email, partner{series: leader.Series, apart: []string{leader.Sharing}})
	}
	return all
}

// knows says whether their calendars may know a meeting by a UID: it has another one each time that they come back.
func (p partner) knows(m pug.Meeting, uid string) bool {
	for series := range p.series + 1 {
		for _, sharing := range p.apart {
			if calendar.Own(m.Event.UID, sharing, series) == uid {
				return true
			}
		}
	}
	return false
}

// left says whether the meeting was ahead when they had left.
func (p partner) left(m pug.Meeting) bool {
	var end time.Time
	for _, seat := range p.seats {
		if seat.Taken() {
			return false
		}
		end = later(end, seat.Ended())
	}
	for _, t := range p.led {
		if t.to.IsZero() {
			return false
		}
		end = later(end, t.to)
	}
	return end.Before(m.Starts)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// expected says whether the meeting was planned while they were there, and they still are.
func (p partner) expected(m pug.Meeting) bool {
	sits := func(seat pug.Seat) bool { return seat.Taken() && seat.Joined.Before(m.Planned) }
	leads := func(t term) bool { return t.to.IsZero() && t.from.Before(m.Planned) }
	return slices.ContainsFunc(p.seats, sits) || slices.ContainsFunc(p.led, leads)
}
