package desk

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// dossier is all that is known of a person: what their page shows, and what they get who ask for their data (L12).
type dossier struct {
	// Applications are those of the person, first that by which they were asked for, then the latest first.
	Applications []record
	Others       []pug.Application // of other people at the address
	Letters      []store.Letter    // to all addresses that the person had, the latest first
	Links        []link.Link
	Lines        []pug.Entry // of the log, the latest first
}

// record is an application with what its group knows of the person.
type record struct {
	Application pug.Application
	Group       *pug.Group // in which they sit or sat, or which they lead
	Meetings    []pug.Meeting
	Attendance  []pug.Attendance // of each of the meetings, of a member
	Minutes     []int            // how long they stayed; 0 where that is not known
	Points      []pug.TalkingPoints
	Flags       []pug.Flag
	Messages    []pug.Message // that they wrote to the group
}

// everyLine is more lines of the log than anybody has.
const everyLine = 100_000

// dossier reads all that is known of the person of an application, with so many lines of the log of each.
func (f function) dossier(ctx context.Context, a pug.Application, lines int) (d dossier, err error) {
	own, others, err := f.parts.Theirs(ctx, a)
	if err != nil {
		return d, err
	}
	d.Others = others
	for _, one := range own {
		r, err := f.record(ctx, one)
		if err != nil {
			return d, err
		}
		d.Applications = append(d.Applications, r)
		said, err := f.lines(ctx, one.ID, lines)
		if err != nil {
			return d, err
		}
		d.Lines = append(d.Lines, said...)
	}
	slices.SortStableFunc(d.Lines, func(a, b pug.Entry) int { return b.At.Compare(a.At) })
	for _, email := range a.Addresses() {
		letters, err := f.Store.Letters(ctx, email)
		if err != nil {
			return d, err
		}
		links, err := f.Store.LinksOf(ctx, email)
		if err != nil {
			return d, err
		}
		d.Letters, d.Links = append(d.Letters, letters...), append(d.Links, links...)
	}
	d.Letters = slices.DeleteFunc(d.Letters, func(l store.Letter) bool {
		return a.Shared && !slices.Contains(a.Names(), l.To.Name)
	})
	slices.SortStableFunc(d.Letters, func(a, b store.Letter) int { return b.Written.Compare(a.Written) })
	return d, nil
}

// lines are the latest lines of somebody's log, at most so many.
func (f function) lines(ctx context.Context, id string, most int) ([]pug.Entry, error) {
	const atOnce = 500
	var all []pug.Entry
	before := ""
	for len(all) < most {
		some, next, err := f.Store.LogOf(ctx, id, before, min(most-len(all), atOnce))
		all = append(all, some...)
		if err != nil || next == "" {
			return all, err
		}
		before = next
	}
	return all, nil
}

// record reads what the group of an application knows of its person.
func (f function) record(ctx context.Context, a pug.Application) (record, error) {
	r := record{Application: a}
	if a.LastGroup() == "" {
		return r, nil
	}
	g, err := f.Store.Group(ctx, a.LastGroup())
	if err != nil {
		return r, err
	}
	records, err := f.Store.GroupRecords(ctx, g.ID)
	if err != nil {
		return r, err
	}
	r.Group, r.Meetings = &g, records.Meetings
	if seat, sat := pug.SeatOfMember(records.Seats, a.ID); sat && seat.Sat() {
		r.Attendance = pug.History(records.Meetings, seat, records.Reports.Of(a.ID))
		for _, m := range records.Meetings {
			r.Minutes = append(r.Minutes, records.Reports.Month(m).Minutes[a.ID])
		}
	}
	for _, flag := range records.Flags {
		if flag.Member.ID == a.ID {
			r.Flags = append(r.Flags, flag)
		}
	}
	for _, m := range records.Messages {
		if m.Person.ID == a.ID {
			r.Messages = append(r.Messages, m)
		}
	}
	for _, m := range records.Meetings {
		for _, p := range records.Points[m.Month] {
			if p.Member.ID == a.ID {
				r.Points = append(r.Points, p)
			}
		}
	}
	return r, nil
}
