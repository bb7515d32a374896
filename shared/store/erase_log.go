package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// eraseLog takes the person out of the log: of lines about them, which stand under everybody whom they are about, and
// of what they did, which stands under their groups and cohorts.
func (s *Store) eraseLog(ctx context.Context, e Erasure) error {
	logs := append([]string{nobodys}, e.Groups...)
	for _, cohort := range e.cohorts() {
		logs = append(logs, string(cohort))
	}
	for _, id := range e.ids() {
		lines, err := query[pug.Entry](ctx, s, logKey(id, "").PK, "", "the log of "+id)
		if err != nil {
			return err
		}
		logs = append(logs, id)
		for _, line := range lines {
			for _, subject := range line.About {
				logs = append(logs, subject.ID)
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
