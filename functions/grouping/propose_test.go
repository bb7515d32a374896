package grouping_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
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
	s.Apply(t, reviewed)
	s.Pass(time.Hour)
	s.do(t, "propose")

	want := "g01 Pricing zoe: p0 p1 p2 p3 p4\ng02 SEO abe: s0 s1 s2 s3 s4\nwaitlist: early h0 h1 reviewed"
	if diff := cmp.Diff(want, s.proposal(t)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if c := s.cohort(t); c.Stage != pug.StageForming || c.Revision != 1 {
		t.Errorf("stage %s at revision %d", c.Stage, c.Revision)
	}
	why := []string{
		"No Champion offers one of the chosen topics for this role or a similar one, in this region or one next to it.",
		`The group on "Hiring" did not open: it would have had fewer than 5 members.`,
		`The group on "Hiring" did not open: it would have had fewer than 5 members.`,
		"Waitlisted by the team when it reviewed the application.",
	}
	for i, w := range s.board(t).Waitlist() {
		if w.Why != why[i] {
			t.Errorf("place %d: %s", w.Place, w.Why)
		}
	}
}

func TestProposeLeavesAloneWhatStaffCurate(t *testing.T) {
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.members(t, "s", 6, "SEO")
	s.do(t, "propose")
	link := s.curate(t, 0)
	s.post(t, link, "action", "move", "member", memberID("s3"), "group", "waitlist")
	want := s.proposal(t)
	s.do(t, "propose")
	if diff := cmp.Diff(want, s.proposal(t)); diff != "" {
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
	if got := len(s.board(t).Groups); got != pug.MaxGroups {
		t.Errorf("%d groups", got)
	}
	waiting := s.board(t).Waitlist()
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
	if got := len(s.board(t).Waitlist()); got != 11 {
		t.Errorf("with one Champion %d wait", got)
	}
	s.curate(t, 0)
	has(t, s.To("ada@example.com")[0].Text, "19 of 30 members have a seat, 19 of them on the topic of their first choice. No other arrangement scores higher.",
		"Somebody with several topics counts for each.\n\n- SEO · Marketing · North America: a Champion would seat 11")

	two := newScene(t)
	two.champion(t, "abe", "SEO")
	two.champion(t, "bea", "SEO")
	two.members(t, "s", 30, "SEO")
	two.do(t, "propose")
	if groups := two.board(t).Groups; len(groups) != 2 || groups[0].Lead > groups[1].Lead ||
		len(groups[0].Members)+len(groups[1].Members) != 30 {
		t.Errorf("with two Champions: %+v", groups)
	}
	if got := len(two.board(t).Waitlist()); got != 0 {
		t.Errorf("with two Champions %d wait", got)
	}
}
