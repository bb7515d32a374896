package grouping_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestProposeFormsGroupsAndAWaitlist(t *testing.T) {
	s := newScene(t)
	s.champion(t, "zoe", "Pricing")
	s.champion(t, "abe", "SEO")
	s.champion(t, "cal", "Hiring")
	s.members(t, "p", 5, "Pricing")
	s.members(t, "s", 5, "SEO", "Pricing")
	s.members(t, "h", 2, "Hiring")
	s.Pass(-time.Hour)
	early := s.add(t, pug.KindMember, "early", "Quantum")
	reviewed := early
	reviewed.ID, reviewed.Email, reviewed.Status = memberID("reviewed"), "reviewed@example.org", pug.StatusWaitlisted
	s.store(t, reviewed)
	s.Pass(time.Hour)
	s.do(t, "propose")

	want := "g01 Pricing zoe (6 partners): p0 p1 p2 p3 p4\ng02 SEO abe (6 partners): s0 s1 s2 s3 s4\nwaitlist: early h0 h1 reviewed"
	if diff := cmp.Diff(want, s.standing(t)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if c := s.cohort(t); c.Stage != pug.StageForming || c.Groups != 2 {
		t.Errorf("stage %s with %d groups", c.Stage, c.Groups)
	}
	why := []string{
		"No Champion offers one of the chosen topics for this role in this region or one next to it.",
		`The group on "Hiring" did not open: it would have had fewer than 5 members.`,
		`The group on "Hiring" did not open: it would have had fewer than 5 members.`,
		"Waitlisted by the team when it reviewed the application.",
	}
	for i, p := range s.waitlist(t) {
		if p.Order != i+1 || p.Why != why[i] {
			t.Errorf("place %d: order %d, %s", i+1, p.Order, p.Why)
		}
	}
	if a, err := s.Store.Application(t.Context(), memberID("h0")); err != nil || a.Unplaced != why[1] {
		t.Errorf("h0 is unplaced because %q, %v", a.Unplaced, err)
	}
}

func TestProposeAgainChangesNothing(t *testing.T) {
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.members(t, "s", 21, "SEO")
	s.do(t, "propose")
	want, revision := s.standing(t), s.cohort(t).Revision
	s.do(t, "propose")
	if diff := cmp.Diff(want, s.standing(t)); diff != "" {
		t.Errorf("(-first +second)\n%s", diff)
	}
	if c := s.cohort(t); c.Groups != 1 || c.Revision != revision {
		t.Errorf("%d groups, revision %d instead of %d", c.Groups, c.Revision, revision)
	}
}

func TestProposeGoesOnAfterACrash(t *testing.T) {
	whole, cut := newScene(t), newScene(t)
	for _, s := range []scene{whole, cut} {
		s.champion(t, "abe", "SEO")
		s.champion(t, "bea", "Pricing")
		s.members(t, "s", 20, "SEO")
		s.members(t, "p", 6, "Pricing")
	}
	whole.do(t, "propose")

	// What the first try had stored: one group with one of its members, and the whole of nothing else.
	first := whole.groups(t)[0]
	if err := cut.Store.AddGroup(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	seats, err := whole.Store.Seats(t.Context(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := cut.Store.TakeSeat(t.Context(), seats[0], nil); err != nil {
		t.Fatal(err)
	}
	cut.do(t, "propose")
	if diff := cmp.Diff(whole.standing(t), cut.standing(t)); diff != "" {
		t.Errorf("(-whole +cut)\n%s", diff)
	}
}

func TestProposeLeavesAloneWhatStaffCurate(t *testing.T) {
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.members(t, "s", 6, "SEO")
	s.do(t, "propose")
	link := s.curate(t, 0)
	s.post(t, link, "action", "move", "member", memberID("s3"), "to", "waitlist")
	want := s.standing(t)
	s.do(t, "propose")
	if diff := cmp.Diff(want, s.standing(t)); diff != "" {
		t.Errorf("(-curated +proposed again)\n%s", diff)
	}
}

func TestR6NoEleventhGroup(t *testing.T) {
	s := newScene(t)
	for _, topic := range []string{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"} {
		s.champion(t, "lead"+topic, topic)
		s.members(t, "m"+topic, 5, topic)
	}
	s.do(t, "propose")
	if got := len(s.groups(t)); got != pug.MaxGroups {
		t.Errorf("%d groups", got)
	}
	waiting := s.waitlist(t)
	if len(waiting) != 5 {
		t.Fatalf("%d wait", len(waiting))
	}
	has(t, waiting[0].Why, "did not open: the cohort has its 10 groups.")
}

func TestR7ASecondChampionOpensASecondGroup(t *testing.T) {
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.members(t, "s", 30, "SEO")
	s.do(t, "propose")
	if got := len(s.waitlist(t)); got != 11 {
		t.Errorf("with one Champion %d wait", got)
	}
	s.curate(t, 0)
	letter := s.To("ada@example.com")[0].Letter
	has(t, letter.Lists[0].Heading+letter.Lists[0].Items[0], "if it had a Champion", "SEO · Marketing · North America: 11 members wait")

	two := newScene(t)
	two.champion(t, "abe", "SEO")
	two.champion(t, "bea", "SEO")
	two.members(t, "s", 30, "SEO")
	two.do(t, "propose")
	if groups := two.groups(t); len(groups) != 2 || groups[0].Champion.ID > groups[1].Champion.ID || groups[0].Partners+groups[1].Partners != 32 {
		t.Errorf("with two Champions: %+v", groups)
	}
	if got := len(two.waitlist(t)); got != 0 {
		t.Errorf("with two Champions %d wait", got)
	}
}

func TestWaitlistedAtTheDeadlineSaysSo(t *testing.T) {
	s := newScene(t)
	a := pug.Application{ID: memberID("late"), Cohort: cohort, Kind: pug.KindMember, Email: "late@example.org", Status: pug.StatusWaitlisted,
		Decision: &pug.Decision{Choice: pug.ChoiceWaitlist, By: pug.TheDeadline}}
	s.store(t, a)
	s.do(t, "propose")
	want := []store.Place{{Cohort: cohort, Order: 1, Person: a.Person(), Why: "Waitlisted because the application was still undecided when decisions were due."}}
	if diff := cmp.Diff(want, s.waitlist(t)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
