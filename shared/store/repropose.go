package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// repropose changes an application wherever the proposals of its cohort repeat it: in what is kept of the people under
// each name, and among the Champions whom staff named. Revisions are never written again otherwise, so that nobody is
// in its way.
func (s *Store) repropose(
	ctx context.Context, cohort pug.CohortID, id string, change func(pug.Application) pug.Application,
) error {
	if cohort == "" {
		return nil
	}
	parts := map[string]int{} // by name
	var proposals []pug.Proposal
	err := s.sort(ctx, revisionKey(cohort, 0).PK, "the proposals of "+string(cohort),
		func(sk string, item attributes) error {
			switch kind, rest, _ := strings.Cut(sk, "#"); kind {
			case "PEOPLE":
				name, _, _ := strings.Cut(rest, "#")
				parts[name]++
			case "REVISION":
				return add(&proposals, item)
			}
			return nil
		})
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if err := s.repeople(ctx, cohort, name, parts[name], id, change); err != nil {
			return err
		}
	}
	for _, p := range proposals {
		if err := s.rename(ctx, p, id, change); err != nil {
			return err
		}
	}
	return nil
}

// repeople changes an application among the people of one name, which were so many parts.
func (s *Store) repeople(
	ctx context.Context, cohort pug.CohortID, name string, parts int, id string,
	change func(pug.Application) pug.Application,
) error {
	people, err := s.People(ctx, cohort, name)
	if err != nil {
		return err
	}
	found := false
	for _, list := range [][]pug.Application{people.Champions, people.Members} {
		for i := range list {
			if list[i].ID == id {
				list[i], found = change(list[i]), true
			}
		}
	}
	if !found {
		return nil
	}
	packed, err := pack(people)
	if err != nil {
		return err
	}
	if err := s.putPeople(ctx, cohort, name, packed); err != nil {
		return err
	}
	for n := (len(packed) + sheetSize - 1) / sheetSize; n < parts; n++ {
		if err := s.must(ctx, "forget people of "+string(cohort),
			write{key: peopleKey(cohort, name, n), delete: true}); err != nil {
			return err
		}
	}
	return nil
}

// rename changes who a Champion is whom staff named, in one revision.
func (s *Store) rename(
	ctx context.Context, p pug.Proposal, id string, change func(pug.Application) pug.Application,
) error {
	named := slices.Clone(p.Named)
	found := false
	for i, lead := range named {
		if lead.Person.ID != id && lead.Member != id {
			continue
		}
		first, last, _ := strings.Cut(lead.Person.Name, " ")
		now := change(pug.Application{FirstName: first, LastName: last, Email: lead.Person.Email,
			Company: lead.Person.Company})
		named[i].Person.Name, named[i].Person.Email, named[i].Person.Company = now.Name(), now.Email, now.Company
		found = true
	}
	if !found {
		return nil
	}
	p.Named = named
	return s.must(ctx, "change a named Champion of "+string(p.Cohort),
		write{key: revisionKey(p.Cohort, p.Revision), record: p, condition: ifExists})
}
