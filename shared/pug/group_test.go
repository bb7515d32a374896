package pug_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR5R6Sizes(t *testing.T) {
	if pug.MaxPartners != 20 || pug.MemberSeats != pug.MaxPartners-1 {
		t.Errorf("a group has %d partners and %d member seats, want 20 and 19", pug.MaxPartners, pug.MemberSeats)
	}
	if pug.MaxGroups != 10 {
		t.Errorf("a cohort has %d groups, want 10", pug.MaxGroups)
	}
}

func group() pug.Group {
	return pug.Group{
		ID: "2026-H2-g01", Cohort: "2026-H2", Topic: pug.Topic{Name: "Pricing", Key: "pricing"}, Role: pug.RoleSales, Region: pug.RegionNA,
		Champion: pug.Person{ID: "2026-H2-champion-c1", Name: "Cleo Bay", Email: "cleo@example.com", Company: "Bay Ltd"},
	}
}

func TestTheSeatsThatAreFree(t *testing.T) {
	led := pug.Person{ID: "2026-H2-champion-rosa", Email: "rosa@example.com"}
	for name, c := range map[string]struct {
		of   pug.Group
		free int
		full bool
	}{
		"a group with room": {pug.Group{Champion: led, Partners: 18}, 2, false},
		"a full group":      {pug.Group{Champion: led, Partners: 20}, 0, true},
		"a group that nobody leads keeps a place for one": {pug.Group{Partners: 18}, 1, false},
		"it is full with nineteen members":                {pug.Group{Partners: 19}, 0, true},
		"its Champion stayed as a member":                 {pug.Group{Partners: 20}, -1, true},
	} {
		t.Run(name, func(t *testing.T) {
			if c.of.Free() != c.free || c.of.Full() != c.full {
				t.Errorf("%d seats are free, and it is full: %v", c.of.Free(), c.of.Full())
			}
		})
	}
}

func TestR4R5AGroupSuitsItsTopicAndRolesAndRegionsNearby(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*pug.Application)
		want   bool
	}{
		"the same region":                       {func(a *pug.Application) { a.Region = pug.RegionNA }, true},
		"an adjacent region":                    {func(a *pug.Application) { a.Region = pug.RegionEMEA }, true},
		"a region far away":                     {func(a *pug.Application) { a.Region = pug.RegionAPAC }, false},
		"a similar role":                        {func(a *pug.Application) { a.Role = pug.RoleMarketing }, true},
		"a role that is not similar":            {func(a *pug.Application) { a.Role = pug.RoleTechnical }, false},
		"the topic is the last choice":          {func(a *pug.Application) { a.Topics = []pug.Topic{{Key: "ai"}, {Key: "pricing"}} }, true},
		"the topic is no choice":                {func(a *pug.Application) { a.Topics = []pug.Topic{{Key: "ai"}} }, false},
		"the topic is written differently":      {func(a *pug.Application) { a.Topics = []pug.Topic{{Name: "PRICING!", Key: "pricing"}} }, true},
		"the Champion is no member of the same": {func(a *pug.Application) { a.Email, a.FirstName, a.LastName = "cleo@example.com", "Cleo", "Bay" }, false},
		"a colleague who shares their address":  {func(a *pug.Application) { a.Email = "cleo@example.com" }, true},
	} {
		a := complete()
		c.change(&a)
		if got := group().Suits(a); got != c.want {
			t.Errorf("%s: suits %v, want %v", name, got, c.want)
		}
	}
}

func TestR5AtMostTwoOfOneCompanyAndNoneOfTheChampions(t *testing.T) {
	from := func(company string) pug.Seat { return pug.Seat{Member: pug.Person{Company: company}} }
	excused := from("Acme")
	excused.Excused = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	byException := from("Acme")
	byException.Exception = &pug.Exception{Reason: "They asked for it.", By: "Ada Hart"}
	for name, c := range map[string]struct {
		company string
		seats   []pug.Seat
		want    bool
	}{
		"a company that is new to the group":      {"Acme", nil, true},
		"one that has a member":                   {"Acme", []pug.Seat{from("Acme")}, true},
		"one that has two":                        {"Acme", []pug.Seat{from("Acme"), from("Acme")}, false},
		"one that has two, written differently":   {" ACME  corp", []pug.Seat{from("acme corp"), from("Acme Corp ")}, false},
		"one that has three, one by exception":    {"Acme", []pug.Seat{from("Acme"), from("Acme"), byException}, false},
		"one that has two, one by exception":      {"Acme", []pug.Seat{from("Acme"), byException}, false},
		"one that has two, of whom one left":      {"Acme", []pug.Seat{from("Acme"), excused}, true},
		"the Champion's company":                  {"bay LTD", nil, false},
		"no company is nobody's":                  {" ", []pug.Seat{from(""), from("")}, true},
		"others of another company do not matter": {"Acme", []pug.Seat{from("Zeta"), from("Zeta")}, true},
	} {
		if got := group().CompanyRoom(pug.Person{Company: c.company}, c.seats); got != c.want {
			t.Errorf("%s: room %v, want %v", name, got, c.want)
		}
	}
}
