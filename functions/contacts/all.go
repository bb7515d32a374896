package contacts

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

type tellAllIn struct {
	Cohort pug.CohortID `json:"cohort"`
}

type tellAllOut struct {
	Applications int `json:"applications"`
}

// tellAll has HubSpot told of all of a cohort, though nothing has changed: what happened before a token was set, or
// before a table was restored, it does not know.
func (f function) tellAll(ctx context.Context, in tellAllIn) (tellAllOut, error) {
	var ids []string
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
		applications, err := f.Store.Applications(ctx, in.Cohort, kind)
		if err != nil {
			return tellAllOut{}, err
		}
		for _, a := range applications {
			ids = append(ids, a.ID)
		}
	}
	return tellAllOut{len(ids)}, f.Store.SetStale(ctx, ids...)
}
