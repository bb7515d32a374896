package grouping

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed *.html
var templates embed.FS

// script lets staff move people by keyboard and by dragging.
//
//go:embed curate.js
var script string

// The purposes of the links, which are also the first parts of their paths.
const (
	purposeGroups = "groups" // subject: the cohort
	purposeJoin   = "join"   // subject: the application of a Champion without a group
)

type function struct{ *duty.Base }

// New builds the function from its dependencies.
func New(d duty.Deps) (*lambdafn.Function, error) {
	base, err := duty.New("grouping", d, templates)
	if err != nil {
		return nil, err
	}
	f := function{base}
	f.Route(purposeGroups, f.groups)
	f.Route(purposeJoin, f.join)
	return f.Function(map[string]lambdafn.Task{
		"propose": lambdafn.Step(f.propose),
		"curate":  lambdafn.Step(f.curate),
		"lapse":   lambdafn.Step(f.lapse),
		"publish": lambdafn.Step(f.publish),
	}, script), nil
}

// ofCohort is the input of the tasks that need no more than the cohort.
type ofCohort struct {
	Cohort pug.CohortID `json:"cohort"`
}

// subject names the curation of a cohort's groups for the workflow that waits for it.
func subject(cohort pug.CohortID) string { return "curate-" + string(cohort) }
