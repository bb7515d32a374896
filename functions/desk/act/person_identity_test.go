package act_test

import (
	"net/url"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
)

func TestL3TakingBackAFirstTimeZoneLeavesNone(t *testing.T) {
	env, mira := open(t)
	env.SignIn(t, functest.Ada)
	before := mira.TimeZone
	receipt := env.Act(t, "/desk/people/"+mira.ID+"/identity", url.Values{"first": {mira.FirstName},
		"last": {mira.LastName}, "email": {mira.Email}, "company": {mira.Company}, "zone": {"Africa/Lagos"},
		"why": {"She told us."}})
	if a := env.Application(t, mira.ID); a.TimeZone != "Africa/Lagos" {
		t.Errorf("her zone is %q", a.TimeZone)
	}
	undo(t, env, receipt)
	if a := env.Application(t, mira.ID); a.TimeZone != before || before != "" {
		t.Errorf("her zone is %q, and was %q before", a.TimeZone, before)
	}
}
