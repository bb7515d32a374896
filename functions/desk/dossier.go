package desk

import (
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

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
	Extensions   []pug.Extension // by which they may apply late
	Lines        []pug.Entry     // of the log, the latest first
}

// record is an application with what the groups of its cohort know of the person.
type record struct {
	Application pug.Application
	Groups      []groupRecord // by id
}

// groupRecord is what a group knows of somebody who leads it, sits or sat in it, or was offered a seat.
type groupRecord struct {
	Group    pug.Group
	Leads    bool
	Seat     *pug.Seat // nil: they never sat there
	Meetings []pug.Meeting
	Reports  pug.Reports
	Points   []pug.TalkingPoints
	Notices  []pug.Notice
	Flags    []pug.Flag
	Offers   []pug.Offer
	Renewals []pug.Renewal
	Messages []pug.Message // that they wrote to the group
}

// groupRecordOf picks what a group knows of the person of an application.
func groupRecordOf(id string, g pug.Group, all store.GroupRecords) groupRecord {
	r := groupRecord{Group: g, Leads: g.Champion.ID == id || g.Co != nil && g.Co.ID == id, Meetings: all.Meetings,
		Reports:  all.Reports,
		Flags:    about(id, all.Flags, func(f pug.Flag) pug.Person { return f.Member }),
		Offers:   about(id, all.Offers, func(o pug.Offer) pug.Person { return o.Person }),
		Renewals: about(id, all.Renewals, func(r pug.Renewal) pug.Person { return r.Champion }),
		Messages: about(id, all.Messages, func(m pug.Message) pug.Person { return m.Person })}
	if seat, sat := pug.SeatOfMember(all.Seats, id); sat && seat.Sat() {
		r.Seat = &seat
	}
	for _, m := range all.Meetings {
		r.Points = append(r.Points,
			about(id, all.Points[m.Month], func(p pug.TalkingPoints) pug.Person { return p.Member })...)
		r.Notices = append(r.Notices,
			about(id, all.Notices[m.Month], func(n pug.Notice) pug.Person { return n.Member })...)
	}
	return r
}

// about are those records that are about the person of an application.
func about[T any](id string, all []T, who func(T) pug.Person) []T {
	return slices.DeleteFunc(slices.Clone(all), func(one T) bool { return who(one).ID != id })
}

// knows says whether the group knows anything of the person.
func (r groupRecord) knows() bool {
	said, asked := len(r.Points)+len(r.Notices)+len(r.Messages), len(r.Flags)+len(r.Offers)+len(r.Renewals)
	return r.Leads || r.Seat != nil || said+asked > 0
}

// attendance is that of each of the meetings, in their order; empty for who never sat there.
func (r groupRecord) attendance(id string) []pug.Attendance {
	if r.Seat == nil {
		return nil
	}
	return pug.History(r.Meetings, *r.Seat, r.Reports.Of(id))
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
	for _, email := range addresses(own) {
		letters, err := f.lettersTo(ctx, email, own)
		if err != nil {
			return d, err
		}
		links, err := f.Store.LinksOf(ctx, email)
		if err != nil {
			return d, err
		}
		extensions, err := f.Store.Extensions(ctx, email)
		if err != nil {
			return d, err
		}
		links = slices.DeleteFunc(links, func(l link.Link) bool { return l.Staff })
		d.Letters, d.Links = append(d.Letters, letters...), append(d.Links, links...)
		d.Extensions = append(d.Extensions, extensions...)
	}
	slices.SortStableFunc(d.Letters, func(a, b store.Letter) int { return b.Written.Compare(a.Written) })
	return d, nil
}

// lettersTo are those to the person of the applications at an address, but for those to staff, who may have applied as
// well. Where other people apply from it, too, the names tell whose they are.
func (f function) lettersTo(ctx context.Context, email string, own []pug.Application) ([]store.Letter, error) {
	letters, err := f.Store.Letters(ctx, email)
	if err != nil {
		return nil, err
	}
	counting, err := f.Store.CountAt(ctx, email)
	if err != nil {
		return nil, err
	}
	var names, ids []string
	shared := false
	for _, a := range own {
		names, ids, shared = append(names, a.Names()...), append(ids, a.ID), shared || a.Shared
	}
	for _, id := range counting {
		shared = shared || !slices.Contains(ids, id)
	}
	return slices.DeleteFunc(letters, func(l store.Letter) bool {
		return l.To.Staff || shared && !slices.Contains(names, l.To.Name)
	}), nil
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

// addresses are all that the person of the applications had.
func addresses(own []pug.Application) []string {
	var all []string
	for _, a := range own {
		all = append(all, a.Addresses()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// record reads what the groups of an application's cohort know of its person: who was moved is known in several.
func (f function) record(ctx context.Context, a pug.Application) (record, error) {
	r := record{Application: a}
	if a.Cohort == "" {
		return r, nil
	}
	groups, err := f.Store.Groups(ctx, a.Cohort)
	if err != nil {
		return r, err
	}
	known := make([]groupRecord, len(groups))
	reads, within := errgroup.WithContext(ctx)
	reads.SetLimit(f.Parallel)
	for i, g := range groups {
		reads.Go(func() error {
			all, err := f.Store.GroupRecords(within, g.ID)
			known[i] = groupRecordOf(a.ID, g, all)
			return err
		})
	}
	err = reads.Wait()
	r.Groups = slices.DeleteFunc(known, func(g groupRecord) bool { return !g.knows() })
	return r, err
}
