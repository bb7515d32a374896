package grouping

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/sheet"
)

// export gives the groups and the waitlist, with the reasons, as a spreadsheet.
func (f function) export(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	entries, err := f.entries(r.Context(), b)
	if err != nil {
		return err
	}
	t := b.table(f.Settings.Zone)
	for _, e := range entries {
		t.As = e.At
	}
	book, err := t.Workbook()
	if err != nil {
		return fmt.Errorf("export the groups of %s: %w", b.Cohort, err)
	}
	page.Download(w, "groups-"+string(b.Cohort)+".xlsx", sheet.WorkbookType, book)
	return nil
}

// table has a row for each Champion and each member of a group, and for everybody who waits. Its times are in the zone:
// spreadsheets know none.
func (b board) table(zone *time.Location) sheet.Table {
	t := sheet.Table{Columns: []sheet.Column{
		{Title: "group", Width: 10}, {Title: "place", Width: 6}, {Title: "role in group", Width: 13},
		{Title: "name", Width: 24}, {Title: "email", Width: 30}, {Title: "company", Width: 24},
		{Title: "partner type", Width: 18}, {Title: "role", Width: 28}, {Title: "region", Width: 8},
		{Title: "topics", Width: 48}, {Title: "topic of the group", Width: 30}, {Title: "pinned", Width: 7},
		{Title: "why", Width: 60}, {Title: "applied (" + zone.String() + ")", Width: 24},
		{Title: "exception", Width: 48},
	}}
	for _, group := range b.Groups {
		lead := b.LeadOf(group)
		t.Rows = append(t.Rows, []any{group.Name(), nil, "Champion", lead.Person.Name, lead.Person.Email,
			lead.Person.Company, nil, lead.Role.Label(), string(lead.Region), lead.Topic.Name, lead.Topic.Name,
			yes(b.Held(group.Lead))})
		for _, m := range b.Sitting(group) {
			t.Rows = append(t.Rows, row(m, zone, group.Name(), nil, "member", lead.Topic.Name, b.PinnedIn(m.ID),
				b.Fit(group, m.ID).String(), b.exception(m.ID)))
		}
	}
	for _, waits := range b.Waitlist() {
		out := len(b.KeptOutOf(waits.Member.ID)) > 0
		t.Rows = append(t.Rows, row(waits.Member, zone, "waitlist", waits.Place, "", "", out, waits.Why, ""))
	}
	return t
}

// row is that of a member; place is a number, or nil.
func row(m pug.Application, zone *time.Location, group string, place any, as, topic string, pinned bool,
	why, exception string,
) []any {
	topics := []string{}
	for _, t := range m.Topics {
		topics = append(topics, t.Name)
	}
	return []any{group, place, as, m.Name(), m.Email, m.Company, m.PartnerType.Label(), m.Role.Label(),
		string(m.Region), strings.Join(topics, "; "), topic, yes(pinned), why, m.Submitted.In(zone), exception}
}

// exception is why somebody sits where they do in spite of what speaks against it, and whose word that is.
func (b board) exception(member string) string {
	if e := b.Exception(member); e != nil {
		return e.String()
	}
	return ""
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}
