package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

type indexIn struct {
	Cohort pug.CohortID `json:"cohort"` // empty for the applications to none
}

// index has the applications to a cohort found that came in before there was a search. Doing it again harms nothing.
func (f function) index(ctx context.Context, in indexIn) error {
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember, ""} {
		all, err := f.Store.Applications(ctx, in.Cohort, kind)
		if err != nil {
			return err
		}
		if err := f.Store.Index(ctx, all...); err != nil {
			return err
		}
	}
	return nil
}
