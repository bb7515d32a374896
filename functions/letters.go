package functions

import (
	"embed"
	"errors"

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

// Specimens writes a letter of each kind that the functions have, from an address, for people to look at. The error
// says which kinds are not as they should be.
func Specimens(from letter.Address) ([]letter.Specimen, error) {
	var all []letter.Specimen
	var problems []error
	for _, function := range []struct {
		name  string
		kinds letter.Kinds
	}{
		{"intake", intake.Letters()},
		{"review", review.Letters()},
		{"cohort", cohort.Letters()},
		{"grouping", grouping.Letters()},
		{"meetings", meetings.Letters()},
		{"attendance", attendance.Letters()},
	} {
		data, err := samples.ReadFile(function.name + "/letters/samples.json")
		if err != nil {
			return nil, err
		}
		letters, err := function.kinds.Specimens(function.name, data, from)
		all, problems = append(all, letters...), append(problems, err)
	}
	return all, errors.Join(problems...)
}
