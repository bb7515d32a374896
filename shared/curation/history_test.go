package curation_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// history is every revision of a proposal, as a store keeps them, the first at index 1.
type history struct {
	scene     *scene
	revisions []pug.Proposal
}

func newHistory(t *testing.T, s *scene) *history {
	return &history{s, []pug.Proposal{{}, s.board(t).Proposal}}
}

func (h *history) last() pug.Proposal { return h.revisions[len(h.revisions)-1] }

func (h *history) board() *curation.Board {
	return curation.NewBoard(h.last(), h.scene.people())
}

func (h *history) add(t *testing.T, p pug.Proposal) {
	t.Helper()
	if p.Revision != len(h.revisions) {
		t.Fatalf("revision %d comes after %d", p.Revision, len(h.revisions)-1)
	}
	h.revisions = append(h.revisions, p)
}

func (h *history) move(t *testing.T, name string) {
	t.Helper()
	out, err := h.board().Apply(curation.Change{Do: curation.Move, Member: member(name)})
	if err != nil {
		t.Fatal(err)
	}
	h.add(t, out.Board.Proposal)
}

func (h *history) undo(t *testing.T) {
	h.add(t, h.board().TakeBack(h.revisions[h.last().Undo]).Board.Proposal)
}
func (h *history) redo(t *testing.T) {
	h.add(t, h.board().MakeAgain(h.revisions[h.last().Redo]).Board.Proposal)
}

func TestUndoAndRedoGoBackAndForth(t *testing.T) {
	h := newHistory(t, usual())
	h.move(t, "p0")
	h.move(t, "p1")
	states := []string{}
	for _, p := range h.revisions[1:] {
		states = append(states, write(curation.NewBoard(p, h.scene.people())))
	}
	for i, step := range []struct {
		do         func(*testing.T)
		state      int
		undo, redo string
	}{
		{h.undo, 1, "moved p0 from Group 1 (Pricing) to the waitlist", "moved p1 from Group 1 (Pricing) to the waitlist"},
		{h.undo, 0, "proposed the groups", "moved p0 from Group 1 (Pricing) to the waitlist"},
		{h.redo, 1, "moved p0 from Group 1 (Pricing) to the waitlist", "moved p1 from Group 1 (Pricing) to the waitlist"},
		{h.redo, 2, "moved p1 from Group 1 (Pricing) to the waitlist", ""},
		{h.undo, 1, "moved p0 from Group 1 (Pricing) to the waitlist", "moved p1 from Group 1 (Pricing) to the waitlist"},
	} {
		step.do(t)
		p := h.last()
		if got := write(h.board()); got != states[step.state] || p.Last != step.undo || p.Next != step.redo {
			t.Errorf("step %d: %s\nundo %q, redo %q", i, got, p.Last, p.Next)
		}
		if (p.Undo == 0) != (step.state == 0) || (p.Redo == 0) != (step.redo == "") {
			t.Errorf("step %d: undo %d, redo %d", i, p.Undo, p.Redo)
		}
	}
	h.move(t, "s0")
	if p := h.last(); p.Redo != 0 || p.Next != "" {
		t.Errorf("after a new change, redo %d %q", p.Redo, p.Next)
	}
}

// Whatever staff do, in whatever order: no limit breaks, pins hold, and undoing all of it leads back to the first proposal.
func TestAnySequenceOfChangesIsSoundAndCanBeUndone(t *testing.T) {
	made := map[curation.Verb]int{}
	for seed := range uint64(60) {
		h := newHistory(t, usual())
		rng := rand.New(rand.NewPCG(seed, 1))
		for range 40 {
			b := h.board()
			c := anyChange(rng, b)
			out, err := b.Apply(c)
			if err != nil {
				continue // refused, with nothing changed
			}
			made[c.Do]++
			if out.Against != nil {
				made["by exception"]++
			}
			sound(t, out.Board)
			h.add(t, out.Board.Proposal)
			if out, err := out.Board.Again(context.Background()); err == nil && rng.IntN(4) == 0 {
				sound(t, out.Board)
				h.add(t, out.Board.Proposal)
			}
			if h.last().Undo > 0 && rng.IntN(5) == 0 {
				h.undo(t)
			}
		}
		for h.last().Undo > 0 {
			h.undo(t)
		}
		if got := write(h.board()); got != stands {
			t.Fatalf("seed %d: undone to %s", seed, got)
		}
	}
	for _, verb := range append(verbs(), "by exception") {
		if made[verb] == 0 {
			t.Errorf("%s was never made", verb)
		}
	}
}

func verbs() []curation.Verb {
	return []curation.Verb{curation.Move, curation.Swap, curation.Pin, curation.KeepOut, curation.Unpin, curation.Reunite, curation.Open,
		curation.Dissolve, curation.Hold, curation.Release, curation.Name}
}

func anyChange(rng *rand.Rand, b *curation.Board) curation.Change {
	one := func(of ...string) string { return of[rng.IntN(len(of))] }
	people := []string{"p0", "p1", "p2", "p3", "s0", "s1", "s2", "far", "odd", "spare"}
	leads := []string{lead("abe"), lead("bea"), lead("cy")}
	for _, named := range b.Named {
		leads = append(leads, named.Person.ID)
	}
	groups := []string{""}
	for _, g := range b.Groups {
		groups = append(groups, g.ID)
	}
	topics := []string{"SEO", "Hiring", "Quantum"}
	return curation.Change{
		Do: verbs()[rng.IntN(len(verbs()))], Member: member(one(people...)), With: member(one(people...)), Members: []string{member(one(people...)), member(one(people...))},
		Group: one(groups...), Lead: one(leads...), Pin: rng.IntN(2) == 0, Exception: pug.Exception{Reason: one("", "because"), By: "Ada"},
		Named: pug.Lead{Person: pug.Person{Name: "New", Email: one(people...) + "@example.org"}, Topic: pug.Topic{Name: one(topics...)}, Role: pug.RoleMarketing, Region: pug.RegionNA},
	}
}

func TestCompareNamesWhoIsElsewhere(t *testing.T) {
	h := newHistory(t, usual())
	h.move(t, "p0")
	for _, c := range []curation.Change{
		{Do: curation.Move, Member: member("p1"), Group: group(2)}, {Do: curation.Move, Member: member("p0"), Group: group(2)},
		{Do: curation.Dissolve, Group: group(1)}, {Do: curation.Open, Lead: lead("cy")},
	} {
		out, err := h.board().Apply(c)
		if err != nil {
			t.Fatal(err)
		}
		h.add(t, out.Board.Proposal)
	}
	got := h.board().Compare(h.revisions[1])
	slices.SortFunc(got.Moves, func(a, b curation.Moved) int { return a.Gain - b.Gain })
	want := curation.Comparison{
		Moves: []curation.Moved{
			{member("p2"), "p2", "Group 1 (Pricing)", "the waitlist", -150}, {member("p3"), "p3", "Group 1 (Pricing)", "the waitlist", -150},
			{member("p4"), "p4", "Group 1 (Pricing)", "the waitlist", -150}, {member("p5"), "p5", "Group 1 (Pricing)", "the waitlist", -150},
			{member("p0"), "p0", "Group 1 (Pricing)", "Group 2 (SEO)", -40}, {member("p1"), "p1", "Group 1 (Pricing)", "Group 2 (SEO)", -40},
		},
		Opened: []string{"Group 1 (Hiring), led by cy"}, Closed: []string{"Group 1 (Pricing), led by bea"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if now := h.board().Value(); now != (pug.Value{Placed: 8, Score: 6*150 + 2*110}) {
		t.Errorf("the groups are worth %+v now", now)
	}
}
