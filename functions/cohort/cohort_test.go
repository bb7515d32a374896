package cohort_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/cohort"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const id = pug.CohortID("2026-H2")

// begin makes the function at a time in New York, "2006-01-02 15:04".
func begin(t *testing.T, at string) *functest.Env {
	t.Helper()
	r := functest.New(t, newYork(t, at))
	f, err := cohort.New(r.Deps())
	r.Must(t, err)
	r.Function = f
	return r
}

func newYork(t *testing.T, at string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	moment, err := time.ParseInLocation("2006-01-02 15:04", at, zone)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func of(c pug.CohortID) map[string]any { return map[string]any{"cohort": c} }

// group stores an open group with one member.
func group(t *testing.T, r *functest.Env) {
	t.Helper()
	r.Group(t, 1, r.Champion(t, "Champ Lane"), r.Member(t, "Mem Moss"))
}
