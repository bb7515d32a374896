package pug_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func twoGroups() pug.Proposal {
	return pug.Proposal{Cohort: "2026-H2", Revision: 4, Last: "moved ann", Undo: 3, Groups: []pug.ProposedGroup{
		{ID: "2026-H2-g01", Lead: "bea", Members: []string{"ann", "cat"}}, {ID: "2026-H2-g03", Lead: "abe", Members: []string{}},
	}}
}

func TestACloneCanBeChangedAlone(t *testing.T) {
	p := twoGroups()
	c := p.Clone()
	c.Remove("ann")
	c.Put(1, "ann")
	c.Pin(pug.PinIn, "abe", "ann")
	c.Open("cy")
	if diff := cmp.Diff(twoGroups(), p); diff != "" {
		t.Errorf("the original has changed:\n%s", diff)
	}
}

func TestMembersStaySorted(t *testing.T) {
	p := twoGroups()
	p.Put(0, "bob")
	if got := p.Groups[0].Members; !slices.Equal(got, []string{"ann", "bob", "cat"}) {
		t.Errorf("got %v", got)
	}
	p.Remove("nobody")
	p.Remove("bob")
	if got := p.Groups[0].Members; !slices.Equal(got, []string{"ann", "cat"}) {
		t.Errorf("got %v", got)
	}
}

func TestAGroupOpensUnderTheLowestFreeNumber(t *testing.T) {
	p := twoGroups()
	for _, want := range []string{"Group 2", "Group 4", "Group 5"} {
		at := p.Open("cy")
		if g := p.Groups[at]; g.Name() != want || g.Lead != "cy" {
			t.Errorf("opened %+v, want %s", g, want)
		}
	}
	if !slices.IsSortedFunc(p.Groups, func(a, b pug.ProposedGroup) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("the groups are out of order: %+v", p.Groups)
	}
	if g := (pug.ProposedGroup{ID: "2026-H2-g10"}); g.Number() != "10" || g.Short() != "g10" {
		t.Errorf("the tenth group is number %s, %s", g.Number(), g.Short())
	}
}

func TestRevisionsLeadBackAndForth(t *testing.T) {
	before := pug.Proposal{Revision: 3, Last: "proposed the groups"}
	changed := before.Changed("moved ann")
	if changed.Revision != 4 || changed.Last != "moved ann" || changed.Undo != 3 || changed.Redo != 0 {
		t.Errorf("changed to %+v", changed)
	}
	undone := changed.Undone(before)
	if undone.Revision != 5 || undone.Last != "proposed the groups" || undone.Next != "moved ann" || undone.Redo != 4 {
		t.Errorf("undone to %+v", undone)
	}
	if redone := undone.Redone(changed); redone.Revision != 6 || redone.Last != "moved ann" || redone.Undo != 3 {
		t.Errorf("redone to %+v", redone)
	}
}

func TestPins(t *testing.T) {
	pinned := func(pins ...func(*pug.Proposal)) pug.Proposal {
		p := pug.Proposal{}
		for _, pin := range pins {
			pin(&p)
		}
		return p
	}
	pin := func(kind pug.PinKind, lead, member string) func(*pug.Proposal) {
		return func(p *pug.Proposal) { p.Pin(kind, lead, member) }
	}
	unpin := func(kind pug.PinKind, lead, member string) func(*pug.Proposal) {
		return func(p *pug.Proposal) { p.Unpin(kind, lead, member) }
	}
	in, out, open := pin(pug.PinIn, "bea", "ann"), pin(pug.PinOut, "abe", "ann"), pin(pug.PinOpen, "bea", "")
	for name, c := range map[string]struct {
		p    pug.Proposal
		want []pug.Pin
	}{
		"a pin is there once":                    {pinned(in, in), []pug.Pin{{Kind: pug.PinIn, Champion: "bea", Member: "ann"}}},
		"pins are in order":                      {pinned(in, open, out), []pug.Pin{{Kind: pug.PinOut, Champion: "abe", Member: "ann"}, {Kind: pug.PinOpen, Champion: "bea"}, {Kind: pug.PinIn, Champion: "bea", Member: "ann"}}},
		"a member is unpinned from everything":   {pinned(in, out, open, unpin("", "", "ann")), []pug.Pin{{Kind: pug.PinOpen, Champion: "bea"}}},
		"a member is unpinned from their seat":   {pinned(in, out, unpin(pug.PinIn, "", "ann")), []pug.Pin{{Kind: pug.PinOut, Champion: "abe", Member: "ann"}}},
		"a group is let go, its members are not": {pinned(in, open, unpin(pug.PinOpen, "bea", "")), []pug.Pin{{Kind: pug.PinIn, Champion: "bea", Member: "ann"}}},
		"everything about a group is forgotten":  {pinned(in, out, open, func(p *pug.Proposal) { p.Forget("bea") }), []pug.Pin{{Kind: pug.PinOut, Champion: "abe", Member: "ann"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, c.p.Pins); diff != "" {
				t.Error(diff)
			}
		})
	}
	p := pinned(in, out, open)
	if !p.PinnedIn("ann") || p.PinnedIn("bob") || !p.Held("bea") || p.Held("abe") || p.Shut("bea") || !p.KeptOut("ann", "abe") {
		t.Errorf("read wrongly: %+v", p.Pins)
	}
	if leads := p.KeptOutOf("ann"); !slices.Equal(leads, []string{"abe"}) {
		t.Errorf("Ann is kept out of %v", leads)
	}
}

func TestBriefLeavesOutWhatPeopleWrote(t *testing.T) {
	full := pug.Application{ID: "a", Cohort: "2026-H2", Kind: pug.KindMember, Email: "a@example.com", FirstName: "Ann", LastName: "Ash", Company: "Acme",
		PartnerType: pug.AppPartner, Role: pug.RoleSales, Region: pug.RegionNA, Topics: []pug.Topic{{Name: "SEO", Key: "seo"}}, Submitted: on(1),
		Status: pug.StatusApproved, Former: "2026-H1-g01", Decision: &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada", At: on(2)}}
	wordy := full
	wordy.Why, wordy.TimeZone, wordy.Unplaced, wordy.Group, wordy.Commitments, wordy.Deadline = "Because.", "Europe/Berlin", "Full.", "g", true, on(3)
	wordy.Origin, wordy.Problems = pug.OriginForm, []pug.Problem{{Code: pug.ProblemLate}}
	wordy.Decision = &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada", At: on(2), Note: "Welcome!"}
	if diff := cmp.Diff([]pug.Application{full}, pug.People{Members: []pug.Application{wordy}}.Brief().Members); diff != "" {
		t.Error(diff)
	}
	if wordy.Decision.Note == "" {
		t.Error("the application itself has lost its note")
	}
}

func TestGainIsReadInAFewWords(t *testing.T) {
	for want, v := range map[string]pug.Value{
		"places and points stay the same": {}, "+1 place": {Placed: 1}, "−1 place, +40 points": {Placed: -1, Score: 40},
		"−40 points": {Score: -40}, "+1 point": {Score: 1}, "+6 places, −1 point": {Placed: 6, Score: -1},
	} {
		if got := v.Gain(); got != want {
			t.Errorf("%+v reads %q, want %q", v, got, want)
		}
	}
}
