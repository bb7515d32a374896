package pug

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDetails(t *testing.T) {
	tests := []struct {
		name string
		of   Application
		want []Fact
	}{
		{"a member's topics are numbered, best first", Application{
			Kind: KindMember, Cohort: "2026-H2", FirstName: "Ina", LastName: "Roth", Email: "ina@example.com", Company: "Roth", PartnerType: AppPartner,
			Role: RoleSales, Region: RegionEMEA, Topics: []Topic{{Name: "Pricing"}, {Name: "Hiring"}}, TimeZone: "Europe/Berlin",
		}, []Fact{
			{"Applies as", "member"}, {"Cohort", "October 2026"}, {"Name", "Ina Roth"}, {"E-mail", "ina@example.com"}, {"Company", "Roth"},
			{"Partner type", "App partner"}, {"Role", "Sales / account representative"}, {"Region", "Europe, Middle East and Africa"},
			{"Topics, best first", "1. Pricing · 2. Hiring"}, {"Time zone", "Europe/Berlin"},
		}},
		{"what was left out is left out", Application{Kind: KindChampion, Email: "ina@example.com", Topics: []Topic{{Name: "Pricing"}}},
			[]Fact{{"Applies as", "Champion"}, {"E-mail", "ina@example.com"}, {"Topic", "Pricing"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.of.Details()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
