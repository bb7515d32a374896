package duty

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Leadership is a group with what a change of who leads it goes by (L1).
type Leadership struct {
	pug.Group
	store.GroupRecords
	Within  pug.Cohort
	Renewal *pug.Renewal // the question whether the group is led again; nil unless it passes on
	At      time.Time    // when all of this was read

	next      pug.CohortID // about which a new Champion is asked, where the question passes on
	nextDates pug.Dates
}

// handedOver is the question whether the group is led again, as a change hands it over; nil where it does not.
func (g Leadership) handedOver(l pug.Leading) *store.Handover {
	if g.Renewal == nil {
		return nil
	}
	h := store.Handover{Was: *g.Renewal, Is: g.Renewal.HandedTo(l.Champion, g.next, g.At)}
	if h.Is == h.Was {
		return nil
	}
	return &h
}

// Leadership reads who leads a group, and what goes with it.
func (b *Base) Leadership(ctx context.Context, group string) (Leadership, error) {
	g := Leadership{At: b.Now()}
	var err error
	if g.Group, err = b.Store.Group(ctx, group); err != nil {
		return g, err
	}
	if g.GroupRecords, err = b.Store.GroupRecords(ctx, group); err != nil {
		return g, err
	}
	if g.Within, err = b.Store.Cohort(ctx, g.Cohort); err != nil {
		return g, err
	}
	r, err := b.Store.Renewal(ctx, group)
	if pug.IsError(err, pug.NotFound) {
		return g, nil
	}
	if err != nil {
		return g, err
	}
	again, err := b.LeadsAgain(ctx, r)
	if err != nil || again {
		return g, err
	}
	return g, b.passesOn(ctx, &g, r)
}

// passesOn has the question pass on to whoever leads the group.
func (b *Base) passesOn(ctx context.Context, g *Leadership, r pug.Renewal) (err error) {
	g.Renewal = &r
	g.next, g.nextDates, err = pug.RenewalCohort(g.Cohort, g.At,
		func(id pug.CohortID) (pug.Dates, error) { return b.Calendar.Dates(ctx, id) })
	return err
}

// LeadsAgain says whether a Champion leads their group again, as they said; see pug.Renewal.LeadsAgain.
func (b *Base) LeadsAgain(ctx context.Context, r pug.Renewal) (bool, error) {
	if r.Application == "" {
		return r.LeadsAgain(pug.Application{}), nil
	}
	a, err := b.Store.Application(ctx, r.Application)
	return r.LeadsAgain(a), err
}

// Succession is the leadership of a group that is about to change, see pug.Cohort.Led.
func (b *Base) Succession(ctx context.Context, group string) (Leadership, error) {
	g, err := b.Leadership(ctx, group)
	if err == nil {
		err = g.Within.Led()
	}
	return g, err
}

// Lead changes who leads the group. About members who lead it then there is nothing to decide; the sweep tells the
// workflows of such questions.
func (b *Base) Lead(ctx context.Context, g Leadership, l pug.Leading, owed ...store.Owed) error {
	for _, seat := range l.Rises {
		owed = append(owed, Unasked(g.Flags, seat.Member.ID, pug.Decision{Choice: pug.ChoiceLeads, At: l.At})...)
	}
	return b.Store.Lead(ctx, l, g.Seats, g.handedOver(l), owed...)
}

// former are those who do not lead the group any more.
func former(l pug.Leading) []pug.Person {
	return append(slices.Clone(l.Leaves), pug.Members(l.Stays)...)
}

// newcomers are those who lead the group and did not before.
func newcomers(l pug.Leading) []pug.Person {
	before := l.Group.Leaders()
	return slices.DeleteFunc(l.After().Leaders(), func(p pug.Person) bool {
		return slices.ContainsFunc(before, func(b pug.Person) bool { return b.ID == p.ID })
	})
}

// Effects says in sentences what becomes of seats, links and meetings, and what speaks against the change.
func (g Leadership) Effects(l pug.Leading) []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	for _, s := range l.Rises {
		say("%s gives up the seat of a member.", s.Member.Name)
		if len(pug.Open(g.Flags, s.Member.ID)) > 0 {
			say("Nobody has decided yet whether %s is kept or excused: that question ends.", s.Member.Name)
		}
	}
	for _, s := range l.Stays {
		say("%s has a seat as a member.", s.Member.Name)
	}
	for _, p := range l.Leaves {
		say("%s leaves the group.", p.Name)
	}
	say("The group then has %s of at most %d.", pug.Count(l.Partners(), "partner", "partners"), pug.MaxPartners)
	for _, p := range former(l) {
		say("The links of %s about the group end.", p.Name)
	}
	for _, m := range pug.Ahead(g.Meetings, g.At) {
		if m.State == pug.MeetingPlanned {
			say("The meeting of %s stays as it is planned.", pug.MonthName(m.Month))
		}
	}
	for _, sentence := range l.Against {
		say("Mind this: %s Your reason is kept with it.", sentence)
	}
	return all
}
