package functions

import (
	"embed"
	"errors"
	"fmt"

	"github.com/partnerusergroups/pugs/functions/attendance"
	"github.com/partnerusergroups/pugs/functions/cohort"
	"github.com/partnerusergroups/pugs/functions/grouping"
	"github.com/partnerusergroups/pugs/functions/intake"
	"github.com/partnerusergroups/pugs/functions/meetings"
	"github.com/partnerusergroups/pugs/functions/review"
	"github.com/partnerusergroups/pugs/shared/letter"
)

// Made-up data for each kind of letter. It stays out of the program that runs on Lambda, where nothing asks for it.
//
//go:embed */letters/samples.json
var samples embed.FS

// Specimens are the kinds of letter that a function writes, each with made-up data.
type Specimens struct {
	Function string
	Letters  []letter.Specimen
}

// AllSpecimens writes a letter of each kind, for people to look at. The error says which kinds are not as they should be.
func AllSpecimens(from letter.Address) ([]Specimens, error) {
	var all []Specimens
	var problems []error
	for _, function := range []struct {
		name  string
		kinds letter.Kinds
	}{
		{"attendance", attendance.Letters()},
		{"cohort", cohort.Letters()},
		{"grouping", grouping.Letters()},
		{"intake", intake.Letters()},
		{"meetings", meetings.Letters()},
		{"review", review.Letters()},
	} {
		data, err := samples.ReadFile(function.name + "/letters/samples.json")
		if err != nil {
			return nil, err
		}
		letters, err := function.kinds.Specimens(data, from)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", function.name, err))
		}
		all = append(all, Specimens{function.name, letters})
	}
	return all, errors.Join(problems...)
}
