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
			{Label: "Applies as", Value: "member"}, {Label: "Cohort", Value: "October 2026"}, {Label: "Name", Value: "Ina Roth"}, {Label: "Email", Value: "ina@example.com"}, {Label: "Company", Value: "Roth"},
			{Label: "Partner type", Value: "App partner"}, {Label: "Role", Value: "Sales / account representative"}, {Label: "Region", Value: "Europe, Middle East and Africa"},
			{Label: "Topics, best first", Value: "1. Pricing · 2. Hiring"}, {Label: "Time zone", Value: "Europe/Berlin"},
		}},
		{"what was left out is left out", Application{Kind: KindChampion, Email: "ina@example.com", Topics: []Topic{{Name: "Pricing"}}},
			[]Fact{{Label: "Applies as", Value: "Champion"}, {Label: "Email", Value: "ina@example.com"}, {Label: "Topic", Value: "Pricing"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.of.Details()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
