package review

import (
	"net/http"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestStaffSeeHowManyWantWhatNobodyLeads(t *testing.T) {
	tests := []struct {
		name  string
		leads string // the topic of the only group on offer
		says  string // empty: nothing of a lack
	}{
		{"nobody leads a topic of the applicant's", "Selling", "<li>3 members want Hiring · Sales / account representative · Europe"},
		{"somebody leads one of them", "Pricing", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := stage(t, func(a *pug.Application) { a.Unmet = true }) // so it was when it came in
			r.Champion(t, "Cleo Marsh", func(a *pug.Application) { a.Topics = functest.Topics(test.leads) })
			for _, name := range []string{"Mia Okoye", "Cal Reed"} {
				r.Member(t, name, func(a *pug.Application) { a.Region, a.Topics = pug.RegionEMEA, functest.Topics("Hiring", "Yachts") })
			}
			ask(t, r, 0)
			page := r.Get(t, r.LinkTo(t, ada), http.StatusOK, test.says)
			if got := strings.Contains(page, "No group on offer"); got != (test.says != "") || strings.Contains(page, "Yachts") {
				t.Errorf("the page says that a Champion is missing: %v", got)
			}
		})
	}
}
