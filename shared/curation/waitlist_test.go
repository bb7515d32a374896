package curation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// The obstacle that is named is the one that the groups as they stand have, also after staff have changed them.
func TestTheWaitlistSaysWhy(t *testing.T) {
	full := func(s *scene) { s.several(14, "t", "SEO") }
	for name, c := range map[string]struct {
		scene   func(*scene)
		changes []curation.Change
		who     string
		why     string
		letter  string // where the applicant reads something else
	}{
		"no group has the topic": {nil, nil, "odd", "No Champion offers one of the chosen topics for this role or a similar one, in this region or one next to it.", ""},
		"no group has the topic, and one would have enough members": {func(s *scene) { s.several(4, "q", "Quantum") }, nil, "odd",
			"No Champion offers one of the chosen topics for this role or a similar one, in this region or one next to it. " +
				"A Champion for Quantum · Marketing · North America would seat 5 of those who wait.",
			"No Champion offers one of the chosen topics for this role or a similar one, in this region or one next to it."},
		"the groups are full": {full, nil, "t13",
			`All 19 member seats of the group on "SEO" are taken, and no other group that suits has room.`, ""},
		"colleagues have the seats": {func(s *scene) {
			s.member("c1 NA p0-co Pricing")
			s.member("c2 NA p0-co Pricing")
			s.member("c3 NA p0-co Pricing")
		}, nil, "c3",
			`The group on "Pricing" already has 2 members of the same company, as many as one group may have.`, ""},
		"the group would be too small": {func(s *scene) { s.several(4, "h", "Hiring") }, nil, "h0", `The group on "Hiring" did not open: it would have had fewer than 5 members.`, ""},
		"the cohort has its groups": {func(s *scene) {
			for _, topic := range []string{"A", "B", "C", "D", "E", "F", "G", "H"} {
				s.champion("lead" + topic + " NA - " + topic)
				s.several(6, "m"+topic, topic)
			}
			s.several(5, "h", "Hiring Quantum")
			s.several(6, "x", "Pricing")
		}, nil, "h0", `The group on "Hiring" did not open: the cohort has its 10 groups.`, ""},
		"the Champion is a colleague": {func(s *scene) { s.member("own NA Bea-co Pricing") }, nil, "own", `The group on "Pricing" is led by a Champion of the same company.`, ""},
		"the review waitlisted them":  {nil, nil, "spare", "Waitlisted by the team when it reviewed the application.", ""},
		"staff keep them out": {nil, []curation.Change{{Do: curation.KeepOut, Member: member("s0"), Lead: lead("abe")}}, "s0",
			"Kept out of Group 2 (SEO) by staff.", `There was no seat for you in the group on "SEO".`},
		"staff moved them and left the seat free": {nil, []curation.Change{{Do: curation.Move, Member: member("s0")}}, "s0",
			"Could have a seat in Group 2 (SEO), which has a free one.", `There was no seat for you in the group on "SEO".`},
		"staff keep the group shut": {nil, []curation.Change{{Do: curation.Dissolve, Group: group(2)}}, "s0",
			`Staff keep the group on "SEO" from opening.`, `The team decided that the group on "SEO" does not open.`},
	} {
		t.Run(name, func(t *testing.T) {
			s := usual()
			if c.scene != nil {
				c.scene(s)
			}
			b := s.board(t)
			for _, change := range c.changes {
				out, err := b.Apply(change)
				if err != nil {
					t.Fatal(err)
				}
				b = out.Board
			}
			if c.letter == "" {
				c.letter = c.why
			}
			for i, w := range b.Waitlist() {
				if w.Place != i+1 {
					t.Errorf("%s has place %d, not %d", w.Member.Name(), w.Place, i+1)
				}
				if w.Member.ID == member(c.who) {
					if w.Why != c.why || w.Letter != c.letter {
						t.Errorf("why %q\nletter %q", w.Why, w.Letter)
					}
					return
				}
			}
			t.Errorf("%s does not wait: %s", c.who, write(b))
		})
	}
}

func TestWhoIsKeptOutOfAGroupIsNotToldToAskForIt(t *testing.T) {
	b := applied(t, usual().board(t), curation.Change{Do: curation.KeepOut, Member: member("odd"), Lead: lead("bea")})
	a, _ := b.Member(member("odd"))
	var titles []string
	for _, g := range b.Otherwise(a) {
		titles = append(titles, b.Title(g))
	}
	if got := strings.Join(titles, ", "); got != "Group 2 (SEO)" {
		t.Errorf("told of %s", got)
	}
}

func TestWaitlistedAtTheDeadlineSaysSo(t *testing.T) {
	s := usual()
	s.members[len(s.members)-1].Decision = &pug.Decision{Choice: pug.ChoiceWaitlist, By: pug.TheDeadline}
	line := s.board(t).Waitlist()
	if got := line[len(line)-1].Why; got != "Waitlisted because the application was still undecided when decisions were due." {
		t.Error(got)
	}
}

// Forty people want the same seats for the same points: those who applied first have them, as far as their companies allow.
func TestAmongEqualsWhoAppliedFirstHasTheSeat(t *testing.T) {
	s := &scene{}
	s.champion("abe NA Abe-co SEO")
	for i := range 40 {
		s.member(fmt.Sprintf("z%02d NA firm%d SEO", 60-i, i/4)) // four colleagues each, ids against the order of application
	}
	b := s.board(t)
	want := []string{}
	for i := range 40 {
		if i%4 < 2 && len(want) < pug.MemberSeats {
			want = append(want, member(fmt.Sprintf("z%02d", 60-i)))
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, b.Groups[0].Members); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	out, err := b.Again(t.Context())
	if err != nil || write(out.Board) != write(b) {
		t.Errorf("%v: proposed again\n%s", err, write(out.Board))
	}
}

func TestFitSaysHowWellAGroupSuits(t *testing.T) {
	s := usual()
	s.member("near NA - Quantum SEO")
	s.member("both LATAM - SEO")
	s.member("next EMEA - SEO")
	s.member("dev NA - Pricing")
	for i, role := range []pug.Role{pug.RoleSales, pug.RoleSales, pug.RoleMarketing, pug.RoleTechnical} {
		s.members[len(s.members)-4+i].Role = role
	}
	b := s.board(t)
	for name, c := range map[string]struct {
		who   string
		group int
		want  string
	}{
		"first choice, own region": {"p0", 0, "1st choice, their region"}, "second choice": {"p0", 1, "2nd choice, their region"},
		"an adjacent region": {"next", 1, "1st choice, next to their region"},
		"another topic":      {"odd", 0, "not their topic, their region"},
		"another region":     {"far", 1, "1st choice, another region"},
		"another role":       {"dev", 0, "1st choice, another role"},
		"a similar role":     {"near", 1, "2nd choice, similar role"},
		"both":               {"both", 1, "1st choice, next to their region, similar role"},
	} {
		if got := b.Fit(b.Groups[c.group], member(c.who)).String(); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// BenchmarkWaitlist explains 2,000 people who wait for 190 seats.
func BenchmarkWaitlist(b *testing.B) {
	s := &scene{}
	for i := range 14 {
		s.champion(fmt.Sprintf("lead%d NA - T%d", i, i))
	}
	for i := range 2190 {
		s.member(fmt.Sprintf("m%d NA co%d T%d T%d T%d", i, i/2, i%14, (i+1)%14, (i+5)%14))
	}
	board := s.board(b)
	for b.Loop() {
		if got := len(board.Waitlist()); got != 2000 {
			b.Fatal(got)
		}
	}
}
