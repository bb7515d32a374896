package pug

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnIdentityAsItIsTyped(t *testing.T) {
	got, wrong := ParseIdentity(" Ina ", "Berg", "Ina.Berg@ACME.example ", "Acme\u200b Inc")
	if diff := cmp.Diff(Identity{"Ina", "Berg", "ina.berg@acme.example", "Acme Inc", ""}, got); diff != "" || len(wrong) > 0 {
		t.Error(wrong, diff)
	}
	_, wrong = ParseIdentity("", " ", "ina", "")
	if wrong["email"] == "" || wrong["first"] == "" || len(wrong) != 2 {
		t.Errorf("wrong is %v", wrong)
	}
	_, wrong = ParseIdentity("You won, see http://evil.example/win", "www.evil.example", "ina@acme.example", "booking.com")
	if wrong["first"] == "" || wrong["last"] == "" || len(wrong) != 2 {
		t.Errorf("wrong is %v", wrong)
	}
}

func TestWhoeverGetsAnotherAddressKeepsTheFormerOnesInMind(t *testing.T) {
	a := Application{FirstName: "Ina", Email: "one@a.example", Shared: true, Sharing: "f00d"}
	b := a.As(Identity{FirstName: "Ina", Email: "two@a.example"})
	c := b.As(Identity{FirstName: "Ina", LastName: "Berg", Email: "two@a.example"})
	back := c.As(Identity{FirstName: "Ina", Email: "one@a.example"})
	if diff := cmp.Diff([]string{"two@a.example", "one@a.example"}, c.Addresses()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Ina Berg", "Ina"}, c.Names()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"one@a.example", "two@a.example"}, back.Addresses()); diff != "" {
		t.Error(diff)
	}
	if b.Shared || b.Sharing != "" {
		t.Error("the mailbox is shared still")
	}
}

func TestWhatKeepsSomebodyFromChangingWhoTheyAre(t *testing.T) {
	ina := Application{ID: "2026-H2-member-ina", Cohort: "2026-H2", Kind: KindMember, FirstName: "Ina",
		Email: "ina@a.example", Company: "Acme"}
	bo := Application{ID: "2026-H2-member-bo", Cohort: "2026-H2", Kind: KindMember, FirstName: "Bo",
		Email: "bo@b.example", Company: "Brightside"}
	cleo := Person{ID: "2026-H2-champion-cleo", Name: "Cleo", Email: "cleo@c.example", Company: "Citrus"}
	leader := Application{ID: cleo.ID, Cohort: "2026-H2", Kind: KindChampion, FirstName: "Cleo", Email: cleo.Email,
		Company: "Citrus"}
	group := &Group{ID: "2026-H2-g01", Champion: cleo}
	of := func(company string, ids ...string) []Seat {
		seats := []Seat{{Member: ina.Person()}}
		for _, id := range ids {
			seats = append(seats, Seat{Member: Person{ID: id, Name: id, Email: id + "@x.example", Company: company}})
		}
		return seats
	}
	moved := bo
	moved.Formerly = []Former{{"Ina", ina.Email}}
	for name, test := range map[string]struct {
		who  Application
		to   Identity
		n    Neighbours
		by   *Exception
		kind ErrorKind
		says string
	}{
		"nothing is new":          {who: ina, to: ina.Identity(), kind: Already},
		"another time zone alone": {who: ina, to: Identity{"Ina", "", ina.Email, "Acme", "Africa/Lagos"}, n: Neighbours{}},
		"the address is another person's": {who: ina, to: Identity{"Ina", "", bo.Email, "Acme", ""},
			n: Neighbours{There: []Application{bo}}, kind: Conflict, says: "Bo applied to the October 2026 cohort"},
		"their own application has moved there": {who: ina, to: Identity{"Ina", "", bo.Email, "Acme", ""},
			n: Neighbours{There: []Application{moved}}},
		"a colleague is there, the address stays": {who: ina, to: Identity{"Ina", "Berg", ina.Email, "Acme", ""},
			n: Neighbours{There: []Application{ina}}},
		"two of the new company sit there": {who: ina, to: Identity{"Ina", "", ina.Email, "Delta", ""},
			n: Neighbours{Group: group, Seats: of("Delta", "d1", "d2")}, kind: Full, says: "Group 1 has no room for one more of Delta"},
		"two sit there, and staff say why": {who: ina, to: Identity{"Ina", "", ina.Email, "Delta", ""},
			n: Neighbours{Group: group, Seats: of("Delta", "d1", "d2")}, by: &Exception{Reason: "Merger"}},
		"one of the new company sits there": {who: ina, to: Identity{"Ina", "", ina.Email, "Delta", ""},
			n: Neighbours{Group: group, Seats: of("Delta", "d1")}},
		"the new company is the Champion's": {who: ina, to: Identity{"Ina", "", ina.Email, "Citrus Ltd", ""},
			n: Neighbours{Group: group, Seats: of("Delta")}, kind: Full},
		"the Champion joins a member's company": {who: leader, to: Identity{"Cleo", "", cleo.Email, "Acme", ""},
			n: Neighbours{Group: group, Seats: of("Delta", "d1")}, kind: Full, says: "has members of Acme: Ina"},
		"the Champion changes to a company of nobody": {who: leader, to: Identity{"Cleo", "", cleo.Email, "Echo", ""},
			n: Neighbours{Group: group, Seats: of("Delta", "d1")}},
	} {
		after, err := test.who.Identify(test.to, test.n, test.by)
		if test.kind == "" && (err != nil || after.Identity() != test.to) || test.kind != "" && !IsError(err, test.kind) {
			t.Errorf("%s: %+v, %v", name, after.Identity(), err)
		}
		if err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: it says %q", name, err)
		}
	}
}
