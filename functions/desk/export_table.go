package desk

import (
	"context"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/sheet"
)

// columns are those of a table: titles with their widths in characters.
func columns(titles ...any) []sheet.Column {
	var all []sheet.Column
	for i := 0; i+1 < len(titles); i += 2 {
		all = append(all, sheet.Column{Title: titles[i].(string), Width: float64(titles[i+1].(int))})
	}
	return all
}

// applicationTable has a row for each application to a cohort. Times are in the programme's zone: spreadsheets know
// none.
func (f function) applicationTable(ctx context.Context, c pug.Cohort) (sheet.Table, error) {
	zone := f.Settings.Zone
	t := sheet.Table{Columns: columns("id", 36, "as", 10, "where it stands", 20, "first name", 18, "last name", 18,
		"email", 30, "company", 24, "partner type", 18, "role", 24, "region", 8, "topics", 48, "time zone", 20,
		"why", 48, "applied ("+zone.String()+")", 20, "decided ("+zone.String()+")", 20, "decision", 12,
		"decided by", 20, "note", 40, "group", 10)}
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember, ""} {
		all, err := f.Store.Applications(ctx, c.ID, kind)
		if err != nil {
			return t, err
		}
		for _, a := range all {
			row := []any{a.ID, a.Kind.Label(), stands(a), a.FirstName, a.LastName, a.Email, a.Company,
				a.PartnerType.Label(), a.Role.Label(), string(a.Region), topics(a), a.TimeZone, a.Why,
				a.Submitted.In(zone)}
			if d := a.Decision; d != nil {
				row = append(row, d.At.In(zone), d.Choice.Past(), d.By, d.Note)
			} else {
				row = append(row, nil, "", "", "")
			}
			t.Rows = append(t.Rows, append(row, groupName(a.Group)))
		}
	}
	return t, nil
}

func topics(a pug.Application) string {
	var names []string
	for _, topic := range a.Topics {
		names = append(names, topic.Name)
	}
	return strings.Join(names, "; ")
}

// groupName is the name of the group of an id; empty for none.
func groupName(id string) string {
	if id == "" {
		return ""
	}
	return pug.GroupName(id)
}

// rosterTable has a row for each Champion and each member of a group, those who have left among them.
func (f function) rosterTable(ctx context.Context, c pug.Cohort) (sheet.Table, error) {
	t := sheet.Table{Columns: columns("group", 10, "topic", 30, "role", 24, "region", 8, "as", 12, "name", 24,
		"email", 30, "company", 24, "since ("+f.Settings.Zone.String()+")", 20, "exception", 40)}
	groups, err := f.Store.Groups(ctx, c.ID)
	if err != nil {
		return t, err
	}
	for _, g := range groups {
		of := []any{g.Name(), g.Topic.Name, g.Role.Label(), string(g.Region)}
		seats, err := f.Store.Seats(ctx, g.ID)
		if err != nil {
			return t, err
		}
		for i, lead := range g.Leaders() {
			as := "Champion"
			if i > 0 || g.Leaderless() {
				as = "co-Champion"
			}
			t.Rows = append(t.Rows, append(of[:4:4], as, lead.Name, lead.Email, lead.Company, nil, ""))
		}
		for _, s := range seats {
			as, exception := "member", ""
			if len(pug.Taken([]pug.Seat{s})) == 0 {
				as = "former"
			}
			if s.Exception != nil {
				exception = s.Exception.String()
			}
			t.Rows = append(t.Rows, append(of[:4:4], as, s.Member.Name, s.Member.Email, s.Member.Company,
				s.Joined.In(f.Settings.Zone), exception))
		}
	}
	return t, nil
}

// attendanceTable has a row for each seat, with what is known of its member at the meeting of each month.
func (f function) attendanceTable(ctx context.Context, c pug.Cohort) (sheet.Table, error) {
	t := sheet.Table{Columns: columns("group", 10, "name", 24, "email", 30, "company", 24, "missed", 8)}
	months := c.ID.Months()
	for _, month := range months {
		t.Columns = append(t.Columns, sheet.Column{Title: month, Width: 14})
	}
	groups, err := f.Store.Groups(ctx, c.ID)
	if err != nil {
		return t, err
	}
	for _, g := range groups {
		r, err := f.Store.GroupRecords(ctx, g.ID)
		if err != nil {
			return t, err
		}
		for _, s := range r.Seats {
			if !s.Sat() {
				continue
			}
			history := pug.History(r.Meetings, s, r.Reports.Of(s.Member.ID))
			known := map[string]string{}
			for i, m := range r.Meetings {
				known[m.Month] = history[i].Label()
			}
			row := []any{g.Name(), s.Member.Name, s.Member.Email, s.Member.Company, pug.Misses(history)}
			for _, month := range months {
				row = append(row, known[month])
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t, nil
}

// waitlistTable has a row for each place on the waitlist, in order.
func (f function) waitlistTable(ctx context.Context, c pug.Cohort) (sheet.Table, error) {
	t := sheet.Table{Columns: columns("place", 8, "name", 24, "email", 30, "company", 24, "role", 24, "region", 8,
		"topics", 48, "why", 60, "a seat is on offer", 16)}
	waitlist, err := f.Store.Waitlist(ctx, c.ID)
	if err != nil {
		return t, err
	}
	members, err := f.Store.Applications(ctx, c.ID, pug.KindMember)
	if err != nil {
		return t, err
	}
	byID := map[string]pug.Application{}
	for _, a := range members {
		byID[a.ID] = a
	}
	for i, p := range waitlist {
		a, offered := byID[p.Person.ID], ""
		if p.Offer != "" {
			offered = "yes"
		}
		t.Rows = append(t.Rows, []any{i + 1, p.Person.Name, p.Person.Email, p.Person.Company, a.Role.Label(),
			string(a.Region), topics(a), p.Why, offered})
	}
	return t, nil
}

// logTable has a row for each line of the cohort's log, the latest first.
func (f function) logTable(ctx context.Context, c pug.Cohort) (sheet.Table, error) {
	t := sheet.Table{Columns: columns("when ("+f.Settings.Zone.String()+")", 20, "who", 24, "deed", 14, "what", 80,
		"why", 60)}
	lines, err := f.lines(ctx, string(c.ID), everyLine)
	for _, line := range lines {
		t.Rows = append(t.Rows, []any{line.At.In(f.Settings.Zone), line.By, line.Deed, line.String(), line.Why})
	}
	return t, err
}
