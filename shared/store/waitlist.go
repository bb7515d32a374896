package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// line remembers the last place that was given on a waitlist, so that none is given twice.
type line struct {
	Last int `json:"last"`
}

// uncounted is behind every place on a waitlist that is older than the count of its places.
const uncounted = 500_000

// OpenWaitlist begins to count the places on a cohort's waitlist, from 1. A count that has begun goes on.
func (s *Store) OpenWaitlist(ctx context.Context, cohort pug.CohortID) error {
	return s.once(ctx, "open the waitlist of "+string(cohort),
		write{key: lineKey(cohort), record: line{}, condition: ifNew})
}

// turns is how often the end of the line is looked for while others move it.
const turns = 10

// NextPlaces reserves n places behind everybody on a cohort's waitlist, and returns the order of the first. Those that
// are not used then stay empty.
func (s *Store) NextPlaces(ctx context.Context, cohort pug.CohortID, n int) (first int, err error) {
	what := "the end of the waitlist of " + string(cohort)
	for range turns {
		end, err := get[line](ctx, s, lineKey(cohort), what)
		reserve := write{key: lineKey(cohort), condition: "#last = :before", values: values{":before": end.Last}}
		switch {
		case pug.IsError(err, pug.NotFound):
			end.Last = uncounted
			reserve = write{key: lineKey(cohort), condition: ifNew}
		case err != nil:
			return 0, err
		}
		reserve.record = line{end.Last + n}
		if err = s.do(ctx, reserve); err == nil {
			return end.Last + 1, nil
		}
		if !failed(err) {
			return 0, unavailable(err, "move "+what)
		}
	}
	return 0, pug.Errorf(pug.Unavailable, "Many are put on the waitlist of %s at once.", cohort)
}

// Wait puts a member on the waitlist, at a place that was reserved for them, with what follows. pug.Already: the member
// has a place or a seat, or another application was kept instead.
func (s *Store) Wait(ctx context.Context, p pug.Place, owed ...Owed) error {
	settled := pug.Errorf(pug.Already, "%s is on the waitlist already, or has a seat.", p.Person.ID)
	return s.commit(ctx, "waitlist "+p.Person.ID, settled, append(append(outbox(owed), s.stale(p.Person)...),
		write{key: placeKey(p), record: p, condition: ifNew},
		write{key: applicationKey(p.Person.ID), change: "SET #place = :order, #unplaced = :why",
			condition: "attribute_exists(PK) AND attribute_not_exists(#group) AND attribute_not_exists(#place) " +
				"AND attribute_not_exists(#instead) AND NOT (#status = :withdrawn)",
			values: values{":order": p.Order, ":why": p.Why, ":withdrawn": pug.StatusWithdrawn}},
	)...)
}

// Waitlist lists the waitlist of a cohort in order.
func (s *Store) Waitlist(ctx context.Context, cohort pug.CohortID) ([]pug.Place, error) {
	return query[pug.Place](ctx, s, waitlistPartition(cohort), "", "the waitlist of "+string(cohort))
}

// WaitlistAfter lists so many places of the waitlist of a cohort in order, those after a place that it gave before.
// Next is the place to go on from, empty at the end.
func (s *Store) WaitlistAfter(
	ctx context.Context, cohort pug.CohortID, after string, most int,
) (places []pug.Place, next string, err error) {
	return page[pug.Place](ctx, s, part{partition: waitlistPartition(cohort), after: after, most: most},
		"the waitlist of "+string(cohort))
}
