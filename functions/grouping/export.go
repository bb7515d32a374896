package grouping

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// export gives the groups and the waitlist, with the reasons, as a table for spreadsheets: CSV (RFC 4180) in UTF-8 with
// a mark in front, by which Excel knows it.
func (f function) export(w http.ResponseWriter, _ *http.Request, _ link.Visitor, b board) error {
	var text strings.Builder
	text.WriteString("\uFEFF")
	table := csv.NewWriter(&text)
	table.UseCRLF = true
	rows := [][]string{{"group", "place", "role in group", "name", "email", "company", "partner type", "role", "region",
		"topics", "topic of the group",
		"pinned", "why"}}
	for _, group := range b.Groups {
		lead := b.LeadOf(group)
		rows = append(rows, []string{group.Name(), "", "Champion", lead.Person.Name, lead.Person.Email,
			lead.Person.Company, "", lead.Role.Label(),
			string(lead.Region), lead.Topic.Name, lead.Topic.Name, yes(b.Held(group.Lead)), ""})
		for _, m := range b.Sitting(group) {
			rows = append(rows, exported(m, group.Name(), "", "member", lead.Topic.Name, yes(b.PinnedIn(m.ID)),
				b.Fit(group, m.ID).String()))
		}
	}
	for _, waits := range b.Waitlist() {
		rows = append(rows, exported(waits.Member, "waitlist", strconv.Itoa(waits.Place), "", "",
			yes(len(b.KeptOutOf(waits.Member.ID)) > 0), waits.Why))
	}
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := table.Write(row); err != nil {
			return fmt.Errorf("export the groups of %s: %w", b.Cohort, err)
		}
	}
	table.Flush()
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "groups-"+string(b.Cohort)+".csv"))
	_, _ = w.Write([]byte(text.String())) // a reader who has gone away is no error
	return nil
}

func exported(m pug.Application, group, place, as, topic, pinned, why string) []string {
	topics := []string{}
	for _, t := range m.Topics {
		topics = append(topics, t.Name)
	}
	return []string{group, place, as, m.Name(), m.Email, m.Company, m.PartnerType.Label(), m.Role.Label(),
		string(m.Region), strings.Join(topics, "; "), topic, pinned, why}
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

// harmless keeps a spreadsheet from taking what an applicant wrote for a formula (OWASP, CSV injection).
func harmless(cell string) string {
	if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
		return "'" + cell
	}
	return cell
}
