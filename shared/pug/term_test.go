package pug_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR1EachKindOfPartnerIsWelcomeAlike(t *testing.T) {
	for _, kind := range []pug.PartnerType{"solutions_partner", "solutions_provider", "app_partner"} {
		a := complete()
		a.PartnerType = kind
		if problems := a.Assess(); len(problems) > 0 {
			t.Errorf("%s: %v", kind, problems)
		}
	}
	if n := len(pug.PartnerTypes()); n != 3 {
		t.Errorf("there are %d kinds of partner, want 3", n)
	}
}

func TestR5RegionsMeetWhereTheyAreTheSameOrAdjacent(t *testing.T) {
	meet := map[[2]pug.Region]bool{
		{pug.RegionNA, pug.RegionLATAM}: true, {pug.RegionNA, pug.RegionEMEA}: true, {pug.RegionEMEA, pug.RegionAPAC}: true,
		{pug.RegionNA, pug.RegionAPAC}: false, {pug.RegionLATAM, pug.RegionEMEA}: false, {pug.RegionLATAM, pug.RegionAPAC}: false,
	}
	for pair, want := range meet {
		if pair[0].Meets(pair[1]) != want || pair[1].Meets(pair[0]) != want {
			t.Errorf("%s and %s: want %v both ways round", pair[0], pair[1], want)
		}
	}
	for _, r := range pug.Regions() {
		if !r.Meets(r) {
			t.Errorf("%s does not meet itself", r)
		}
	}
}

func TestR5RolesAreNearWhereTheyAreTheSameOrSimilar(t *testing.T) {
	line := []pug.Role{ // each is similar to its neighbours, and to nobody else
		pug.RoleSales, pug.RoleMarketing, pug.RoleServiceDelivery, pug.RoleTechnical, pug.RoleOperations, pug.RoleOwnerCEO,
	}
	if len(line) != len(pug.Roles()) {
		t.Errorf("there are %d roles, want %d", len(pug.Roles()), len(line))
	}
	for i, a := range line {
		for j, b := range line {
			if want := -1 <= i-j && i-j <= 1; a.Near(b) != want {
				t.Errorf("%s and %s: want %v", a, b, want)
			}
		}
	}
}

func TestEachValueOfAFormHasALabelOfItsOwn(t *testing.T) {
	labels := map[string]string{}
	add := func(value, label string) {
		if label == value || labels[label] != "" {
			t.Errorf("%q is shown as %q", value, label)
		}
		labels[label] = value
	}
	for _, r := range pug.Roles() {
		add(string(r), r.Label())
	}
	for _, r := range pug.Regions() {
		add(string(r), r.Label())
	}
	for _, p := range pug.PartnerTypes() {
		add(string(p), p.Label())
	}
}
