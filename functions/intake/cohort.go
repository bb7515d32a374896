package intake

import (
	"context"
	"fmt"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// enter finds the cohort that the application is for, named or by the time of submission, and its deadline there. What is odd about
// that is noted with the application.
func (f *intake) enter(ctx context.Context, a *pug.Application, named string) error {
	cohort, odd, err := f.cohort(ctx, *a, strings.TrimSpace(named))
	if err != nil {
		return err
	}
	a.Cohort = cohort
	if odd != "" {
		a.Problems = append(a.Problems, pug.Problem{Code: pug.ProblemUnknown, Detail: odd})
		return nil
	}
	if !a.Kind.Known() {
		return nil // it has no phase
	}
	dates, err := f.Calendar.Dates(ctx, cohort)
	if err != nil {
		return err
	}
	phase := dates.Phase(a.Kind)
	a.Deadline = phase.Decide.UTC()
	a.Problems = append(a.Problems, phase.Check(a.Kind, cohort, a.Submitted)...)
	return nil
}

// cohort is the cohort that is meant, and what is odd about it in a sentence.
func (f *intake) cohort(ctx context.Context, a pug.Application, named string) (id pug.CohortID, odd string, err error) {
	if named == "" {
		id, err = f.Calendar.CohortAt(ctx, a.Kind, a.Submitted)
		if err == nil && id == "" {
			odd = "There is no cohort to apply for at this time."
		}
		return id, odd, err
	}
	id, err = pug.ParseCohortID(strings.ToUpper(named))
	switch {
	case err != nil:
		return "", fmt.Sprintf("%q is not a cohort of the programme.", cut(named, maxShort)), nil
	case !f.Settings.Runs(id):
		return id, fmt.Sprintf("The programme does not run the %s cohort.", id.Name()), nil
	}
	return id, "", nil
}
