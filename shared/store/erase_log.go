package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// eraseLog takes the person out of the log: of lines about them and of what they did. A line stands under the cohort
// and everybody whom it is about. The logs that lead to others come last: where it breaks off, these are found again.
func (s *Store) eraseLog(ctx context.Context, e Erasure) error {
	own := slices.Concat([]string{nobodys}, e.Groups, e.ids())
	for _, cohort := range e.cohorts() {
		own = append(own, string(cohort))
	}
	var others []string
	for _, of := range own {
		lines, err := query[pug.Entry](ctx, s, logKey(of, "").PK, "", "the log of "+of)
		if err != nil {
			return err
		}
		others = append(others, e.besides(lines)...)
	}
	others = slices.DeleteFunc(others, func(id string) bool { return slices.Contains(own, id) })
	slices.Sort(others)
	for _, of := range slices.Concat(slices.Compact(others), own) {
		if err := s.scrub(ctx, e, logKey(of, "").PK, ""); err != nil {
			return err
		}
	}
	return nil
}

// besides are all whom those of the lines are about that concern the person.
func (e Erasure) besides(lines []pug.Entry) (ids []string) {
	for _, line := range lines {
		if !e.concerns(line) {
			continue
		}
		for _, subject := range line.About {
			ids = append(ids, subject.ID)
		}
	}
	return ids
}

// concerns says whether a line is about the person, or tells what they did.
func (e Erasure) concerns(line pug.Entry) bool {
	about := func(subject pug.Subject) bool { return slices.Contains(e.ids(), subject.ID) }
	return slices.Contains(e.Emails, line.Actor) || slices.Contains(e.Names, line.By) ||
		slices.ContainsFunc(line.About, about)
}
