package desk_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// BenchmarkPagesAmongApplications has pages of the desk answered in a cohort with many applications, of which every
// fourth is in review. The goals are 50 ms and 150 KB with 2,000 applications, and 150 ms with 100,000.
func BenchmarkPagesAmongApplications(b *testing.B) {
	for _, size := range []int{2_000, 100_000} {
		env := desktest.New(b, desktest.Noon)
		env.Cohort(b, functest.October, pug.StageMembers)
		manyApply(b, env, size)
		env.SignIn(b, functest.Ada)
		for name, path := range map[string]string{
			"what needs you":       "/desk",
			"applications":         "/desk/cohorts/2026-H2/applications?status=pending",
			"a person":             "/desk/people/" + functest.NewApplication(pug.KindMember, "m000008 Example").ID,
			"a rare kind of these": "/desk/cohorts/2026-H2/applications?status=approved&role=technical",
		} {
			env.Get(b, path, http.StatusOK) // templates are parsed once, and the cohort is counted
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				length := 0
				for b.Loop() {
					w := env.Visit(http.MethodGet, path, nil)
					if w.Code != http.StatusOK {
						b.Fatal(w.Code, w.Body)
					}
					length = w.Body.Len()
				}
				b.ReportMetric(float64(length)/1000, "KB")
				b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/page")
			})
		}
	}
}

// manyApply has so many members apply.
func manyApply(b *testing.B, env *functest.Env, size int) {
	b.Helper()
	for n := range size {
		env.Apply(b, functest.NewApplication(pug.KindMember, fmt.Sprintf("m%06d Example", n), func(a *pug.Application) {
			a.Submitted, a.Deadline, a.Status = desktest.Noon, desktest.Noon.AddDate(0, 0, 9), pug.StatusApproved
			a.Company = fmt.Sprintf("Company %d", n)
			if n%4 == 0 {
				a.Status = pug.StatusPending
			}
		}))
	}
}
