package pug

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// proposes is an approved Champion who applied in the given minute.
func proposes(minute int, topic string, role Role, region Region) Application {
	return Application{ID: topic, Kind: KindChampion, Status: StatusApproved, FirstName: "Ada", Company: "Acme",
		Role: role, Region: region, Topics: []Topic{{Name: topic, Key: TopicKey(topic)}},
		Submitted: time.Date(2026, 8, 1, 9, minute, 0, 0, time.UTC)}
}

func public(a Application) Application {
	a.Public = true
	return a
}

func TestGroupsOnOffer(t *testing.T) {
	ada := []PublicChampion{{"Ada", "Acme"}}
	pricing := Topic{Name: "Pricing", Key: "pricing"}
	declined := proposes(1, "Hiring", RoleSales, RegionNA)
	declined.Status = StatusDeclined
	nameless := public(proposes(1, "Pricing", RoleSales, RegionNA))
	nameless.FirstName = ""
	tests := []struct {
		name      string
		champions []Application
		want      []GroupOnOffer
	}{
		{"nobody is approved", []Application{declined}, nil},
		{"a Champion who agreed is named", []Application{public(proposes(1, "Pricing", RoleSales, RegionNA))},
			[]GroupOnOffer{{pricing, RoleSales, RegionNA, ada, 19}}},
		{"a Champion who did not agree is not", []Application{proposes(1, "Pricing", RoleSales, RegionNA)},
			[]GroupOnOffer{{pricing, RoleSales, RegionNA, nil, 19}}},
		{"nor is one who gave no first name", []Application{nameless}, []GroupOnOffer{{pricing, RoleSales, RegionNA, nil, 19}}},
		{"two who propose the same are one group, spelt as the first of them did",
			[]Application{proposes(2, "PRICING", RoleSales, RegionNA), public(proposes(1, "Pricing", RoleSales, RegionNA))},
			[]GroupOnOffer{{pricing, RoleSales, RegionNA, ada, 38}}},
		{"they come by topic, then by role and region as forms have them",
			[]Application{proposes(1, "Pricing", RoleSales, RegionLATAM), proposes(2, "Hiring", RoleSales, RegionNA),
				proposes(3, "Pricing", RoleOwnerCEO, RegionAPAC), proposes(4, "Pricing", RoleSales, RegionNA)},
			[]GroupOnOffer{{Topic{"Hiring", "hiring"}, RoleSales, RegionNA, nil, 19},
				{pricing, RoleOwnerCEO, RegionAPAC, nil, 19}, {pricing, RoleSales, RegionNA, nil, 19},
				{pricing, RoleSales, RegionLATAM, nil, 19}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, GroupsOnOffer(test.champions)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTopicsOnOfferAreNamedOnce(t *testing.T) {
	got := TopicsOnOffer([]Application{proposes(2, "pricing", RoleSales, RegionNA), proposes(3, "Hiring", RoleSales, RegionNA),
		proposes(1, "Pricing", RoleOwnerCEO, RegionNA)})
	if diff := cmp.Diff([]string{"Hiring", "Pricing"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestATopicIsLedWhereAGroupOnOfferSuits(t *testing.T) {
	groups := GroupsOnOffer([]Application{proposes(1, "Pricing", RoleSales, RegionNA)})
	wants := func(role Role, region Region, topics ...string) Application {
		a := Application{Kind: KindMember, Role: role, Region: region}
		for _, name := range topics {
			a.Topics = append(a.Topics, Topic{name, TopicKey(name)})
		}
		return a
	}
	tests := []struct {
		name   string
		member Application
		unled  bool
	}{
		{"the same topic, role and region", wants(RoleSales, RegionNA, "pricing"), false},
		{"a region next to it", wants(RoleSales, RegionEMEA, "pricing"), false},
		{"one of several topics", wants(RoleSales, RegionNA, "Hiring", "Pricing"), false},
		{"another topic", wants(RoleSales, RegionNA, "Hiring"), true},
		{"a similar role", wants(RoleMarketing, RegionNA, "Pricing"), false},
		{"another role", wants(RoleTechnical, RegionNA, "Pricing"), true},
		{"a region far away", wants(RoleSales, RegionAPAC, "Pricing"), true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.member.Unled(groups); got != test.unled {
				t.Errorf("unled %v, want %v", got, test.unled)
			}
		})
	}
}
