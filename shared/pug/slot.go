package pug

import (
	"fmt"
	"slices"
	"time"
)

// Slot is when a group usually meets (R8): on the first Thursday of each month, at 16:00. Nothing is planned by it; it
// fills in the Champion's plan. The zero Slot is none.
type Slot struct {
	Week     int          `json:"week"` // of the weekday in the month: 1 to 4, or LastWeek
	Weekday  time.Weekday `json:"weekday"`
	Clock    string       `json:"clock"` // "16:00"
	Zone     string       `json:"zone"`  // IANA name
	Minutes  int          `json:"minutes"`
	Location string       `json:"place"` // video link
	By       string       `json:"by"`    // who said so, by the id of their application
}

// UsualSlot is when the group usually meets. The video link of somebody who does not lead it any more is left out.
func (g Group) UsualSlot() Slot {
	s := g.Usual
	if !slices.ContainsFunc(g.Leaders(), func(p Person) bool { return p.ID == s.By }) {
		s.Location = ""
	}
	return s
}

// LastWeek is the week of a Slot on the last such weekday of each month, be it the fourth or the fifth.
const LastWeek = 5

// SlotOf is the slot that somebody's plan is an example of, counted from the beginning of the month. A fifth weekday is
// the last.
func SlotOf(p Plan, by Person) Slot {
	return Slot{Week: (p.Starts.Day()-1)/7 + 1, Weekday: p.Starts.Weekday(), Clock: p.Starts.Format("15:04"),
		Zone: p.Zone, Minutes: p.Minutes, Location: p.Location, By: by.ID}
}

// AtTheEnd is the slot on the last such weekday of each month. False: the plan of which the slot was made is not on it.
func (s Slot) AtTheEnd(p Plan) (Slot, bool) {
	s.Week = LastWeek
	return s, s.Date(p.Starts.Format("2006-01")) == p.Starts.Format(time.DateOnly)
}

// Date is the day of the slot in a month such as "2026-11": "2026-11-05". Empty: that is no month.
func (s Slot) Date(month string) string {
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return ""
	}
	ahead := int(s.Weekday-first.Weekday()+7) % 7
	day := first.AddDate(0, 0, ahead+7*(s.Week-1))
	for day.Month() != first.Month() {
		day = day.AddDate(0, 0, -7)
	}
	return day.Format(time.DateOnly)
}

// String names the slot: "first Thursday, 16:00".
func (s Slot) String() string { return fmt.Sprintf("%s, %s", s.Day(), s.Clock) }

// Day names the day of the slot: "first Thursday".
func (s Slot) Day() string {
	weeks := []string{"first", "second", "third", "fourth", "last"}
	return weeks[min(max(s.Week, 1), LastWeek)-1] + " " + s.Weekday.String()
}
