package decision

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Outcome are the letters that tell of the decision on a case: one to the applicant, whatever it was, as long as it
// stands; where the deadline decided, those of staff who hear of each application are told too.
func (f Decisions) Outcome(ctx context.Context, c store.Case) (told []store.Owed, err error) {
	a := c.Application
	var groups []pug.Group
	if a.Place != 0 {
		if groups, err = f.Store.Groups(ctx, a.Cohort); err != nil {
			return nil, err
		}
	}
	key := "review/" + a.ID
	told, err = f.Letters.Telling(key+"/outcome", f.letter(c, groups),
		letter.While(store.Decided(a.ID, a.Decision.Choice), letter.ToApplicant(a))...)
	if err != nil || a.Decision.By != pug.TheDeadline {
		return told, err
	}
	staff, err := f.Letters.TellingEach(ctx, key+"/deadline", waitlistedUndecided{a, f.When(a.Submitted)})
	return append(told, staff...), err
}
