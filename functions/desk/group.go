package desk

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// groupView is the page of a group: who sits there, who sat there, who waits for it, and its meetings.
type groupView struct {
	Group    pug.Group
	Facts    []page.Fact
	Acts     []page.MenuItem // on the group as a whole
	Over     bool            // the cohort has ended: nobody comes or goes any more
	Members  []memberRow
	Former   []memberRow
	Meetings []meetingRow
	Waiting  []waitingRow
}

// memberRow is somebody who sits in the group, or sat there.
type memberRow struct {
	Seat   pug.Seat
	Missed int
	Left   time.Time // zero while they sit there
}

// meetingRow is one of the group's meetings.
type meetingRow struct {
	Month, Topic, State string
	When                string // empty before it is planned
	Href                string // the page of the meeting
}

// waitingRow is somebody on the waitlist whom the group suits.
type waitingRow struct {
	Number int // on the waitlist, from 1
	Place  pug.Place
}

// mostWaiting is how many of those who wait the page of a group shows.
const mostWaiting = 20

// showGroup is the page of a group.
func (f function) showGroup(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	g, records, err := f.planner.GroupRecords(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	vacancy, waitlist, err := f.planner.Vacancy(r.Context(), g, records)
	if err != nil {
		return err
	}
	c, err := f.Store.Cohort(r.Context(), g.Cohort)
	if err != nil {
		return err
	}
	view := groupView{Group: g, Facts: groupFacts(g, vacancy), Over: c.Stage == pug.StageClosed}
	if !view.Over {
		view.Acts = leaderActs(g)
	}
	for _, seat := range records.Seats {
		history := pug.History(records.Meetings, seat, records.Reports.Of(seat.Member.ID))
		row := memberRow{Seat: seat, Missed: pug.MissesOf(seat, history), Left: seat.Ended().In(f.Settings.Zone)}
		switch {
		case seat.Taken():
			view.Members = append(view.Members, row)
		case g.Leader(seat.Member) == nil: // who leads the group has given up the seat
			view.Former = append(view.Former, row)
		}
	}
	for _, m := range records.Meetings {
		row := meetingRow{Month: pug.MonthName(m.Month), Topic: m.Topic, State: string(m.State),
			Href: "/desk/meetings/" + act.MeetingID(m.Group, m.Month)}
		if !m.Starts.IsZero() {
			row.When = f.WhenMeets(m)
		}
		view.Meetings = append(view.Meetings, row)
	}
	if view.Waiting, err = f.waitingFor(r, vacancy, waitlist); err != nil {
		return err
	}
	f.showAmong(w, r, v, groupTabs(g), "group", g.Name()+": "+g.Topic.Name, view)
	return nil
}

// groupFacts are what is known of a group as a whole.
func groupFacts(g pug.Group, v pug.Vacancy) []page.Fact {
	seats := pug.Count(max(v.Free(), 0), "seat free", "seats free")
	if offered := g.Free() - v.Free(); offered > 0 {
		seats += ", " + strconv.Itoa(offered) + " on offer"
	}
	var facts []page.Fact
	if g.State == pug.GroupClosing {
		facts = append(facts, page.Fact{Label: "Closing", Value: g.Ending.By + " has closed the group. Whoever still " +
			"sits there goes by tomorrow morning, by itself. To have them go now, close the group again."})
	}
	members := pug.Count(g.Partners-len(g.Leaders()), "member", "members")
	return append(facts, page.Fact{Label: "Seats", Value: members + ", " + seats})
}

// waitingFor lists those on the waitlist whom the group suits, as many as the page shows.
func (f function) waitingFor(r *http.Request, v pug.Vacancy, waitlist []pug.Place) ([]waitingRow, error) {
	var all []waitingRow
	for some := range slices.Chunk(waitlist, 100) {
		var ids []string
		for _, place := range some {
			ids = append(ids, place.Person.ID)
		}
		known, err := f.Store.ApplicationsByID(r.Context(), ids...)
		if err != nil {
			return nil, err
		}
		for _, place := range some {
			if len(all) < mostWaiting && v.Suits(known[place.Person.ID]) {
				all = append(all, waitingRow{slices.Index(waitlist, place) + 1, place})
			}
		}
		if len(all) == mostWaiting {
			break
		}
	}
	return all, nil
}

// leaderActs are the acts that are possible on who leads a group.
func leaderActs(g pug.Group) []page.MenuItem {
	var acts []page.MenuItem
	add := func(name, label string) {
		acts = append(acts, page.MenuItem{Label: label, Href: "/desk/groups/" + g.ID + "/" + name})
	}
	switch {
	case g.State == pug.GroupClosing: // which can be gone on with
	case g.State != pug.GroupOpen:
		return nil
	case g.Leaderless():
		add("champion", "Name a Champion")
	default:
		add("champion", "Name a successor")
		add("resign", "Note a resignation")
		if g.Co == nil {
			add("co-champion", "Name a co-Champion")
		} else {
			add("end-co-champion", "End the co-Champion")
		}
	}
	add("close", "Close the group")
	return acts
}
