package act

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Meeting is one meeting of a group with what is known of the group.
type Meeting struct {
	pug.Meeting
	id      string // as the desk's addresses have it: "2026-H2-g01-2026-10"
	Group   pug.Group
	Records store.GroupRecords
}

// MeetingID names a meeting in the desk's addresses.
func MeetingID(group, month string) string { return group + "-" + month }

// MeetingOf reads the meeting of an address.
func (f Planner) MeetingOf(ctx context.Context, id string) (Meeting, error) {
	none := pug.Errorf(pug.NotFound, "There is no such meeting.")
	group := pug.GroupOfFlag(id)
	if pug.CohortOf(group) == "" || len(id) < len(group)+len("-2026-10") {
		return Meeting{}, none
	}
	m := Meeting{id: id}
	var err error
	if m.Group, err = f.Store.Group(ctx, group); err != nil {
		return m, err
	}
	if m.Records, err = f.Store.GroupRecords(ctx, group); err != nil {
		return m, err
	}
	at := slices.IndexFunc(m.Records.Meetings, func(x pug.Meeting) bool { return MeetingID(x.Group, x.Month) == id })
	if at < 0 {
		return m, none
	}
	m.Meeting = m.Records.Meetings[at]
	return m, nil
}

// Report is what was said of the meeting; empty before that.
func (m Meeting) Report() pug.Report { return m.Records.Reports.Month(m.Meeting) }

// Notices are the notices of those who cannot come to it.
func (m Meeting) Notices() []pug.Notice { return m.Meeting.Absent(m.Records.Notices[m.Month]) }

// named is the meeting in a sentence.
func (m Meeting) named() string {
	return "the meeting of " + m.Group.Name() + " in " + pug.MonthName(m.Month)
}

// Path is the address of its page.
func (m Meeting) Path() string { return "/desk/meetings/" + m.id }

// MeetingFacts are what is known of a meeting that was planned; none before that.
func (f Planner) MeetingFacts(m Meeting) []page.Fact {
	if m.Starts.IsZero() {
		return nil
	}
	when := page.When(m.Starts.In(f.Zone(m.Zone)))
	facts := []page.Fact{{Label: "Topic", Value: m.Topic}, {Label: "When", Value: when},
		m.Place()}
	if r := m.Report(); !r.At.IsZero() {
		facts = append(facts, page.Fact{Label: "Reported", Value: "By " + r.By + ", " + f.When(r.At)})
	}
	return facts
}
