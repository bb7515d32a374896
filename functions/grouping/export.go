package grouping

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// export gives the groups and the waitlist, with the reasons, as a spreadsheet.
func (f function) export(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	entries, err := f.entries(r.Context(), b)
	if err != nil {
		return err
	}
	s := b.sheet(f.Settings.Zone)
	for _, e := range entries {
		s.as = e.At
	}
	book, err := s.workbook()
	if err != nil {
		return fmt.Errorf("export the groups of %s: %w", b.Cohort, err)
	}
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "groups-"+string(b.Cohort)+".xlsx"))
	_, _ = w.Write(book) // a reader who has gone away is no error
	return nil
}

// sheet has a row for each Champion and each member of a group, and for everybody who waits. Its times are in the zone:
// spreadsheets know none.
func (b board) sheet(zone *time.Location) sheet {
	s := sheet{columns: []column{
		{"group", 10}, {"place", 6}, {"role in group", 13}, {"name", 24}, {"email", 30}, {"company", 24},
		{"partner type", 18}, {"role", 28}, {"region", 8}, {"topics", 48}, {"topic of the group", 30}, {"pinned", 7},
		{"why", 60}, {"applied (" + zone.String() + ")", 24},
	}}
	for _, group := range b.Groups {
		lead := b.LeadOf(group)
		s.rows = append(s.rows, []any{group.Name(), nil, "Champion", lead.Person.Name, lead.Person.Email,
			lead.Person.Company, nil, lead.Role.Label(), string(lead.Region), lead.Topic.Name, lead.Topic.Name,
			yes(b.Held(group.Lead))})
		for _, m := range b.Sitting(group) {
			s.add(m, zone, group.Name(), nil, "member", lead.Topic.Name, b.PinnedIn(m.ID), b.Fit(group, m.ID).String())
		}
	}
	for _, waits := range b.Waitlist() {
		out := len(b.KeptOutOf(waits.Member.ID)) > 0
		s.add(waits.Member, zone, "waitlist", waits.Place, "", "", out, waits.Why)
	}
	return s
}

// add adds the row of a member; place is a number, or nil.
func (s *sheet) add(m pug.Application, zone *time.Location, group string, place any, as, topic string, pinned bool,
	why string,
) {
	topics := []string{}
	for _, t := range m.Topics {
		topics = append(topics, t.Name)
	}
	s.rows = append(s.rows, []any{group, place, as, m.Name(), m.Email, m.Company, m.PartnerType.Label(), m.Role.Label(),
		string(m.Region), strings.Join(topics, "; "), topic, yes(pinned), why, m.Submitted.In(zone)})
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}
