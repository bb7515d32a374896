package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Group records that are read together are read by one query of their partition: it costs a call less for each kind.

// CohortGroups reads a cohort with its groups, by id; pug.NotFound before the cohort was planned.
func (s *Store) CohortGroups(ctx context.Context, id pug.CohortID) (pug.Cohort, []pug.Group, error) {
	var cohorts []pug.Cohort
	var groups []pug.Group
	what := "cohort " + string(id)
	err := s.sort(ctx, cohortKey(id).PK, what, func(sk string, item attributes) error {
		if sk == cohortKey(id).SK {
			return add(&cohorts, item)
		}
		return add(&groups, item)
	})
	if err == nil && len(cohorts) == 0 {
		err = pug.Errorf(pug.NotFound, "There is no %s.", what)
	}
	if err != nil {
		return pug.Cohort{}, nil, err
	}
	return cohorts[0], groups, nil
}

// GroupRecords are what is known of how a group meets.
type GroupRecords struct {
	Seats    []pug.Seat                     // those of excused members included, by the member's name
	Meetings []pug.Meeting                  // by month
	Points   map[string][]pug.TalkingPoints // by month, then by member
	Notices  map[string][]pug.Notice        // likewise
	Reports  pug.Reports                    // by month
	Flags    []pug.Flag                     // by id
	Renewals []pug.Renewal                  // whether its Champion leads again: one, once they were asked
	Offers   []pug.Offer                    // by id
	Messages []pug.Message                  // by day, then by number
}

// GroupRecords reads how a group meets.
func (s *Store) GroupRecords(ctx context.Context, group string) (GroupRecords, error) {
	r := GroupRecords{Points: map[string][]pug.TalkingPoints{}, Notices: map[string][]pug.Notice{}}
	err := s.sort(ctx, inGroup(group, "").PK, "records of "+group, r.add)
	slices.SortStableFunc(r.Seats, byName)
	return r, err
}

func (r *GroupRecords) add(sk string, item attributes) error {
	kind, rest, _ := strings.Cut(sk, "#")
	switch kind + "#" {
	case seatPrefix:
		return add(&r.Seats, item)
	case meetingPrefix:
		return add(&r.Meetings, item)
	case attendancePrefix:
		return add((*[]pug.Report)(&r.Reports), item)
	case flagPrefix:
		return add(&r.Flags, item)
	case renewalKey("").SK + "#":
		return add(&r.Renewals, item)
	case offerPrefix:
		return add(&r.Offers, item)
	case messagePrefix:
		return add(&r.Messages, item)
	case pointsPrefix:
		return addTo(r.Points, rest, item)
	case noticePrefix:
		return addTo(r.Notices, rest, item)
	}
	return nil
}

// addTo reads an item as one more record of its month, with which the rest of its sort key begins.
func addTo[T any](months map[string][]T, rest string, item attributes) error {
	month, _, _ := strings.Cut(rest, "#")
	records := months[month]
	err := add(&records, item)
	months[month] = records
	return err
}

// Past is how the group has met so far.
func (r GroupRecords) Past() pug.Past {
	return pug.Past{Meetings: r.Meetings, Seats: r.Seats, Reports: r.Reports, Flags: r.Flags}
}

func byName(a, b pug.Seat) int { return cmp.Compare(a.Member.Name, b.Member.Name) }

// sort reads all items of a partition, and gives each away with its sort key.
func (s *Store) sort(ctx context.Context, partition, what string, give func(sk string, item attributes) error) error {
	items, err := s.items(ctx, partition, "", what)
	if err != nil {
		return err
	}
	for _, item := range items {
		var key struct{ SK string }
		if err := unmarshal(item, &key); err != nil {
			return err
		}
		if err := give(key.SK, item); err != nil {
			return err
		}
	}
	return nil
}
