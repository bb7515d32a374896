package store

import (
	"context"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Standing is an application with all that its cohort keeps of its person in other places.
type Standing struct {
	Application pug.Application
	Group       *pug.Group // that the person sits in or leads; nil for none
	Records     GroupRecords
	Flags       []pug.Flag
	Offers      []pug.Offer
	Renewal     *pug.Renewal
	Points      map[string]pug.TalkingPoints // by month
	Seats       []pug.Seat                   // that the person has or had
	Place       *pug.Place                   // on the waitlist; nil for none
	copies      []copyOf
}

// copyOf is where a record repeats who the person is: the attribute of an item.
type copyOf struct {
	key       key
	attribute string
}

// Standing reads how somebody stands by an application.
func (s *Store) Standing(ctx context.Context, a pug.Application) (Standing, error) {
	st := Standing{Application: a, Points: map[string]pug.TalkingPoints{}}
	if a.Cohort == "" {
		return st, nil
	}
	groups, err := s.Groups(ctx, a.Cohort)
	if err != nil {
		return st, err
	}
	for _, g := range groups {
		if err := s.stands(ctx, &st, g); err != nil {
			return st, err
		}
	}
	if a.Place == 0 {
		return st, nil
	}
	place, err := get[pug.Place](ctx, s, placeOf(a), "place of "+a.ID)
	if err == nil {
		st.Place, st.copies = &place, append(st.copies, copyOf{placeOf(a), "person"})
	}
	if pug.IsError(err, pug.NotFound) {
		err = nil // it was left just now
	}
	return st, err
}

// placeOf is the key of the applicant's place on the waitlist.
func placeOf(a pug.Application) key {
	return placeKey(pug.Place{Cohort: a.Cohort, Order: a.Place, Person: pug.Person{ID: a.ID}})
}

// stands reads what a group keeps of the person.
func (s *Store) stands(ctx context.Context, st *Standing, g pug.Group) error {
	id := st.Application.ID
	records := GroupRecords{Points: map[string][]pug.TalkingPoints{}, Notices: map[string][]pug.Notice{}}
	err := s.sort(ctx, inGroup(g.ID, "").PK, "records of "+g.ID, func(sk string, item attributes) error {
		if err := st.add(inGroup(g.ID, sk), item); err != nil {
			return err
		}
		return records.add(sk, item)
	})
	if err != nil {
		return err
	}
	if g.ID == st.Application.LastGroup() {
		slices.SortStableFunc(records.Seats, byName)
		st.Group, st.Records = &g, records
	}
	switch {
	case g.Champion.ID == id:
		st.copies = append(st.copies, copyOf{groupKey(g.ID), "champion"})
	case g.Co != nil && g.Co.ID == id:
		st.copies = append(st.copies, copyOf{groupKey(g.ID), "co"})
	}
	return nil
}

// add keeps a record of a group that is about the person.
func (st *Standing) add(k key, item attributes) error {
	var r struct {
		Member   pug.Person `json:"member"`
		Person   pug.Person `json:"person"`
		Champion pug.Person `json:"champion"`
	}
	if err := unmarshal(item, &r); err != nil {
		return err
	}
	kind, rest, _ := strings.Cut(k.SK, "#")
	switch id := st.Application.ID; {
	case r.Member.ID == id:
		st.copies = append(st.copies, copyOf{k, "member"})
	case r.Person.ID == id:
		st.copies = append(st.copies, copyOf{k, "person"})
	case r.Champion.ID == id:
		st.copies = append(st.copies, copyOf{k, "champion"})
	default:
		return nil
	}
	switch kind + "#" {
	case seatPrefix:
		return add(&st.Seats, item)
	case flagPrefix:
		return add(&st.Flags, item)
	case offerPrefix:
		return add(&st.Offers, item)
	case pointsPrefix:
		var p pug.TalkingPoints
		err := unmarshal(item, &p)
		month, _, _ := strings.Cut(rest, "#")
		st.Points[month] = p
		return err
	case renewalKey("").SK + "#":
		st.Renewal = &pug.Renewal{}
		return unmarshal(item, st.Renewal)
	}
	return nil
}

// CountAt lists the applications, by id, that count for the people at an address, in all cohorts.
func (s *Store) CountAt(ctx context.Context, email string) (ids []string, err error) {
	const cohorts = "2" // every cohort begins with its year
	claims, err := query[claim](ctx, s, personKey(email, "", "").PK, cohorts, "the applications from an address")
	for _, c := range claims {
		ids = append(ids, c.Application)
	}
	return ids, err
}

// PeopleAt reads the applications of the people at an address, across cohorts and whatever became of them, the latest
// first: those that count, and those that are found by the address.
func (s *Store) PeopleAt(ctx context.Context, email string) ([]pug.Application, error) {
	if email == "" {
		return nil, nil
	}
	ids, err := s.CountAt(ctx, email)
	if err != nil {
		return nil, err
	}
	found, err := query[pug.Found](ctx, s, findPartition(email), email+"#", "who is found by an address")
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		ids = append(ids, f.ID)
	}
	byID, err := s.ApplicationsByID(ctx, ids...)
	if err != nil {
		return nil, err
	}
	var all []pug.Application
	for _, a := range byID {
		if a.Email == email {
			all = append(all, a)
		}
	}
	slices.SortFunc(all, func(a, b pug.Application) int {
		if c := b.Submitted.Compare(a.Submitted); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all, nil
}
