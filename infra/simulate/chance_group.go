package main

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// group is something that can be done about a group.
func group(id, act string, answers ...string) chance {
	return chance{"groups", id, act, id, filled(answers...)}
}

// led is what can be done about groups by whom they are led.
func (s scout) led(act string) []chance {
	var all []chance
	for _, g := range s.groups() {
		switch {
		case act == "close":
			all = append(all, group(g.ID, act, "members", "groups"), group(g.ID, act, "members", "waitlist"))
		case act == "resign" && !g.Leaderless(), act == "end-co-champion" && g.Co != nil:
			all = append(all, group(g.ID, act, "then", "stays"), group(g.ID, act, "then", "leaves"))
		}
	}
	return all
}

// outsider is the address of somebody who has not applied.
const outsider = "nia@outside.example"

// nominations are of members, of those who wait, and of somebody who has not applied.
func (s scout) nominations(act string) []chance {
	var all []chance
	for _, g := range s.groups() {
		seats, _ := s.records.Seats(context.Background(), g.ID)
		var who [][]string
		for _, seat := range pug.Taken(seats) {
			who = append(who, []string{"who", seat.Member.ID})
		}
		if g.Co != nil {
			who = append(who, []string{"who", g.Co.ID})
		}
		who = append(who, []string{"who", "else", "email", outsider, "name", "Nia North"})
		for _, a := range s.applications() {
			if a.Group == "" && a.Decision != nil {
				who = append(who, []string{"who", "else", "email", a.Email})
			}
		}
		for _, answers := range who {
			for _, then := range []string{"stays", "leaves"} {
				all = append(all, group(g.ID, act, append(answers, "then", then)...))
			}
		}
	}
	return all
}

// met is what can be done about meetings.
func (s scout) met(act string) []chance {
	var all []chance
	for _, g := range s.groups() {
		meetings, _ := s.records.Meetings(context.Background(), g.ID)
		for _, m := range meetings {
			all = append(all, s.meeting(m, act)...)
		}
	}
	return all
}

func (s scout) meeting(m pug.Meeting, act string) []chance {
	id := m.Group + "-" + m.Month
	var all []chance
	add := func(name string, answers ...string) {
		all = append(all, chance{"meetings", id, name, id, filled(answers...)})
	}
	switch {
	case act == notHeld && m.State == pug.MeetingReported:
		add("report", "held", "no")
	case act == "report" && m.State == pug.MeetingReported:
		report, _ := s.records.Attendance(context.Background(), m.Group, m.Month)
		for _, member := range sortedKeys(report.Members, compareText) {
			for _, said := range pug.Reportable() {
				if said != report.Members[member] {
					add("report", "held", "yes", "m-"+member, string(said))
				}
			}
		}
	case act == "absent" && m.State == pug.MeetingPlanned && s.now.Before(m.Starts):
		seats, _ := s.records.Seats(context.Background(), m.Group)
		for _, seat := range pug.Taken(seats) {
			add("absent", "member", seat.Member.ID)
		}
	}
	return all
}
