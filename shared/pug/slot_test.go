package pug

import (
	"testing"
	"time"
)

func TestSlotFallsOnItsWeekdayInEachMonth(t *testing.T) {
	for _, c := range []struct {
		name, planned, slot string
		last                bool
		month, want         string
	}{
		{"first", "2026-10-01", "first Thursday, 16:00", false, "2026-11", "2026-11-05"},
		{"second", "2026-10-13", "second Tuesday, 16:00", false, "2026-11", "2026-11-10"},
		{"fourth, though it is the last as well", "2026-10-28", "fourth Wednesday, 16:00", false, "2026-12", "2026-12-23"},
		{"last", "2026-10-28", "last Wednesday, 16:00", true, "2026-12", "2026-12-30"},
		{"last of a short month", "2026-10-30", "last Friday, 16:00", true, "2027-02", "2027-02-26"},
		{"a fifth one is the last", "2026-10-29", "last Thursday, 16:00", false, "2026-11", "2026-11-26"},
		{"the last day of a month", "2026-10-31", "last Saturday, 16:00", false, "2027-01", "2027-01-30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			starts, err := time.Parse("2006-01-02 15:04", c.planned+" 16:00")
			if err != nil {
				t.Fatal(err)
			}
			plan := Plan{Starts: starts}
			slot := SlotOf(plan, Person{})
			if c.last {
				slot, _ = slot.AtTheEnd(plan)
			}
			if slot.String() != c.slot || slot.Date(c.month) != c.want {
				t.Errorf("%s, in %s on %s, want %s on %s", slot, c.month, slot.Date(c.month), c.slot, c.want)
			}
			if slot.Date(c.planned[:7]) != c.planned {
				t.Errorf("in its own month it is on %s, want %s", slot.Date(c.planned[:7]), c.planned)
			}
		})
	}
}

func TestOnlyTheLastWeekdayIsAtTheEnd(t *testing.T) {
	third := Plan{Starts: time.Date(2026, time.October, 22, 16, 0, 0, 0, time.UTC)} // the fourth of five Thursdays
	if _, last := SlotOf(third, Person{}).AtTheEnd(third); last {
		t.Error("22 October is taken for the last Thursday")
	}
}

func TestTheVideoLinkOfAUsualTimeGoesWithWhoeverLeft(t *testing.T) {
	cleo, dee := Person{ID: "cleo", Email: "cleo@example.com"}, Person{ID: "dee", Email: "dee@example.com"}
	slot := SlotOf(Plan{Starts: time.Date(2026, time.October, 1, 16, 0, 0, 0, time.UTC), Location: "https://a.example"}, cleo)
	for _, c := range []struct {
		name, want string
		group      Group
	}{
		{"she leads", "https://a.example", Group{Champion: cleo, Usual: slot}},
		{"she leads beside somebody", "https://a.example", Group{Champion: dee, Co: &cleo, Usual: slot}},
		{"somebody else leads", "", Group{Champion: dee, Usual: slot}},
	} {
		if got := c.group.UsualSlot(); got.Location != c.want || got.String() != "first Thursday, 16:00" {
			t.Errorf("%s: %s at %q", c.name, got, got.Location)
		}
	}
}
