package store

import (
	"context"
	"slices"
)

// eraseLetters deletes the letters to the person, but for those that they get as staff, and takes them out of those to
// people who were told of them: staff, who is or was in their groups, and who was offered a seat there.
func (s *Store) eraseLetters(ctx context.Context, e Erasure) error {
	var gone [][]write // a letter and what leads to it, together
	for _, email := range e.Emails {
		letters, err := s.Letters(ctx, email)
		if err != nil {
			return err
		}
		for _, l := range letters {
			if e.owns(l.To.Name) && !l.To.Staff {
				gone = append(gone, []write{{key: letterKey(email, l.ID), delete: true},
					{key: waitingKey(l.Waiting()), delete: true}, {key: mailedKey(l), delete: true}})
			}
		}
	}
	if err := s.clear(ctx, gone...); err != nil {
		return err
	}
	others, err := s.toldOf(ctx, e)
	if err != nil {
		return err
	}
	for _, email := range others {
		if err := s.scrub(ctx, e, letterKey(email, "").PK, ""); err != nil {
			return err
		}
	}
	return nil
}

// toldOf are the addresses of those who may have been told of the person, also those that they have left.
func (s *Store) toldOf(ctx context.Context, e Erasure) ([]string, error) {
	team, err := s.Staff(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(team.Left)
	for _, p := range team.People {
		all = append(all, p.Email)
	}
	var ids []string
	for _, id := range e.Groups {
		g, err := s.Group(ctx, id)
		if err != nil {
			return nil, err
		}
		records, err := s.GroupRecords(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, leader := range g.Leaders() {
			ids = append(ids, leader.ID)
		}
		for _, seat := range records.Seats {
			ids = append(ids, seat.Member.ID)
		}
		for _, offer := range records.Offers {
			ids = append(ids, offer.Person.ID)
		}
	}
	people, err := s.ApplicationsByID(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, a := range people {
		all = append(all, a.Addresses()...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}
