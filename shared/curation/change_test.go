package curation_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const stands = "g01 bea: p0 p1 p2 p3 p4 p5; g02 abe: s0 s1 s2 s3 s4 s5; wait: far odd spare"

func TestProposeSeatsWhoFitsAndLetsTheOthersWait(t *testing.T) {
	b := usual().board(t)
	if diff := cmp.Diff(stands, write(b)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if want := (pug.Machine{Revision: 1, Value: pug.Value{Placed: 12, Score: 12 * 150}}); b.Machine != want || b.Revision != 1 {
		t.Errorf("revision %d, %+v", b.Revision, b.Machine)
	}
}

func TestChanges(t *testing.T) {
	for name, c := range map[string]struct {
		change curation.Change
		want   string // the board after it, in part
		what   string
		gain   pug.Value
	}{
		"move to a group that suits": {curation.Change{Do: curation.Move, Member: member("p0"), Group: group(2)},
			"g01 bea: p1 p2 p3 p4 p5; g02 abe: p0 s0 s1 s2 s3 s4 s5; wait: far odd spare", "moved p0 from Group 1 (Pricing) to Group 2 (SEO)", pug.Value{Score: -40}},
		"move and pin": {curation.Change{Do: curation.Move, Member: member("p0"), Group: group(2), Pin: true}, "; in abe p0", "moved p0", pug.Value{Score: -40}},
		"move to the waitlist, in order of application": {curation.Change{Do: curation.Move, Member: member("p0")},
			"wait: p0 far odd spare", "moved p0 from Group 1 (Pricing) to the waitlist", pug.Value{Placed: -1, Score: -150}},
		"move to the waitlist and pin": {curation.Change{Do: curation.Move, Member: member("p0"), Pin: true}, "; out bea p0", "moved p0", pug.Value{Placed: -1, Score: -150}},
		"who was waitlisted in review is pinned to the seat": {curation.Change{Do: curation.Move, Member: member("spare"), Group: group(1)},
			"p5 spare; g02 abe: s0 s1 s2 s3 s4 s5; wait: far odd; in bea spare", "moved spare from the waitlist to Group 1", pug.Value{Placed: 1, Score: 150}},
		"change places with somebody who waits": {curation.Change{Do: curation.Swap, Member: member("spare"), With: member("p3")},
			"g01 bea: p0 p1 p2 p4 p5 spare; g02 abe: s0 s1 s2 s3 s4 s5; wait: p3 far odd", "swapped spare in the waitlist and p3 in Group 1 (Pricing)", pug.Value{}},
		"pin to a seat":       {curation.Change{Do: curation.Pin, Member: member("s2")}, stands + "; in abe s2", "pinned s2 to Group 2 (SEO)", pug.Value{}},
		"keep out of a group": {curation.Change{Do: curation.KeepOut, Member: member("p1"), Lead: lead("abe")}, stands + "; out abe p1", "kept p1 out of the group of abe (SEO)", pug.Value{}},
		"keep out of the group where they sit": {curation.Change{Do: curation.KeepOut, Member: member("p1"), Lead: lead("bea")},
			"wait: p1 far odd spare; out bea p1", "kept p1 out of the group of bea (Pricing)", pug.Value{Placed: -1, Score: -150}},
		"dissolve a group": {curation.Change{Do: curation.Dissolve, Group: group(1)},
			"g02 abe: s0 s1 s2 s3 s4 s5; wait: p0 p1 p2 p3 p4 p5 far odd spare; shut bea", "dissolved Group 1 (Pricing), led by bea", pug.Value{Placed: -6, Score: -900}},
		"hold a group open": {curation.Change{Do: curation.Hold, Group: group(2)}, stands + "; open abe", "held Group 2 (SEO) open", pug.Value{}},
		"open a group that nobody waits for": {curation.Change{Do: curation.Open, Lead: lead("cy")},
			"g03 cy:; wait: far odd spare; open cy", "opened Group 3 (Hiring), led by cy", pug.Value{}},
		"name somebody from outside, and seat who waits": {curation.Change{Do: curation.Name, Named: pug.Lead{
			Person: pug.Person{Name: "Nia North", Email: " Nia@Example.org "}, Topic: pug.Topic{Name: "Quantum"}, Role: pug.RoleMarketing, Region: pug.RegionNA}},
			": odd; wait: far spare", "named Nia North as the Champion of Group 3 (Quantum)", pug.Value{Placed: 1, Score: 150}},
		"name a member, who leaves their seat": {curation.Change{Do: curation.Name, Named: pug.Lead{
			Person: pug.Person{Email: "s0@example.org"}, Topic: pug.Topic{Name: "Quantum"}, Role: pug.RoleMarketing, Region: pug.RegionNA}},
			"g02 abe: s1 s2 s3 s4 s5; g03", "named s0 as the Champion of Group 3 (Quantum)", pug.Value{Score: 0}},
		"name a Champion without a group for another topic": {curation.Change{Do: curation.Name, Named: pug.Lead{
			Person: pug.Person{Email: "cy@example.org"}, Topic: pug.Topic{Name: "SEO"}, Role: pug.RoleMarketing, Region: pug.RegionAPAC}},
			"g03 cy: far; wait: odd spare; open cy", "named cy as the Champion of Group 3 (SEO)", pug.Value{Placed: 1, Score: 150}},
	} {
		t.Run(name, func(t *testing.T) {
			b := usual().board(t)
			out, err := b.Apply(c.change)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out.Board)
			if got := write(out.Board); !strings.Contains(got, c.want) {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			if !strings.HasPrefix(out.Board.Last, c.what) || out.After.Minus(out.Before) != c.gain {
				t.Errorf("%q gains %+v, want %q, %+v", out.Board.Last, out.Gain(), c.what, c.gain)
			}
			if diff := cmp.Diff(stands, write(b)); diff != "" || out.Board.Revision != 2 || out.Board.Undo != 1 {
				t.Errorf("revision %d, undone by %d; the board that it is about (-before +after):\n%s", out.Board.Revision, out.Board.Undo, diff)
			}
		})
	}
}

func TestNoChangeBreaksALimit(t *testing.T) {
	crowded := func() *scene {
		s := usual()
		s.several(13, "t", "SEO") // g02 is full
		s.member("abe NA - Pricing")
		for _, topic := range []string{"A", "B", "C", "D", "E", "F", "G", "H"} {
			s.champion("lead" + topic + " NA - " + topic)
			s.several(5, "m"+topic, topic)
		}
		return s
	}
	for name, c := range map[string]struct {
		change curation.Change
		kind   pug.ErrorKind
		says   string
	}{
		"R5: a twenty-first partner":                {curation.Change{Do: curation.Move, Member: member("p0"), Group: group(10)}, pug.Full, "is full: 19 members and the Champion are as many as a group may have"},
		"R6: an eleventh group":                     {curation.Change{Do: curation.Open, Lead: lead("cy")}, pug.Full, "The cohort has 10 groups"},
		"R5: a twenty-first partner, with a reason": {curation.Change{Do: curation.Move, Member: member("odd"), Group: group(10), Exception: because}, pug.Full, "is full"},
		"R5: a swap into one's own group":           {curation.Change{Do: curation.Swap, Member: member("abe"), With: member("t0"), Exception: because}, pug.Invalid, "there is nobody with a seat or on the waitlist"},
		"to where they are":                         {curation.Change{Do: curation.Move, Member: member("p0"), Group: group(9)}, pug.Invalid, "p0 sits in Group 9 (Pricing) already"},
		"to the waitlist from there":                {curation.Change{Do: curation.Move, Member: member("odd")}, pug.Invalid, "odd is on the waitlist already"},
		"nobody":                                    {curation.Change{Do: curation.Move, Member: "", Group: group(1)}, pug.Invalid, "Please choose who it is about"},
		"nowhere":                                   {curation.Change{Do: curation.Move, Member: member("p0"), Group: group(77)}, pug.Invalid, "There is no group"},
		"nothing":                                   {curation.Change{}, pug.Invalid, "Please choose what to do"},
		"a swap within the waitlist":                {curation.Change{Do: curation.Swap, Member: member("odd"), With: member("far")}, pug.Invalid, "there is nothing to swap"},
		"a pin without a seat":                      {curation.Change{Do: curation.Pin, Member: member("odd")}, pug.Invalid, "has no seat to be pinned to"},
		"a Champion who leads already":              {curation.Change{Do: curation.Open, Lead: lead("abe")}, pug.Invalid, "abe leads Group 10 (SEO) already"},
		"a Champion whom nobody knows":              {curation.Change{Do: curation.Open, Lead: "x"}, pug.Invalid, "Please choose a Champion who has no group"},
		"a release of what nobody pinned":           {curation.Change{Do: curation.Release, Lead: lead("abe")}, pug.Invalid, "Nothing is pinned"},
		"a Champion without an email address":       {curation.Change{Do: curation.Name, Named: pug.Lead{Topic: pug.Topic{Name: "X"}, Role: pug.RoleSales, Region: pug.RegionNA}}, pug.Invalid, "The email address is missing"},
		"a Champion whom no email reaches":          {curation.Change{Do: curation.Name, Named: pug.Lead{Person: pug.Person{Email: "jörg@example.org"}, Topic: pug.Topic{Name: "X"}, Role: pug.RoleSales, Region: pug.RegionNA}}, pug.Invalid, "Please give another address"},
		"a Champion without a topic":                {curation.Change{Do: curation.Name}, pug.Invalid, "Please say what the group is about"},
		"members who have no room any more":         {curation.Change{Do: curation.Reunite, Lead: lead("abe"), Members: []string{member("p0")}}, pug.Invalid, "None of them can sit in Group 10 (SEO)"},
		"a reunion in a group that is closed":       {curation.Change{Do: curation.Reunite, Lead: lead("cy")}, pug.Invalid, "The group is not open"},
	} {
		t.Run(name, func(t *testing.T) {
			b := crowded().board(t)
			if len(b.Groups) != pug.MaxGroups || len(b.Groups[9].Members) != pug.MemberSeats {
				t.Fatal(write(b))
			}
			out, err := b.Apply(c.change)
			if err == nil {
				t.Fatalf("was made: %s", write(out.Board))
			}
			if !pug.IsError(err, c.kind) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", pug.ErrorKindOf(err), err)
			}
		})
	}
}

func TestAGroupThatIsLeftTooSmallIsNoted(t *testing.T) {
	b := usual().board(t)
	for _, name := range []string{"p0", "p1"} {
		out, err := b.Apply(curation.Change{Do: curation.Move, Member: member(name)})
		if err != nil {
			t.Fatal(err)
		}
		if small := len(out.Board.Groups[0].Members) < pug.MinMembers; small != (len(out.Notes) == 1) {
			t.Errorf("%s: %v", write(out.Board), out.Notes)
		}
		b = out.Board
	}
	if small := b.Small(); len(small) != 1 || small[0].ID != group(1) {
		t.Errorf("too small: %v", small)
	}
}

func TestWhatStaffPinnedSurvivesANewProposal(t *testing.T) {
	b := usual().board(t)
	for _, c := range []curation.Change{
		{Do: curation.Move, Member: member("p0"), Group: group(2), Pin: true},
		{Do: curation.Move, Member: member("p1"), Pin: true},
		{Do: curation.Move, Member: member("spare"), Group: group(1)},
		{Do: curation.Move, Member: member("p2"), Group: group(2)}, // not pinned
	} {
		out, err := b.Apply(c)
		if err != nil {
			t.Fatal(err)
		}
		b = out.Board
	}
	out, err := b.Again(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	sound(t, out.Board)
	want := "g01 bea: p2 p3 p4 p5 spare; g02 abe: p0 p1 s0 s1 s2 s3 s4 s5; wait: far odd; in abe p0; out bea p1; in bea spare"
	if diff := cmp.Diff(want, write(out.Board)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if m := out.Board.Machine; m.Bound != nil || m.Revision != out.Board.Revision || m.Value != out.After {
		t.Errorf("%+v at revision %d", m, out.Board.Revision)
	}
}

func TestAProposalAroundTooMuchIsRefusedWithASentence(t *testing.T) {
	b := usual().board(t)
	out, err := b.Apply(curation.Change{Do: curation.Open, Lead: lead("cy")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Board.Again(context.Background()); !pug.IsError(err, pug.Invalid) || !strings.Contains(err.Error(), "a group that is held open can't reach 5 members") {
		t.Errorf("got %v", err)
	}
	released, err := out.Board.Apply(curation.Change{Do: curation.Release, Lead: lead("cy")})
	if err != nil {
		t.Fatal(err)
	}
	again, err := released.Board.Again(context.Background())
	if err != nil || write(again.Board) != stands {
		t.Errorf("%v: %s", err, write(again.Board))
	}
}

func TestNamedChampionsAreTakenBack(t *testing.T) {
	b := usual().board(t)
	named, err := b.Apply(curation.Change{Do: curation.Name, Named: pug.Lead{Person: pug.Person{Email: "s0@example.org"},
		Topic: pug.Topic{Name: "Quantum"}, Role: pug.RoleMarketing, Region: pug.RegionNA}})
	if err != nil {
		t.Fatal(err)
	}
	if _, is := named.Board.Member(member("s0")); is {
		t.Error("the Champion can still be given a seat")
	}
	back, err := named.Board.Apply(curation.Change{Do: curation.Dissolve, Group: group(3)})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, back.Board)
	if want := "g01 bea: p0 p1 p2 p3 p4 p5; g02 abe: s1 s2 s3 s4 s5; wait: s0 far odd spare"; write(back.Board) != want {
		t.Error(write(back.Board))
	}
}

func TestFormerMembersComeTogetherAgain(t *testing.T) {
	s := usual()
	s.member("old1 LATAM Old-co SEO")
	s.member("old2 NA Old-co Pricing")
	b := s.board(t)
	out, err := b.Apply(curation.Change{Do: curation.Reunite, Lead: lead("abe"), Members: []string{member("p0"), member("old1"), member("old2")}})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, out.Board)
	if out.Board.Last != "reunited p0, old1 in Group 2 (SEO)" || !out.Board.PinnedIn(member("p0")) || out.Board.PinnedIn(member("old2")) {
		t.Errorf("%s: %s", out.Board.Last, write(out.Board))
	}
}

func TestWhoMayBeAnyOfSeveralIsNotNamed(t *testing.T) {
	s := usual()
	for i, name := range []string{"Ina Berg", "Bo Lund"} {
		a := apply(pug.KindMember, fmt.Sprintf("info%d NA Info-co SEO", i))
		a.FirstName, a.LastName, _ = strings.Cut(name, " ")
		a.Email = "info@example.org"
		s.members = append(s.members, a)
	}
	b := s.board(t)
	for name, want := range map[string]string{"": "", "Bo": "Bo Lund", "Nia North": "Nia North"} {
		out, err := b.Apply(curation.Change{Do: curation.Name, Named: pug.Lead{Person: pug.Person{Name: name, Email: "info@example.org"},
			Topic: pug.Topic{Name: "Quantum"}, Role: pug.RoleMarketing, Region: pug.RegionNA}})
		switch {
		case want == "":
			if !pug.IsError(err, pug.Invalid) || !strings.Contains(err.Error(), "Several people have applied from info@example.org") {
				t.Errorf("without a name: %v", err)
			}
		case err != nil || out.Board.Named[0].Person.Name != want:
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhoeverHasAppliedIsNamedByTheirAddress(t *testing.T) {
	for status, found := range map[pug.Status]bool{pug.StatusPending: true, pug.StatusDeclined: true, pug.StatusWaitlisted: true, pug.StatusReplaced: false} {
		s := usual()
		ina := apply(pug.KindMember, "ina NA Ina-co SEO")
		ina.Status = status
		s.members = append(s.members, ina)
		out, err := s.board(t).Apply(curation.Change{Do: curation.Name, Named: pug.Lead{Person: pug.Person{Email: ina.Email},
			Topic: pug.Topic{Name: "Quantum"}, Role: pug.RoleMarketing, Region: pug.RegionNA}})
		switch {
		case !found:
			if !pug.IsError(err, pug.Invalid) {
				t.Errorf("%s: %v", status, err)
			}
		case err != nil || out.Board.Named[0].Member != ina.ID || out.Board.Named[0].Person.Name != "ina":
			t.Errorf("%s: %v", status, err)
		}
	}
}
