package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// eraseLog takes the person out of the log: of lines about them and of what they did. A line stands under the cohort
// and everybody whom it is about.
func (s *Store) eraseLog(ctx context.Context, e Erasure) error {
	logs := slices.Concat([]string{nobodys}, e.Groups, e.ids())
	for _, cohort := range e.cohorts() {
		logs = append(logs, string(cohort))
	}
	for _, of := range slices.Clone(logs) {
		lines, err := query[pug.Entry](ctx, s, logKey(of, "").PK, "", "the log of "+of)
		if err != nil {
			return err
		}
		for _, line := range lines {
			if e.concerns(line) {
				for _, subject := range line.About {
					logs = append(logs, subject.ID)
				}
			}
		}
	}
	slices.Sort(logs)
	for _, of := range slices.Compact(logs) {
		if err := s.scrub(ctx, e, logKey(of, "").PK, ""); err != nil {
			return err
		}
	}
	return nil
}

// concerns says whether a line is about the person, or tells what they did.
func (e Erasure) concerns(line pug.Entry) bool {
	about := func(subject pug.Subject) bool { return slices.Contains(e.ids(), subject.ID) }
	return slices.Contains(e.Emails, line.Actor) || slices.Contains(e.Names, line.By) ||
		slices.ContainsFunc(line.About, about)
}
