package cohort

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed *.html
var templates embed.FS

type function struct{ *duty.Base }

// New builds the function from its dependencies.
func New(d duty.Deps) (*lambdafn.Function, error) {
	base, err := duty.New("cohort", d, templates, Letters())
	if err != nil {
		return nil, err
	}
	f := function{base}
	f.Route(purposeRenewals, f.renewal)
	return f.Function(map[string]lambdafn.Task{
		"plan":         lambdafn.Typed(f.plan),
		"await":        lambdafn.Step(f.await),
		"open":         lambdafn.Step(f.open),
		"settle":       lambdafn.Typed(f.settle),
		"await_launch": lambdafn.Step(f.awaitLaunch),
		"launch":       lambdafn.Step(f.launch),
		"renew":        lambdafn.Step(f.renew),
		"close":        lambdafn.Typed(f.close),
		"stuck":        lambdafn.Step(f.stuck),
		"open_due":     lambdafn.Step(f.openDue),
		"launch_due":   lambdafn.Step(f.launchDue),
		"sweep":        lambdafn.Typed(f.sweep),
	}), nil
}

// cohortIn names the cohort that a task is about.
type cohortIn struct {
	Cohort pug.CohortID `json:"cohort"`
}
