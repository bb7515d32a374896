package curation_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

var because = pug.Exception{Reason: "They asked for it.", By: "Ada Hart"}

// misfits is the usual groups, and people whom something keeps out of Pricing. Una, duo and third work for Trio.
func misfits(t *testing.T) *curation.Board {
	s := usual()
	for _, words := range []string{"una NA Trio Pricing", "duo NA Trio Pricing", "third NA Trio Pricing SEO", "own NA Bea-co Pricing",
		"dev NA Dev-co Pricing", "all APAC Bea-co SEO"} {
		s.member(words)
	}
	for i := range s.members {
		if name := s.members[i].FirstName; name == "dev" || name == "all" {
			s.members[i].Role = pug.RoleTechnical
		}
	}
	return s.board(t)
}

func applied(t *testing.T, b *curation.Board, c curation.Change) *curation.Board {
	t.Helper()
	out, err := b.Apply(c)
	if err != nil {
		t.Fatalf("%s: %v", c.Do, err)
	}
	return out.Board
}

func TestR5StaffSeatWhoDoesNotFitWithAReason(t *testing.T) {
	for name, c := range map[string]struct {
		change  curation.Change
		against string
		gain    pug.Value
	}{
		"another topic":            {curation.Change{Member: member("odd"), Group: group(1)}, "odd does not fit Group 1 (Pricing): its topic is none of theirs.", pug.Value{Placed: 1, Score: 50}},
		"another role":             {curation.Change{Member: member("dev"), Group: group(1)}, "dev does not fit Group 1 (Pricing): Technical is not similar to Marketing.", pug.Value{Placed: 1, Score: 120}},
		"another region":           {curation.Change{Member: member("far"), Group: group(2)}, "far does not fit Group 2 (SEO): Asia Pacific is not next to North America.", pug.Value{Placed: 1, Score: 130}},
		"a third colleague":        {curation.Change{Member: member("third"), Group: group(1)}, "third does not fit Group 1 (Pricing): at most 2 of one company may be in it.", pug.Value{Score: 40}},
		"the Champion's colleague": {curation.Change{Member: member("own"), Group: group(1)}, "own does not fit Group 1 (Pricing): its Champion is of the same company.", pug.Value{Placed: 1, Score: 150}},
		"all of it": {curation.Change{Member: member("all"), Group: group(1)}, "all does not fit Group 1 (Pricing): Technical is not similar to Marketing; its topic is none of theirs; " +
			"Asia Pacific is not next to North America; its Champion is of the same company.", pug.Value{Placed: 1}},
		"in another's place": {curation.Change{Do: curation.Swap, Member: member("odd"), With: member("p3")}, "odd does not fit Group 1 (Pricing): its topic is none of theirs.", pug.Value{Score: -100}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.change.Do == "" {
				c.change.Do = curation.Move
			}
			b, needs := misfits(t), new(curation.NeedsReason)
			for _, reason := range []string{"", strings.Repeat("x", pug.MaxReason+1)} {
				c.change.Exception.Reason = reason
				if _, err := b.Apply(c.change); !errors.As(err, &needs) {
					t.Fatalf("with a reason of %d characters: %v", len(reason), err)
				}
			}
			if diff := cmp.Diff([]string{c.against}, needs.Against); diff != "" || needs.After.Minus(needs.Before) != c.gain {
				t.Errorf("staff are asked (-want +got): %s, %s", diff, needs.Gain())
			}
			c.change.Exception = because
			out, err := b.Apply(c.change)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out.Board)
			if e := out.Board.Exception(c.change.Member); e == nil || *e != because || !strings.HasSuffix(out.What, ", by exception: They asked for it.") {
				t.Errorf("the exception is %v, the log says %q", e, out.What)
			}
			again, err := out.Board.Again(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			sound(t, again.Board)
			if was, is := out.Board.Where(c.change.Member), again.Board.Where(c.change.Member); was != is || again.Board.Exception(c.change.Member) == nil {
				t.Errorf("proposed again, they went from %s to %s", was, is)
			}
		})
	}
}

func TestAReasonThatNobodyNeedsIsNoException(t *testing.T) {
	out, err := misfits(t).Apply(curation.Change{Do: curation.Move, Member: member("p0"), Group: group(2), Exception: because})
	if err != nil || out.Against != nil || out.Board.Exception(member("p0")) != nil {
		t.Errorf("%v, %v", err, out.Against)
	}
}

func TestAnExceptionEndsWithTheSeat(t *testing.T) {
	for name, c := range map[string]curation.Change{
		"they go to the waitlist":         {Do: curation.Move, Member: member("third")},
		"they go where they fit":          {Do: curation.Move, Member: member("third"), Group: group(2)},
		"they change places":              {Do: curation.Swap, Member: member("third"), With: member("s1"), Exception: because},
		"somebody else takes their place": {Do: curation.Swap, Member: member("spare"), With: member("third")},
		"they are kept out":               {Do: curation.KeepOut, Member: member("third"), Lead: lead("bea")},
		"the group dissolves":             {Do: curation.Dissolve, Group: group(1)},
		"they lead a group":               {Do: curation.Name, Named: pug.Lead{Person: pug.Person{Email: "third@example.org"}, Topic: pug.Topic{Name: "SEO"}, Role: pug.RoleMarketing, Region: pug.RegionNA}},
	} {
		t.Run(name, func(t *testing.T) {
			b := applied(t, misfits(t), curation.Change{Do: curation.Move, Member: member("third"), Group: group(1), Exception: because})
			b = applied(t, b, c)
			sound(t, b)
			if e := b.Exception(member("third")); e != nil {
				t.Errorf("%s: %+v", write(b), e)
			}
		})
	}
}

func TestAnExceptionStaysWhileItIsNeeded(t *testing.T) {
	b := applied(t, misfits(t), curation.Change{Do: curation.Move, Member: member("third"), Group: group(1), Exception: because})
	unpin := curation.Change{Do: curation.Unpin, Member: member("third")}
	if b := applied(t, b, unpin); b.Exception(member("third")) == nil {
		t.Error("unpinned, they have no exception, and do not fit")
	}
	b = applied(t, b, curation.Change{Do: curation.Move, Member: member("una")})
	if b := applied(t, b, unpin); b.Exception(member("third")) != nil || b.PinnedIn(member("third")) {
		t.Error("a colleague has left, and they can't be unpinned")
	}
}

func TestAnExceptionCountsAmongItsCompanyAndCostsNoColleagueTheSeat(t *testing.T) {
	b := applied(t, misfits(t), curation.Change{Do: curation.Move, Member: member("third"), Group: group(1), Exception: because})
	out, err := b.Again(t.Context())
	if err != nil || len(out.Board.Groups[0].Members) != len(b.Groups[0].Members) {
		t.Errorf("proposed again around three colleagues: %v, %s", err, write(out.Board))
	}
	b = applied(t, b, curation.Change{Do: curation.Move, Member: member("duo")})
	if _, err := b.Apply(curation.Change{Do: curation.Move, Member: member("duo"), Group: group(1)}); !errors.As(err, new(*curation.NeedsReason)) {
		t.Errorf("a third colleague comes back: %v", err)
	}
}
