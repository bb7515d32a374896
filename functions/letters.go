package functions

import (
	"embed"
	"errors"

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
	for _, f := range table(Surroundings{}) {
		data, err := samples.ReadFile(f.name + "/letters/samples.json")
		if err != nil {
			return nil, err
		}
		letters, err := f.letters.Specimens(f.name, data, from)
		all, problems = append(all, letters...), append(problems, err)
	}
	return all, errors.Join(problems...)
}
