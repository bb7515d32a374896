package duty

import (
	"errors"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Each does the same for each of the groups; the trouble of one does not keep the others. What no later try mends goes
// to tell, and is then done with; all else comes back, so that the task is tried again.
func Each(groups []pug.Group, do func(pug.Group) error, tell func(pug.Group, error) error) error {
	var errs []error
	for _, g := range groups {
		err := do(g)
		if pug.Final(err) {
			err = tell(g, err)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
