package grouping

import (
	"context"
	"errors"
	"sync"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// mostWaiting is how many people of the waitlist the page shows; they are first in line.
const mostWaiting = 200

// readers is how many applications are read at the same time.
const readers = 16

// board is what staff curate: the roster, and what people applied for.
type board struct {
	roster
	members map[string]pug.Application
}

// board knows every member's application, as a change may need it.
func (g *grouping) board(ctx context.Context, id pug.CohortID) (b board, err error) {
	if b.roster, err = g.roster(ctx, id); err != nil {
		return b, err
	}
	members, err := g.Store.Applications(ctx, id, pug.KindMember)
	b.members = byID(members)
	return b, err
}

// shownBoard knows the applications of those whom the page shows: a few hundred, where the cohort may have thousands.
func (g *grouping) shownBoard(ctx context.Context, id pug.CohortID) (b board, err error) {
	if b.roster, err = g.roster(ctx, id); err != nil {
		return b, err
	}
	var ids []string
	for _, seats := range b.seats {
		for _, s := range seats {
			ids = append(ids, s.Member.ID)
		}
	}
	for _, p := range b.waitlist[:min(len(b.waitlist), mostWaiting)] {
		ids = append(ids, p.Person.ID)
	}
	members, err := g.applications(ctx, ids)
	b.members = byID(members)
	return b, err
}

// applications reads some applications, several at a time.
func (g *grouping) applications(ctx context.Context, ids []string) ([]pug.Application, error) {
	found, errs := make([]pug.Application, len(ids)), make([]error, readers)
	var all sync.WaitGroup
	for reader := range readers {
		all.Go(func() {
			for i := reader; i < len(ids) && errs[reader] == nil; i += readers {
				found[i], errs[reader] = g.Store.Application(ctx, ids[i])
			}
		})
	}
	all.Wait()
	return found, errors.Join(errs...)
}
