package pug

import "slices"

// Carried is that a correction changes the misses that a member brought to the seat which they have elsewhere, see
// Moved.
type Carried struct {
	Seat   Seat // as it is now
	Before int  // misses
}

// Carry has the correction follow somebody who left the group to the one in which they sat last (L14): the misses that
// they brought there change, and with them the flags that rest on these.
func (c *Correction) Carry(member string, there Past) {
	i := slices.IndexFunc(c.Changed, func(ch Changed) bool { return ch.Member.ID == member })
	seat, found := SeatOfMember(there.Seats, member)
	if i < 0 || !found {
		return
	}
	ch, carried := &c.Changed[i], Carried{seat, seat.Missed}
	carried.Seat.Missed += count([]Attendance{ch.To}, Missed) - count([]Attendance{ch.From}, Missed)
	if carried.Seat.Missed == carried.Before {
		return
	}
	c.Carried = append(c.Carried, carried)
	ch.Missed = MissesOf(carried.Seat, there.history(seat))
	if ch.From == Missed && c.clear(there.Flags, seat, 0, ch.Missed) && !ch.Told {
		ch.Told = true
		c.Report.Cleared = append(slices.Clip(c.Report.Cleared), member)
	}
}
