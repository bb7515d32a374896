package pug

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestR7UnmetDemandIsCountedAsAGroupCouldSeatIt(t *testing.T) {
	groups := GroupsOnOffer([]Application{proposes(1, "Pricing", RoleSales, RegionNA)})
	wants := func(n int, status Status, role Role, region Region, topics ...string) []Application {
		var all []Application
		for i := range n {
			a := Application{ID: fmt.Sprint(role, region, topics, i), Kind: KindMember, Status: status, Role: role, Region: region}
			for _, name := range topics {
				a.Topics = append(a.Topics, Topic{name, TopicKey(name)})
			}
			all = append(all, a)
		}
		return all
	}
	in := func(n int, role Role, region Region, topics ...string) []Application {
		return wants(n, StatusApproved, role, region, topics...)
	}
	for name, row := range map[string]struct {
		members [][]Application
		want    []string
	}{
		"a topic that is led is no demand, but for who is too far from it": {
			[][]Application{in(3, RoleSales, RegionNA, "Pricing"), in(2, RoleMarketing, RegionLATAM, "Pricing"), in(1, RoleSales, RegionAPAC, "Pricing")},
			[]string{"1 member wants Pricing · Sales / account representative · Asia Pacific"}},
		"who is declined or replaced does not count, who is undecided does": {
			[][]Application{wants(1, StatusPending, RoleSales, RegionNA, "Hiring"), wants(3, StatusDeclined, RoleSales, RegionEMEA, "Hiring"),
				wants(3, StatusReplaced, RoleSales, RegionEMEA, "Hiring")},
			[]string{"1 member wants Hiring · Sales / account representative · North America"}},
		"who names a topic in two spellings counts once": {
			[][]Application{in(2, RoleSales, RegionNA, "Hiring", "HIRING")},
			[]string{"2 members want Hiring · Sales / account representative · North America"}},
		"similar roles and adjacent regions count together, by those of most": {
			[][]Application{in(3, RoleSales, RegionNA, "Hiring"), in(2, RoleMarketing, RegionEMEA, "Hiring")},
			[]string{"5 members want Hiring · Sales / account representative · North America"}},
		"the role between two others has both": {
			[][]Application{in(3, RoleSales, RegionNA, "Hiring"), in(3, RoleServiceDelivery, RegionNA, "Hiring")},
			[]string{"6 members want Hiring · Marketing · North America"}},
		"roles that are not similar do not, and nobody counts twice for a topic": {
			[][]Application{in(3, RoleSales, RegionNA, "Hiring"), in(2, RoleMarketing, RegionNA, "Hiring"), in(2, RoleOwnerCEO, RegionNA, "Hiring")},
			[]string{"5 members want Hiring · Sales / account representative · North America",
				"2 members want Hiring · Owner / CEO · North America"}},
	} {
		t.Run(name, func(t *testing.T) {
			var members []Application
			for _, some := range row.members {
				members = append(members, some...)
			}
			var got []string
			for _, d := range UnmetDemand(members, groups) {
				got = append(got, d.String())
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
