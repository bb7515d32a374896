package pug

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestR7UnmetDemandIsCountedByTopicRoleAndRegion(t *testing.T) {
	groups := GroupsOnOffer([]Application{proposes(1, "Pricing", RoleSales, RegionNA)})
	var members []Application
	for _, m := range []struct {
		status Status
		region Region
		topics []string
	}{
		{StatusApproved, RegionNA, []string{"Pricing", "Hiring"}}, // led, and not led
		{StatusPending, RegionNA, []string{"HIRING"}},
		{StatusApproved, RegionAPAC, []string{"Pricing"}}, // led, but far away
		{StatusDeclined, RegionNA, []string{"Hiring"}},
		{StatusReplaced, RegionNA, []string{"Hiring"}},
	} {
		a := Application{Kind: KindMember, Status: m.status, Role: RoleSales, Region: m.region}
		for _, name := range m.topics {
			a.Topics = append(a.Topics, Topic{name, TopicKey(name)})
		}
		members = append(members, a)
	}
	want := []Demand{{Topic{"Hiring", "hiring"}, RoleSales, RegionNA, 2},
		{Topic{"Pricing", "pricing"}, RoleSales, RegionAPAC, 1}}
	if diff := cmp.Diff(want, Unmet(members, groups)); diff != "" {
		t.Error(diff)
	}
}
