package store

import (
	"context"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func (e Erasure) ids() []string {
	var ids []string
	for _, f := range e.Of {
		ids = append(ids, f.ID)
	}
	return ids
}

// cohorts are those that the person has applied for.
func (e Erasure) cohorts() []pug.CohortID {
	var all []pug.CohortID
	for _, f := range e.Of {
		if cohort := pug.CohortOf(f.ID); cohort != "" && !slices.Contains(all, cohort) {
			all = append(all, cohort)
		}
	}
	return all
}

// eraseClaims deletes what counts for the person, until when they may apply late, and their links.
func (s *Store) eraseClaims(ctx context.Context, e Erasure) error {
	var gone [][]write // a link with what leads to it
	for _, email := range e.Emails {
		pk := personKey(email, "", "").PK
		err := s.sort(ctx, pk, "what an address has", func(sk string, item attributes) error {
			some, err := s.claimed(ctx, e, key{pk, sk}, item)
			gone = append(gone, some)
			return err
		})
		if err != nil {
			return err
		}
	}
	return s.clear(ctx, gone...)
}

// claimed are the writes that delete an item of an address, if it is the person's. Of a link from a shared mailbox its
// name tells whose it is, and one that they got as staff stays; an extension there is for whoever uses it.
func (s *Store) claimed(ctx context.Context, e Erasure, k key, item attributes) ([]write, error) {
	its := write{key: k, delete: true}
	switch {
	case strings.HasPrefix(k.SK, extensionPrefix):
		if e.Shared {
			return nil, nil
		}
		return []write{its}, nil
	case strings.HasPrefix(k.SK, heldPrefix):
		var l heldLink
		if err := unmarshal(item, &l); err != nil {
			return nil, err
		}
		link, _, err := s.Link(ctx, l.Hash)
		if err != nil || link.Staff || !e.owns(link.Name) {
			return nil, err
		}
		return []write{{key: linkKey(l.Hash), delete: true}, its}, nil
	}
	var c claim
	if err := unmarshal(item, &c); err != nil || !slices.Contains(e.ids(), c.Application) {
		return nil, err
	}
	return []write{its}, nil
}

// owns says whether what was written to a name at one of the addresses was written to the person.
func (e Erasure) owns(name string) bool { return !e.Shared || slices.Contains(e.Names, name) }

// clear makes groups of writes, as many at once as it can. What a group leads to is found by it: where it breaks off,
// no group is half made.
func (s *Store) clear(ctx context.Context, groups ...[]write) error {
	_, err := s.each(ctx, "erase a person's data", groups)
	return err
}

// singly has each of the writes made whatever becomes of the others.
func singly(writes []write) (groups [][]write) {
	for _, w := range writes {
		groups = append(groups, []write{w})
	}
	return groups
}

func (s *Store) eraseFound(ctx context.Context, e Erasure) error {
	var gone []write
	for _, f := range e.Of {
		for _, token := range f.Tokens() {
			gone = append(gone, write{key: findKey(token, f.ID), delete: true})
		}
	}
	return s.clear(ctx, singly(gone)...)
}

func (s *Store) eraseNamesake(ctx context.Context, e Erasure) error {
	for _, f := range e.Of {
		a := pug.Application{ID: f.ID, Cohort: pug.CohortOf(f.ID), FirstName: f.Name}
		if f.Name == f.Email {
			continue // there was no name
		}
		at, known, err := s.knownBy(ctx, a)
		if err != nil {
			return err
		}
		if at == (key{}) {
			continue
		}
		if err := s.must(ctx, "forget the name of "+a.ID, unnamed(at, a.ID, known)); err != nil {
			return err
		}
	}
	return nil
}

// eraseGroups takes the person out of the groups that they led. At HubSpot, the contacts of the members name them.
func (s *Store) eraseGroups(ctx context.Context, e Erasure) error {
	for _, cohort := range e.cohorts() {
		if err := s.scrub(ctx, e, cohortKey(cohort).PK, ""); err != nil {
			return err
		}
	}
	for _, id := range e.Groups {
		g, err := s.Group(ctx, id)
		if err != nil {
			return err
		}
		led := slices.Contains(e.ids(), g.Champion.ID) || g.Co != nil && slices.Contains(e.ids(), g.Co.ID)
		if !led {
			continue
		}
		seats, err := s.Seats(ctx, id)
		if err != nil {
			return err
		}
		var members []string
		for _, seat := range seats {
			if seat.Member.Email != "" {
				members = append(members, seat.Member.ID)
			}
		}
		if err := s.SetStale(ctx, members...); err != nil {
			return err
		}
	}
	return nil
}

// eraseRecords deletes talking points, notices and messages, which are the person's own, and takes them out of what
// else groups keep.
func (s *Store) eraseRecords(ctx context.Context, e Erasure) error {
	for _, group := range e.Groups {
		pk := inGroup(group, "").PK
		var gone []write
		for _, own := range []string{pointsPrefix, noticePrefix, messagePrefix} {
			items, err := s.items(ctx, pk, own, "what people said in "+group)
			if err != nil {
				return err
			}
			for _, item := range items {
				said, err := e.said(item)
				if err != nil {
					return err
				}
				if said {
					gone = append(gone, write{key: keyOf(item), delete: true})
				}
			}
		}
		if err := s.clear(ctx, singly(gone)...); err != nil {
			return err
		}
		if err := s.scrub(ctx, e, pk, ""); err != nil {
			return err
		}
	}
	return nil
}

// said says whether what is kept of a group was said by the person.
func (e Erasure) said(item attributes) (bool, error) {
	var by struct {
		Member pug.Person `json:"member"`
		Person pug.Person `json:"person"`
	}
	err := unmarshal(item, &by)
	return slices.Contains(e.ids(), by.Member.ID) || slices.Contains(e.ids(), by.Person.ID), err
}

func (s *Store) erasePlaces(ctx context.Context, e Erasure) error {
	var gone []write
	for _, cohort := range e.cohorts() {
		waitlist, err := s.Waitlist(ctx, cohort)
		if err != nil {
			return err
		}
		for _, p := range waitlist {
			if slices.Contains(e.ids(), p.Person.ID) {
				gone = append(gone, write{key: placeKey(p), delete: true})
			}
		}
	}
	return s.clear(ctx, singly(gone)...)
}

func (s *Store) eraseProposals(ctx context.Context, e Erasure) error {
	for _, f := range e.Of {
		cohort := pug.CohortOf(f.ID)
		blank := func(a pug.Application) pug.Application { return a.Blank(e.Asked) }
		if err := s.repropose(ctx, cohort, f.ID, blank); err != nil {
			return err
		}
	}
	for _, cohort := range e.cohorts() {
		for _, prefix := range []string{entryPrefix, "REVISION#"} {
			if err := s.scrub(ctx, e, revisionKey(cohort, 0).PK, prefix); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Store) eraseMatters(ctx context.Context, e Erasure) error {
	for _, cohort := range append(e.cohorts(), "") {
		if err := s.scrub(ctx, e, matterKey(pug.Matter{Cohort: cohort}).PK, ""); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) eraseStale(ctx context.Context, e Erasure) error {
	var gone []write
	for _, id := range e.ids() {
		gone = append(gone, write{key: staleKey(id), delete: true})
	}
	return s.clear(ctx, singly(gone)...)
}
