package grouping_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// twice is a cohort whose groups are proposed, in which A9 has applied twice: as a9 and, misspelt, as ghost. One of the
// two has a seat.
func twice(t *testing.T) (s scene, link string) {
	t.Helper()
	s = newScene(t)
	s.champion(t, "c1", "Pricing")
	s.members(t, "a", 19, "Pricing")
	ghost := functest.NewApplication(pug.KindMember, "A9 Test", func(a *pug.Application) {
		a.ID, a.Email, a.Company, a.Role = memberID("ghost"), "a9@exmaple.org", "Company A9", pug.RoleMarketing
		a.Submitted = s.Now().AddDate(0, 0, -1) // so that a seat is theirs
	})
	s.Apply(t, ghost)
	s.do(t, "propose")
	return s, s.curate(t, 0)
}

func TestWhoMayBeTheSamePersonIsSettledWhileCurating(t *testing.T) {
	const pair = "These two applications may be of the same person"
	for name, row := range map[string]struct {
		keep    string // of the form
		waiting string // who is left on the waitlist
		gone    string
		log     string
	}{
		"the one who waits is kept, and has the seat": {memberID("a9"), "waitlist:", memberID("ghost"), "kept one application of A9 Test"},
		"the one with a seat is kept":                 {memberID("ghost"), "waitlist:", memberID("a9"), "kept one application of A9 Test"},
		"they are two people":                         {"both", "waitlist: a9", "", "proposed the groups"},
	} {
		t.Run(name, func(t *testing.T) {
			s, link := twice(t)
			if text := s.proposal(t); !strings.Contains(text, "ghost\nwaitlist: a9") {
				t.Fatalf("the ghost has no seat: %s", text)
			}
			has(t, s.show(t, link, ""), pair, "a9@exmaple.org", "a9@example.org")
			has(t, s.show(t, link, "show=person&id="+memberID("ghost")), pair)
			for range 2 { // a double click
				if code, page := s.post(t, link, "action", "same", "member", memberID("ghost"), "with", memberID("a9"), "keep", row.keep); code != http.StatusSeeOther {
					t.Fatalf("answered %d %s", code, page)
				}
			}
			if strings.Contains(s.show(t, link, ""), pair) {
				t.Error("it is still asked")
			}
			has(t, s.show(t, link, "show=log"), row.log)
			if text := s.proposal(t); !strings.HasSuffix(text, row.waiting) {
				t.Errorf("want %s of %s", row.waiting, text)
			}
			for _, id := range []string{memberID("ghost"), memberID("a9")} {
				if a := s.Application(t, id); (a.Status == pug.StatusReplaced) != (id == row.gone) {
					t.Errorf("%s is %s", id, a.Status)
				}
			}
		})
	}
}

func TestWhoWasReplacedAtReviewLeavesTheGroupsByTheSameClick(t *testing.T) {
	s, link := twice(t)
	kept, gone := s.Application(t, memberID("a9")), s.Application(t, memberID("ghost"))
	s.Must(t, s.Store.KeepOne(t.Context(), kept, gone, pug.Decision{By: "Bo Lund", At: s.Now()}))
	s.post(t, link, "action", "same", "member", memberID("ghost"), "with", memberID("a9"), "keep", memberID("a9"))
	if text := s.proposal(t); strings.Contains(text, "ghost") {
		t.Errorf("the ghost has a seat: %s", text)
	}
	s.post(t, link, "action", "publish")
	s.do(t, "publish")
	if text := s.seated(t); strings.Contains(text, "ghost") || strings.Count(text, " a9") != 1 {
		t.Errorf("published: %s", text)
	}
}

func TestAChampionWhoLeadsAGroupIsNotReplaced(t *testing.T) {
	s := newScene(t)
	lead := s.champion(t, "c1", "Pricing")
	s.members(t, "a", 5, "Pricing")
	s.Apply(t, functest.NewApplication(pug.KindMember, "C1 Test", func(a *pug.Application) {
		a.Email, a.Company = "c1@exmaple.org", lead.Company
	}))
	s.do(t, "propose")
	link := s.curate(t, 0)
	code, page := s.post(t, link, "action", "same", "member", lead.ID, "with", memberID("c1"), "keep", memberID("c1"))
	if code != http.StatusUnprocessableEntity || !strings.Contains(page, "leads a group of the proposal") {
		t.Errorf("answered %d", code)
	}
	if code, _ = s.post(t, link, "action", "same", "member", lead.ID, "with", memberID("c1"), "keep", lead.ID); code != http.StatusSeeOther {
		t.Errorf("answered %d", code)
	}
	if a := s.Application(t, memberID("c1")); a.Status != pug.StatusReplaced {
		t.Errorf("the application as a member is %s", a.Status)
	}
}

func TestAMemberWhomStaffNamedAsAChampionIsNotReplaced(t *testing.T) {
	s, link := twice(t)
	s.post(t, link, "action", "name", "email", "a9@exmaple.org", "topic", "Hiring", "role", "marketing", "region", "NA")
	form := []string{"action", "same", "member", memberID("ghost"), "with", memberID("a9"), "keep"}
	code, page := s.post(t, link, append(form, memberID("a9"))...)
	if code != http.StatusUnprocessableEntity || !strings.Contains(page, "leads a group of the proposal") {
		t.Errorf("answered %d", code)
	}
	if a := s.Application(t, memberID("ghost")); a.Status != pug.StatusApproved {
		t.Errorf("the application of who leads a group is %s", a.Status)
	}
}

func TestLikelyCoworkersOfAGroupAreShown(t *testing.T) {
	s := newScene(t)
	s.champion(t, "c1", "Pricing")
	s.members(t, "a", 4, "Pricing")
	for _, name := range []string{"Kim Test", "Lee Test"} {
		s.Apply(t, functest.NewApplication(pug.KindMember, name, func(a *pug.Application) {
			a.Email, a.Role = strings.ToLower(name[:3])+"@corp.example", pug.RoleMarketing
		}))
	}
	s.do(t, "propose")
	link := s.curate(t, 0)
	has(t, s.show(t, link, ""), "Kim Test, Kim Ltd and Lee Test, Lee Ltd: both write from corp.example")
	has(t, s.show(t, link, "show=person&id="+memberID("lee")), "Kim Test, Kim Ltd in Group 1 (Pricing): both write from corp.example")
}
