package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// unlaunched: the launch may be held up by an outage, but not for longer than the longest.
func unlaunched(s Snapshot) []string {
	var broken []string
	for _, c := range s.Cohorts {
		if c.Published == nil {
			continue
		}
		if late := c.Launched.Sub(c.Dates.Launch); c.Launched.IsZero() || late < 0 || late > 2*day {
			broken = append(broken, fmt.Sprintf("%s was launched %s late, at %s", c.ID, late, c.Launched.UTC()))
		}
	}
	for _, g := range s.Groups {
		c, _ := s.cohort(g.Cohort)
		if c.Launched.IsZero() {
			continue
		}
		var emails []string
		for _, leader := range g.Leaders() {
			if !s.got(leader.Email, "You lead the group on") { // since the launch
				emails = append(emails, leader.Email)
			}
		}
		for _, seat := range g.Seats {
			if seat.Joined.Before(c.Launched) {
				emails = append(emails, seat.Member.Email)
			}
		}
		for _, email := range emails {
			if !s.got(email, "Your group starts today") {
				broken = append(broken, email+" does not know of the launch")
			}
		}
	}
	return broken
}

// uninvited: who sat in the group while a meeting was ahead has an invitation to it. A meeting that was planned again
// may have had another topic before.
func uninvited(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		for _, m := range g.Meetings {
			if !wasHeld(m) {
				continue
			}
			for _, seat := range g.Seats {
				email := seat.Member.Email
				left := !seat.Taken() && seat.Ended().Before(m.Starts)
				there := seat.Joined.Before(m.Planned) && !left
				if there && !s.got(email, "Invitation: "+m.Topic) && !s.got(email, "Changed: "+m.Topic) {
					broken = append(broken, fmt.Sprintf("%s to the meeting of %s in %s", email, g.ID, m.Month))
				}
			}
		}
	}
	return broken
}

// misflagged compares flags with what Champions reported, for those who are still members, and flags with misses.
func misflagged(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		for _, f := range g.Flags {
			i := slices.IndexFunc(g.Seats, func(seat pug.Seat) bool { return seat.Member.ID == f.Member.ID })
			corrected := !f.Withdrawn.IsZero() || g.Reports.Cleared(f.Member.ID) > 0
			if i < 0 || !corrected && g.missesSaid(g.Seats[i]) < f.Missed {
				broken = append(broken, fmt.Sprintf("%s did not miss that many: %s", f.Member.Email, f.ID))
			}
		}
		for _, a := range pug.Absences(g.Meetings, 0, g.Seats, g.Reports) {
			i := slices.IndexFunc(g.Seats, func(seat pug.Seat) bool { return seat.Member.ID == a.Member.ID })
			if !g.Seats[i].Joined.Before(a.Meeting.Starts) || s.tooLate(g, a.Meeting) { // they came back since
				continue
			}
			_, flagged := pug.NextFlagID(g.Flags, g.ID, a.Member.ID, a.Misses)
			switch {
			case a.Flagged() && !flagged:
				broken = append(broken,
					fmt.Sprintf("%s missed %d of %s, and has no flag", a.Member.Email, a.Misses, g.ID))
			case a.Misses == 1 && !s.got(a.Member.Email, "We missed you"):
				broken = append(broken, fmt.Sprintf("%s missed one of %s, and heard nothing", a.Member.Email, g.ID))
			}
		}
	}
	return broken
}

// tooLate says whether a report came, or was corrected, in the last days of its cohort or later, which ended before the
// schedule looked at it.
func (s Snapshot) tooLate(g Group, m pug.Meeting) bool {
	c, _ := s.cohort(pug.CohortOf(m.Group))
	said := g.Reports.Month(m).At
	return !m.Assessed && c.Stage == pug.StageClosed && c.Dates.End.Sub(said) < rests()["attendance"]
}

// missesSaid counts what a member missed as it was said at the time, of meetings too that did not take place after all.
func (g Group) missesSaid(seat pug.Seat) int {
	said := g.Reports.Of(seat.Member.ID)
	misses := pug.MissesOf(seat, pug.History(g.Meetings, seat, said))
	for _, m := range g.Meetings {
		if m.NotHeld && said[m.Month] == pug.Missed {
			misses++
		}
	}
	return misses
}

func unexcused(s Snapshot) []string {
	var broken []string
	for _, g := range s.Groups {
		for _, f := range g.Flags {
			i := slices.IndexFunc(g.Seats, func(seat pug.Seat) bool { return seat.Member.ID == f.Member.ID })
			switch {
			case f.Decision == nil:
				broken = append(broken, f.ID+" is undecided")
			case i < 0:
				broken = append(broken, f.ID+" is of somebody without a seat")
			case f.Excuses() && g.Seats[i].Taken() && !g.Seats[i].Joined.After(f.Decision.At): // and did not come back
				broken = append(broken, fmt.Sprintf("%s was excused, and still sits in %s", f.Member.Email, g.ID))
			case f.Decision.Choice == pug.ChoiceExcuse && !g.Seats[i].Excused.IsZero() &&
				!s.got(f.Member.Email, "You are excused from your group"):
				broken = append(broken, fmt.Sprintf("%s was excused, and not told", f.Member.Email))
			case f.Decision.Choice == pug.ChoiceKeep && g.Seats[i].Taken() &&
				!s.got(f.Member.Email, "You keep your seat"):
				broken = append(broken, fmt.Sprintf("%s keeps the seat, and was not told", f.Member.Email))
			}
		}
	}
	for _, c := range s.Notes.Clicks {
		for _, choice := range []string{"keep", "excuse"} {
			past := map[string]string{"keep": "kept", "excuse": "excused"}[choice]
			name, _, found := strings.Cut(c.Page, " is "+past)
			if c.Purpose != "standing" || c.Status != 200 || !found {
				continue
			}
			if !s.flagDecided(name, pug.Choice(choice)) && !s.namesErased(name+" ") { // who may have had another name
				broken = append(broken, fmt.Sprintf("%s was shown that %s is %s, which is not true", c.Who, name, past))
			}
		}
	}
	return broken
}

func (s Snapshot) flagDecided(name string, choice pug.Choice) bool {
	for _, g := range s.Groups {
		for _, f := range g.Flags {
			a, _ := s.application(f.Member.ID)
			named := f.Member.Name == name || slices.Contains(a.Names(), name)
			if named && f.Decision != nil && f.Decision.Choice == choice {
				return true
			}
		}
	}
	return false
}

func unclosed(s Snapshot) []string {
	var broken []string
	for _, id := range s.World.Cohorts {
		switch c, ok := s.cohort(id); {
		case !ok:
			broken = append(broken, string(id)+" never began")
		case c.Stage != pug.StageClosed:
			broken = append(broken, fmt.Sprintf("%s is still %s", id, c.Stage))
		case !s.got("ada@staff.example", "The "+id.Name()+" cohort has ended"):
			broken = append(broken, fmt.Sprintf("staff were not told that %s ended", id))
		}
	}
	return broken
}

// endedUntold: each person gets one letter about the end of a cohort, whatever they had in it.
func endedUntold(s Snapshot) []string {
	var broken []string
	hears := func(id pug.CohortID, email string) {
		c, ok := s.cohort(id)
		told := s.got(email, "The "+id.Name()+" cohort has ended") || s.got(email, "Your group has ended") ||
			s.got(email, "Thank you for leading")
		if ok && c.Stage == pug.StageClosed && !told {
			broken = append(broken, fmt.Sprintf("%s does not know that %s ended", email, id))
		}
	}
	for _, g := range s.Groups {
		for _, leader := range g.Leaders() {
			hears(g.Cohort, leader.Email)
		}
		for _, seat := range pug.Taken(g.Seats) {
			hears(g.Cohort, seat.Member.Email)
		}
	}
	for _, p := range s.Waitlist {
		hears(p.Cohort, p.Person.Email)
	}
	return broken
}
