package grouping

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// writers is how many places of the waitlist are written at the same time.
const writers = 8

// seat stores what was published: the groups with their Champions, who sits in them and who waits, in which order and
// why. The limits are held by the store's conditions once more (R5, R6). It may be cut short anywhere: what a former
// try stored stays as it is.
func (f function) seat(ctx context.Context, b board) error {
	at := b.cohort.Published.At
	for _, lead := range b.Named {
		if err := f.Store.NameChampion(ctx, named(lead, *b.cohort.Published)); err != nil {
			return err
		}
	}
	for _, group := range b.Groups {
		if err := unlessDone(f.Store.AddGroup(ctx, b.Published(group))); err != nil {
			return err
		}
		for _, id := range group.Members {
			member, _ := b.Member(id)
			if err := unlessDone(f.Store.TakeSeat(ctx, pug.Seat{Group: group.ID, Member: member.Person(), Joined: at},
				nil)); err != nil {
				return err
			}
		}
	}
	return f.line(ctx, b)
}

// line stores the waitlist. A former try may be days old: who is on it already keeps their place, and who has come to a
// seat by it needs none.
func (f function) line(ctx context.Context, b board) error {
	places, err := f.Store.Waitlist(ctx, b.Cohort)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, p := range places {
		there[p.Person.ID] = true
	}
	waitlist := slices.DeleteFunc(b.Waitlist(),
		func(w curation.Waiting) bool { return there[w.Member.ID] || w.Member.Group != "" })
	writes, ctx := errgroup.WithContext(ctx)
	writes.SetLimit(writers)
	for _, w := range waitlist {
		writes.Go(func() error { return f.wait(ctx, w) })
	}
	return writes.Wait()
}

func (f function) wait(ctx context.Context, w curation.Waiting) error {
	if w.Member.Unplaced != w.Letter {
		if err := f.Store.NoteUnplaced(ctx, w.Member.ID, w.Letter); err != nil {
			return err
		}
	}
	return f.Store.Wait(ctx, pug.Place{Cohort: w.Member.Cohort, Order: w.Place, Person: w.Member.Person(),
		Why: w.Letter})
}

// named is the application of a Champion named by staff (R7); the decision to publish approves it.
func named(lead pug.Lead, published pug.Decision) pug.Application {
	first, last, _ := strings.Cut(lead.Person.Name, " ")
	return pug.Application{
		ID: lead.Person.ID, Cohort: pug.CohortOf(lead.Person.ID), Kind: pug.KindChampion, Origin: pug.OriginNamed,
		Email: lead.Person.Email, FirstName: first, LastName: last, Company: lead.Person.Company,
		Role: lead.Role, Region: lead.Region, Topics: []pug.Topic{lead.Topic}, Submitted: published.At,
		Status: pug.StatusApproved,
		Decision: &pug.Decision{Choice: pug.ChoiceApprove, By: published.By, At: published.At,
			Note: "Named as a Champion when the groups were curated."},
	}
}

// unlessDone passes on every error but a Conflict: what was to be stored is there already.
func unlessDone(err error) error {
	if pug.IsError(err, pug.Conflict) {
		return nil
	}
	return err
}
