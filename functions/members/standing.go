package members

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// standing is where somebody stands by one of their applications.
type standing struct {
	pug.Application
	cohort  pug.Cohort         // of one that is not planned yet, its id and dates
	group   *pug.Group         // in which they sit or which they lead now; nil for none
	records store.GroupRecords // of the group
	seat    pug.Seat           // theirs in the group; empty where they lead it, or there is none
	waits   *waiting           // nil where they have no place on the waitlist
	// back says why they cannot take back by themselves that they left the group, or withdrew; nil if they can. It is
	// of nobody else.
	back error
}

// waiting is what is known of somebody's place on the waitlist.
type waiting struct {
	ahead, all int
	offer      *pug.Offer // a seat that is on offer to them; nil for none
	suits      bool       // one of the cohort's groups is for them
}

// standing reads where somebody stands.
func (f function) standing(ctx context.Context, a pug.Application) (standing, error) {
	s := standing{Application: a}
	cohort, groups, err := f.cohort(ctx, a.Cohort)
	s.cohort = cohort
	if err != nil {
		return s, err
	}
	if a.Place != 0 {
		s.waits, err = f.waiting(ctx, a, groups)
		return s, err
	}
	at := slices.IndexFunc(groups, func(g pug.Group) bool { return g.ID == a.Group })
	if at < 0 {
		return s, nil
	}
	s.group = &groups[at]
	s.records, err = f.Store.GroupRecords(ctx, a.Group)
	s.seat, _ = pug.SeatOfMember(s.records.Seats, a.ID)
	return s, err
}

// ownStanding is where somebody stands, with what they can take back by themselves.
func (f function) ownStanding(ctx context.Context, v visitor, a pug.Application) (standing, error) {
	s, err := f.standing(ctx, a)
	switch {
	case err != nil:
	case s.Status == pug.StatusWithdrawn:
		if s.back = a.MayReinstate(s.cohort, f.Now()); v.appliedAgain(a) {
			s.back = pug.Errorf(pug.Conflict, "You have applied again since.")
		}
	case s.left():
		of, err := f.parts.Standing(ctx, a.ID)
		if err != nil {
			return s, err
		}
		if s.back = f.mayReturn(ctx, of); s.back != nil && !pug.Final(s.back) {
			return s, s.back
		}
	}
	return s, err
}

// left says whether they left their group in a cohort that goes on, and have no part in it now.
func (s standing) left() bool {
	return s.LeftGroup != "" && s.Counts() && s.group == nil && s.waits == nil && s.cohort.Stage.Published()
}

// cohort reads a cohort with its groups; of one that is not planned yet, its dates are known.
func (f function) cohort(ctx context.Context, id pug.CohortID) (pug.Cohort, []pug.Group, error) {
	if id == "" {
		return pug.Cohort{}, nil, nil
	}
	c, groups, err := f.Store.CohortGroups(ctx, id)
	if pug.IsError(err, pug.NotFound) {
		return pug.Cohort{ID: id, Dates: calendar.Plan(id, f.Settings.Zone, f.Settings.Leads)}, nil, nil
	}
	return c, groups, err
}

func (f function) waiting(ctx context.Context, a pug.Application, groups []pug.Group) (*waiting, error) {
	places, err := f.Store.Waitlist(ctx, a.Cohort)
	if err != nil {
		return nil, err
	}
	ahead := slices.IndexFunc(places, func(p pug.Place) bool { return p.Person.ID == a.ID })
	if ahead < 0 {
		return nil, nil // they got a seat just now
	}
	own, w := places[ahead], waiting{ahead: ahead, all: len(places)}
	for _, g := range groups {
		w.suits = w.suits || !g.Over() && g.Suits(a)
	}
	if own.Offer == "" {
		return &w, nil
	}
	offer, err := f.Store.Offer(ctx, pug.GroupOfFlag(own.Offer), own.Offer)
	w.offer = &offer
	return &w, err
}

// leads says whether they lead the group.
func (s standing) leads() bool {
	return s.group != nil && s.seat.Group == "" || s.group != nil && !s.seat.Taken()
}

// past says whether nothing more will come of the application.
func (s standing) past() bool {
	gone := s.Status == pug.StatusDeclined || s.Status == pug.StatusWithdrawn && s.back != nil ||
		s.Status == pug.StatusReplaced
	return gone && s.group == nil || s.cohort.Stage == pug.StageClosed
}
