package scene

import (
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Heat is how many came to the meetings of each group.
type Heat struct {
	Months []string // "Oct", by which the cells of each row are ordered
	Rows   []HeatRow
}

// HeatRow is one group's attendance.
type HeatRow struct {
	Group, Topic string
	Cells        []Cell
}

// Cell is one meeting. Level is how many came of those who should: from 1, few, to 4, nearly all; 0 where that is not
// known.
type Cell struct {
	Text  string // "17/19", or what is known instead; empty before there is anything
	Says  string // the same as a sentence
	Level int
}

// Heat is the attendance so far; without rows before groups were published.
func (s Scene) Heat() Heat {
	var h Heat
	for _, month := range s.Cohort.Dates.Months {
		h.Months = append(h.Months, pug.MonthName(month.Name)[:len("Oct")])
	}
	for _, g := range s.Groups {
		row := HeatRow{Group: g.Name(), Topic: g.Topic.Name}
		for _, month := range s.Cohort.Dates.Months {
			row.Cells = append(row.Cells, g.cell(month.Name))
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

// cell is the meeting of one month.
func (g Group) cell(month string) Cell {
	for _, m := range g.Meetings {
		if m.Month == month && m.State != pug.MeetingReported {
			return g.ahead(m)
		}
	}
	for _, r := range g.Reports {
		if r.Month == month {
			return attended(r)
		}
	}
	return Cell{}
}

// ahead is a meeting of which nobody has reported.
func (g Group) ahead(m pug.Meeting) Cell {
	switch m.State {
	case pug.MeetingPlanned:
		zone, known := calendar.Zone(m.Zone)
		if !known {
			zone = time.UTC
		}
		day := m.Starts.In(zone).Format("2 Jan")
		return Cell{Text: day, Says: "planned for " + day + ": " + m.Topic}
	case pug.MeetingAsked:
		return Cell{Text: "…", Says: "the Champion is asked for a date"}
	case pug.MeetingCancelled:
		return Cell{Text: "off", Says: "did not take place"}
	case pug.MeetingUnplanned:
		return Cell{Text: "none", Says: "nobody planned a meeting"}
	}
	return Cell{Text: "?", Says: "attendance was not reported"}
}

// attended is a meeting whose attendance is known.
func attended(r pug.Report) Cell {
	came := 0
	for _, a := range r.Members {
		if a == pug.Attended {
			came++
		}
	}
	all := len(r.Members)
	c := Cell{Text: fmt.Sprintf("%d/%d", came, all), Says: fmt.Sprintf("%d of %d came", came, all)}
	for _, share := range []int{0, 60, 75, 90} { // per cent
		if all > 0 && came*100 >= share*all {
			c.Level++
		}
	}
	return c
}
