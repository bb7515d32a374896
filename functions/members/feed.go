package members

import (
	"context"
	"html/template"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// feed answers with all meetings of the person's groups, as a calendar to subscribe to. The UIDs are those of the
// invitations.
func (f function) feed(w http.ResponseWriter, r *http.Request, v visitor) error {
	cal := calendar.Feed{Name: "Partner User Groups", Address: f.Settings.PublicURL + v.home() + feedPath}
	for _, a := range v.own {
		meetings, err := f.meetingsOf(r.Context(), a, f.Settings.PublicURL+v.home())
		if err != nil {
			return err
		}
		cal.Meetings = append(cal.Meetings, meetings...)
	}
	slices.SortStableFunc(cal.Meetings, func(a, b calendar.Invitation) int { return a.Start.Compare(b.Start) })
	text, err := cal.Text()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	_, _ = io.WriteString(w, text) // a reader who has gone away is no error
	return nil
}

// feedPath is where the feed is, after the address of the person's page.
const feedPath = "/meetings.ics"

// subscription is the address of the feed as calendars take it; empty for who is in no group.
func (f function) subscription(v visitor) template.URL {
	if !slices.ContainsFunc(v.own, func(a pug.Application) bool { return a.Group != "" }) {
		return ""
	}
	_, rest, _ := strings.Cut(f.Settings.PublicURL+v.home()+feedPath, "://")
	return template.URL("webcal://" + rest)
}

// meetingsOf are the meetings that are or were in the calendar of somebody in a group by an application, whose own page
// has this address.
func (f function) meetingsOf(ctx context.Context, a pug.Application, page string) ([]calendar.Invitation, error) {
	if a.Group == "" {
		return nil, nil
	}
	g, err := f.Store.Group(ctx, a.Group)
	if err != nil {
		return nil, err
	}
	records, err := f.Store.GroupRecords(ctx, a.Group)
	if err != nil {
		return nil, err
	}
	seat, _ := pug.SeatOfMember(pug.Taken(records.Seats), a.ID) // whoever leads the group has none
	who := a.Person()
	leader := g.Leader(who)
	if leader != nil {
		who = *leader
	}
	series, reports := pug.SeriesOf(records.Seats, who), records.Past().Reports
	var all []calendar.Invitation
	for _, m := range records.Meetings {
		if m.Starts.IsZero() || m.Starts.Before(seat.Joined) {
			continue
		}
		method := calendar.Request
		if m.State == pug.MeetingCancelled {
			method = calendar.Cancel
			m.Sequence = max(m.Sequence, 1) // one that was not held is said so without an invitation
		}
		i := f.Invitation(g, m, method).ForMember(page)
		if leader != nil {
			i = i.ForHost()
		}
		i.UID = calendar.Own(i.UID, who.Sharing, series)
		if said := reports.Month(m).At; said.After(i.Stamp) {
			i.Stamp = said // such as that it was not held
		}
		all = append(all, i)
	}
	return all, nil
}
