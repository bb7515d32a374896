package pug

import (
	"cmp"
	"slices"
	"time"
)

// Ending is how a group ends while its cohort goes on (L1). It is kept with the group until all of its members have
// gone.
type Ending struct {
	By    string    `json:"by"`
	At    time.Time `json:"at"`
	Moves bool      `json:"moves,omitempty"` // members move to groups that suit them; else all of them wait
	Note  string    `json:"note,omitempty"`  // what staff write to everybody in the group
}

// MayClose says why a group cannot be closed while its cohort goes on; nil if it can (L1). Closing can be gone on with.
// A closed group keeps its number: it was one of the ten of its cohort (R6), and no group is opened once they are
// published.
func (g Group) MayClose(in Cohort) error {
	switch g.State {
	case GroupClosed:
		return Errorf(Already, "%s is closed already.", g.Name())
	case GroupOpen:
		return in.Led()
	case GroupClosing:
		return nil
	}
	return Errorf(Invalid, "%s is not published yet. Dissolve it on the page of the proposed groups.", g.Name())
}

// Going is where a member goes whose group is closed: to another one, first in the waitlist, or out of the cohort where
// they cannot wait.
type Going struct {
	Application Application
	From        Seat
	To          *Group // nil: to none
	Seat        Seat   // in it
	Waits       bool
}

// Closing says where the members go whose group is closed while its cohort goes on, in the order of their applications.
// Whom another group suits that has room moves there, if they are to be moved at all; who cannot be moved waits before
// all others. Once the cohort has ended, all of them only leave: there is nothing to wait for.
func Closing(in Stage, seats []Seat, of map[string]Application, others []Vacancy, at time.Time) []Going {
	var all []Going
	for _, s := range Taken(seats) {
		all = append(all, Going{Application: of[s.Member.ID], From: s})
	}
	slices.SortStableFunc(all, func(a, b Going) int {
		return cmp.Or(a.Application.Submitted.Compare(b.Application.Submitted), cmp.Compare(a.From.Member.ID,
			b.From.Member.ID))
	})
	if in == StageClosed {
		return all
	}
	others = slices.Clone(others)
	for i := range all {
		all[i].goes(others, at)
	}
	return all
}

// goes finds a seat in the best of the other groups, which then has one less.
func (g *Going) goes(others []Vacancy, at time.Time) {
	free := g.Application
	free.Group = ""
	best := -1
	for i, v := range others {
		if v.MaySeat(free) != nil || !v.Suits(free) {
			continue
		}
		if best < 0 || free.prefers(v.group, others[best].group) {
			best = i
		}
	}
	if best < 0 {
		g.Waits = g.Application.MayWait()
		return
	}
	v := &others[best]
	to := v.group
	g.To, g.Seat = &to, NewSeat(to.ID, v.seats, g.From.Member, at)
	v.group.Partners++
	v.seats = append(slices.Clone(v.seats), g.Seat)
}

// prefers says whether one group suits better than another: by the applicant's topics, then role, then region.
func (a Application) prefers(one, other Group) bool {
	rank := func(g Group) int {
		return slices.IndexFunc(a.Topics, func(t Topic) bool { return t.Key == g.Topic.Key })
	}
	differs := func(same bool) int {
		if same {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(one), rank(other)),
		differs(one.Role == a.Role)-differs(other.Role == a.Role),
		differs(one.Region == a.Region)-differs(other.Region == a.Region)) < 0
}

// Ended are the meetings of a group that is closed as they are then: what was planned or asked for is not any more.
func Ended(meetings []Meeting, by string, at time.Time) []Meeting {
	var all []Meeting
	for _, m := range meetings {
		switch {
		case m.State == MeetingAsked:
			m.State = MeetingUnplanned
		case m.State == MeetingPlanned && m.Starts.After(at):
			m = m.CalledOff("", at)
			m.By, m.Announced = by, at // with its seat, everybody has had word of it
		default:
			continue
		}
		all = append(all, m)
	}
	return all
}
