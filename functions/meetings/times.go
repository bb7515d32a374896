package meetings

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// zones are where the people of a group are.
type zones struct {
	leader  string // of who leads it and acts; empty where they gave none
	members []*time.Location
	without int // so many members gave none
}

// zones reads them from the applications.
func (f function) zones(ctx context.Context, o occasion) (zones, error) {
	ids := []string{o.leader.ID}
	for _, s := range o.members {
		ids = append(ids, s.Member.ID)
	}
	applications, err := f.Store.ApplicationsByID(ctx, ids...)
	people := zones{leader: applications[o.leader.ID].TimeZone}
	for _, id := range ids[1:] {
		zone, known := calendar.Zone(applications[id].TimeZone)
		if !known {
			people.without++
			continue
		}
		people.members = append(people.members, zone)
	}
	return people, err
}

// timesView is what members' clocks show at a time.
type timesView struct {
	When     string
	Places   []calendar.Place
	Without  int      // so many members gave no time zone
	Off      string   // how many members have a public holiday; empty for none
	Holidays []string // which that are, in sentences
}

// when is a start as who leads the group has it.
func (z zones) when(start time.Time) string {
	own, _ := calendar.Zone(z.leader)
	return calendar.When(start, start.Location()) + calendar.Yours(start, start.Location(), own)
}

// at is what members' clocks show from a start on.
func (z zones) at(start time.Time, minutes int) *timesView {
	end := start.Add(time.Duration(max(minutes, pug.MinMeetingMinutes)) * time.Minute)
	view := &timesView{When: z.when(start), Places: calendar.Places(start, end, z.members),
		Without: z.without}
	off, all := 0, len(z.members)+z.without
	for _, p := range view.Places {
		if p.Holiday != "" {
			off += p.People
			view.Holidays = append(view.Holidays, p.Holiday)
		}
	}
	if off > 0 {
		has := map[bool]string{true: "has", false: "have"}[off == 1]
		view.Off = fmt.Sprintf("%d of %s %s", off, pug.Count(all, "member", "members"), has)
	}
	return view
}

// lookAround shows what members' clocks show at the time that is chosen. What else the form lacks is not minded yet.
func (view *planView) lookAround(posted url.Values, people zones) (status int) {
	view.Times, view.Usual = nil, "" // it is another time that is looked at
	view.Form.Read(posted)
	for i, x := range view.Form.Fields {
		if !slices.Contains([]string{"date", "time", "zone"}, x.Name) {
			view.Form.Fields[i].Problem = ""
		}
	}
	if view.Form.Failed() {
		return http.StatusUnprocessableEntity
	}
	start := startOf(&view.Form)
	if view.Form.Failed() {
		return http.StatusUnprocessableEntity
	}
	view.Times = people.at(start, minutesOf(view.Form))
	return http.StatusOK
}
