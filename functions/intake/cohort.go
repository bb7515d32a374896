package intake

import (
	"context"
	"fmt"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// enter finds the cohort that the application is for, named or by the time of submission, and its deadline there. What
// is odd about that is noted with the application.
func (f function) enter(ctx context.Context, a *pug.Application, named string) error {
	id, dates, odd, err := f.cohort(ctx, *a, strings.TrimSpace(named))
	if err != nil {
		return err
	}
	a.Cohort = id
	if odd != "" {
		a.Problems = append(a.Problems, pug.Problem{Code: pug.ProblemUnknown, Detail: odd})
		return nil
	}
	if a.Kind.Known() { // otherwise it has no phase
		phase := dates.Phase(a.Kind)
		a.Deadline = phase.Decide.UTC()
		a.Problems = append(a.Problems, phase.Check(a.Kind, id, a.Submitted)...)
	}
	return nil
}

// cohort is the cohort that is meant with its dates, and what is odd about it in a sentence.
func (f function) cohort(ctx context.Context, a pug.Application, named string) (
	id pug.CohortID, dates pug.Dates, odd string, err error,
) {
	if named == "" {
		id, dates, err = f.Calendar.CohortAt(ctx, a.Kind, a.Submitted)
		if err == nil && id == "" {
			odd = "There is no cohort to apply for at this time."
		}
		return id, dates, odd, err
	}
	id, err = pug.ParseCohortID(strings.ToUpper(named))
	switch {
	case err != nil:
		return "", dates, fmt.Sprintf("%q is not a cohort of the programme.", cut(named, maxShort)), nil
	case !f.Settings.Runs(id):
		return id, dates, fmt.Sprintf("The programme does not run the %s cohort.", id.Name()), nil
	}
	dates, err = f.Calendar.Dates(ctx, id)
	return id, dates, "", err
}
