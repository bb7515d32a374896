package grouping

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// chunk is how many places of the waitlist are written by one call of publish that is made in chunks: what DynamoDB
// writes in some seconds. As long takes reading a hundred thousand applications.
const chunk = 2000

// seat stores what was published: the groups with their Champions, and who sits in them. The limits are held by the
// store's conditions once more (R5, R6). It may be cut short anywhere: what a former try stored stays as it is. Who
// cannot be seated any more is on the waitlist of the board that comes back.
func (f function) seat(ctx context.Context, b board) (board, error) {
	for _, lead := range b.Named {
		d := pug.Decision{Choice: pug.ChoiceApprove, By: b.cohort.Published.By, At: b.cohort.Published.At,
			Note: "Named as a Champion when the groups were curated."}
		a := named(lead, d)
		if err := f.Store.NameChampion(ctx, a, store.Logged{Entry: pug.LogNamed(a)}); err != nil {
			return b, err
		}
	}
	if err := f.Store.OpenWaitlist(ctx, b.Cohort); err != nil {
		return b, err
	}
	next := b.Clone()
	for _, group := range b.Groups {
		opens := b.Published(group)
		line := store.Logged{Entry: pug.LogGroupOpened(opens, b.cohort.Published.At)}
		err := f.Store.AddGroup(ctx, opens, line)
		if err != nil && !pug.IsError(err, pug.Already) {
			return b, err
		}
		for _, id := range b.exceptionsLast(group.Members) {
			seated, err := f.seatMember(ctx, b, group, id)
			if err != nil {
				return b, err
			}
			if !seated {
				next.Remove(id)
			}
		}
	}
	b.Board = b.With(next).Opened()
	return b, nil
}

// exceptionsLast puts members with an exception behind the others: seated first, they would use up what the company cap
// has for these.
func (b board) exceptionsLast(members []string) []string {
	var first, last []string
	for _, id := range members {
		if b.Exception(id) == nil {
			first = append(first, id)
		} else {
			last = append(last, id)
		}
	}
	return append(first, last...)
}

// seatMember gives a member their seat. False: they take no part any more, or came to another seat, or to the waitlist,
// or the group has no room for them.
func (f function) seatMember(ctx context.Context, b board, group pug.ProposedGroup, id string) (bool, error) {
	member, takesPart := b.Member(id)
	if !takesPart || member.Group == group.ID {
		return takesPart, nil
	}
	seat := b.seat(group.ID, member)
	err := f.Store.TakeSeat(ctx, seat, nil, store.Logged{Entry: pug.LogSeated(seat)})
	switch pug.ErrorKindOf(err) {
	case pug.Already:
		return true, nil
	case pug.Conflict, pug.Full:
		f.Log.ErrorContext(ctx, "not seated as published", "group", group.ID, "application", id, "error", err)
		return false, nil
	}
	return err == nil, err
}

// seat is that of a member in a group that is published.
func (b board) seat(group string, member pug.Application) pug.Seat {
	seat := pug.NewSeat(group, nil, member.Person(), b.cohort.Published.At)
	seat.Exception = b.Exception(member.ID)
	return seat
}

// line puts those who wait and have no place yet on the waitlist, and tells them, as many as a chunk has. It says
// whether that is everybody: who has a place keeps it, and who has come to a seat needs none.
func (f function) line(ctx context.Context, b board) (all bool, err error) {
	waiting := slices.DeleteFunc(b.Waitlist(), func(w curation.Waiting) bool { return w.Member.Settled() })
	some := waiting[:min(len(waiting), chunk)]
	if len(some) == 0 {
		return true, nil
	}
	first, err := f.Store.NextPlaces(ctx, b.Cohort, len(some))
	if err != nil {
		return false, err
	}
	writes, within := errgroup.WithContext(ctx)
	writes.SetLimit(f.Parallel)
	for i, w := range some {
		w.Place = first + i
		writes.Go(func() error { return f.wait(within, b, w) })
	}
	return len(some) == len(waiting), writes.Wait()
}

// wait puts somebody on the waitlist, with the letter that tells them.
func (f function) wait(ctx context.Context, b board, w curation.Waiting) error {
	key := "published/" + string(b.Cohort) + "/waitlist"
	place := pug.Place{Cohort: b.Cohort, Order: w.Place, Person: w.Member.Person(), Why: w.Letter}
	told, err := f.Letters.Telling(key, b.waitLetter(w), letter.While(store.Waits(place), letter.To(place.Person))...)
	if err != nil {
		return err
	}
	line := store.Logged{Entry: pug.LogWaits(place, b.cohort.Published.At)}
	err = f.Store.Wait(ctx, place, append(told, line)...)
	if pug.IsError(err, pug.Already) { // the review put them there just now
		return nil
	}
	return err
}

// named is the application of a Champion named by staff (R7), approved by the decision.
func named(lead pug.Lead, d pug.Decision) pug.Application {
	first, last, _ := strings.Cut(lead.Person.Name, " ")
	return pug.Application{
		ID: lead.Person.ID, Cohort: pug.CohortOf(lead.Person.ID), Kind: pug.KindChampion, Origin: pug.OriginNamed,
		Email: lead.Person.Email, FirstName: first, LastName: last, Company: lead.Person.Company,
		Role: lead.Role, Region: lead.Region, Topics: []pug.Topic{lead.Topic}, Submitted: d.At,
		Status: pug.StatusApproved, Decision: &d,
	}
}
