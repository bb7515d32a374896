package intake

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestAnApplicantIsToldWhereNobodyLeadsTheirTopics(t *testing.T) {
	tests := []struct {
		name    string
		change  set
		leads   pug.Role // of the only group on offer, Pricing in NA; empty: nothing is on offer
		at      time.Time
		subject string
		says    string
	}{
		{"a topic on offer for their role, next to their region", set{}, pug.RoleSales, open,
			"We have your application for the October 2026 cohort", "You do not need to do anything"},
		{"a topic that nobody leads", set{"pug_topic_1": "Hiring"}, pug.RoleSales, open,
			"We have your application for the October 2026 cohort: please choose among its groups",
			"- Pricing (Sales / account representative, North America)"},
		{"a topic that is led for another role", set{}, pug.RoleTechnical, open,
			"We have your application for the October 2026 cohort: no group suits it yet", "No group on offer is for your role"},
		{"when nothing is on offer", set{"pug_topic_1": "Hiring"}, "", open,
			"We have your application for the October 2026 cohort", "You do not need to do anything"},
		{"a webhook that arrives when there is nothing to choose any more", set{"pug_topic_1": "Hiring"}, pug.RoleSales,
			time.Date(2026, 9, 17, 13, 0, 0, 0, time.UTC), "We have your application for the October 2026 cohort", "You do not need to do anything"},
		{"a Champion", set{"pug_application": "champion", "pug_topic_1": "Hiring"}, pug.RoleSales,
			time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC), "We have your application for the October 2026 cohort", "You do not need to do anything"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStand(t)
			if test.leads != "" {
				s.Champion(t, "Cleo Marsh", func(a *pug.Application) { a.Role = test.leads })
			}
			s.At(test.at)
			s.post(t, form("s", test.at.Add(-time.Minute), test.change), "accepted")
			mails := s.To(ina)
			if len(mails) != 1 || mails[0].Subject != test.subject || !strings.Contains(mails[0].Text, test.says) {
				t.Fatalf("the applicant got %+v", mails)
			}
			asks := strings.Contains(functest.Link(mails[0]), "/choose/")
			if asks != strings.Contains(test.subject, ": ") {
				t.Errorf("the letter has a link to choose: %v", asks)
			}
		})
	}
}

func TestAChampionSaysWhetherTheyMayBeNamed(t *testing.T) {
	at := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]bool{"true": true, "": false, "false": false} {
		s := newStand(t)
		s.At(at)
		a := s.post(t, form("s", at, set{"pug_application": "champion", "pug_public": value}), "accepted")
		if a.Public != want {
			t.Errorf("pug_public %q: public is %v", value, a.Public)
		}
	}
}
