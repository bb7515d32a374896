package members

import (
	"context"
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// due is something that is asked of who leads a group, or that they may change, with the link that a letter about it
// has: there is one page for it, however one comes there.
type due struct {
	name   string // in addresses: "attendance-2026-10"
	label  string // "Say who was there: October 2026"
	asked  bool   // somebody waits for it
	opened link.Link
}

// dueView is one such thing, with the address that its button posts to.
type dueView struct {
	Label, Until, Action string
	Asked                bool
}

// urgency puts what somebody waits for before what may be changed.
func (d due) urgency() int {
	if d.asked {
		return 1
	}
	return 0
}

func (d due) view(group string) dueView {
	return dueView{d.label, page.When(d.opened.Expires), group + "/due/" + d.name, d.asked}
}

// due lists what is due of who leads a group by an application, the months in their order.
func (f function) due(
	ctx context.Context, g pug.Group, records store.GroupRecords, c pug.Cohort, application string,
) ([]due, error) {
	var all []due
	for _, m := range records.Meetings {
		if month, known := c.Dates.Month(m.Month); known {
			all = append(all, f.dueOf(m, month)...)
		}
	}
	for _, r := range records.Renewals {
		anew := r.MayReopen(g, r.Champion.Email)
		if r.Decision != nil && !anew || r.Champion.ID != application {
			continue
		}
		dates, err := f.Calendar.Dates(ctx, r.Next)
		if err != nil {
			return nil, err
		}
		all = append(all, due{"renewal", "Lead the group again: " + r.Next.Name(), !anew,
			link.Link{Purpose: duty.PurposeRenewals, Subject: g.ID, Expires: pug.RenewalDeadline(dates, f.Now())}})
	}
	all = slices.DeleteFunc(all, func(d due) bool { return !d.opened.Expires.After(f.Now()) })
	for i := range all {
		all[i].opened.Expires = all[i].opened.Expires.In(f.Settings.Zone)
	}
	return all, nil
}

// dueOf is what is due of a meeting, by the rules of its own pages: a plan, its change, a report (L6), its correction
// (L5).
func (f function) dueOf(m pug.Meeting, month pug.Month) []due {
	now, name := f.Now(), pug.MonthName(m.Month)
	plan := due{"plan-" + m.Month, "Plan the meeting: " + name, m.State == pug.MeetingAsked,
		link.Link{Purpose: duty.PurposePlan, Subject: m.Group + "/" + m.Month, Expires: month.To}}
	report := due{"attendance-" + m.Month, "Say who was there: " + name, true,
		link.Link{Purpose: duty.PurposeAttendance, Subject: m.Group + "/" + m.Month}}
	var all []due
	if m.Plannable(now) {
		switch m.State {
		case pug.MeetingPlanned:
			plan.label, plan.opened.Expires = "Change or cancel the meeting: "+name, m.Starts
		case pug.MeetingCancelled:
			plan.label = "Choose another date: " + name
		}
		all = append(all, plan)
	}
	switch {
	case m.Reportable(now) && !m.Requested.IsZero():
		report.opened.Expires = calendar.AttendanceEnds(m, f.Settings.Intervals)
		all = append(all, report)
	case m.Correctable() && !m.Reported.IsZero():
		report.label, report.asked, report.opened.Expires = "Correct the report: "+name, false, m.CorrectedUntil()
		all = append(all, report)
	}
	return all
}

// openDue leads to the page of something that is due.
func (f function) openDue(w http.ResponseWriter, r *http.Request, v visitor) error {
	g, who, err := f.leading(r.Context(), v, r.PathValue("id"))
	if err != nil {
		return err
	}
	all, err := f.due(r.Context(), g.Group, g.GroupRecords, g.Within, who.ID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(d due) bool { return d.name == r.PathValue("due") })
	if at < 0 {
		return f.impossible(w, r, v, pug.Errorf(pug.Conflict,
			"There is nothing left to do about it: it was done, or its time is over."))
	}
	open := all[at].opened
	open.Person, open.Name = who.Email, who.Name
	return f.OpenLink(w, r, open)
}
