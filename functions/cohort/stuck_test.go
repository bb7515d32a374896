package cohort_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestStaffAreToldOnceOfWhatIsStuck(t *testing.T) {
	r := begin(t, "2026-10-01 09:00")
	ina := r.Member(t, "Ina Roth")
	flag := pug.Flag{ID: "2026-H2-g01-ina-miss2", Group: "2026-H2-g01", Member: ina.Person()}
	r.Must(t, r.Store.AddFlag(t.Context(), flag, store.Call{ID: "start"}))
	said := map[string]any{"Error": "Pugs.NotFound",
		"Cause": `{"errorMessage": "There is no group.", "errorType": "Pugs.NotFound"}`}
	for _, in := range []map[string]any{
		{"cohort": id, "doing": "propose groups", "again": true, "said": said},
		{"application": ina.ID, "doing": "ask staff", "said": said},
		{"flag": flag.ID, "doing": "carry the decision out",
			"said": map[string]any{"Error": "States.Timeout", "Cause": ""}},
		{"application": "2026-H2-member-gone", "doing": "ask staff", "said": said},
	} {
		for range 2 {
			r.Task(t, "stuck", in, nil)
		}
	}
	want := []string{
		"Please check: could not propose groups, for the October 2026 cohort",
		"Please check: could not ask staff, for the application of Ina Roth",
		"Please check: could not carry the decision out, for the missed meetings of Ina Roth",
		"Please check: could not ask staff, for 2026-H2-member-gone",
	}
	if diff := cmp.Diff(want, r.Subjects("ada@example.com")); diff != "" {
		t.Error(diff)
	}
	functest.Contains(t, r.To("ada@example.com")[0].Text, "It is tried again every day", "There is no group.")
	functest.Contains(t, r.To("ada@example.com")[2].Text, "Everything else goes on", "States.Timeout")
}
