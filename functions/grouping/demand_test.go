package grouping_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// wanting is a cohort in which six members want Hiring in marketing, NA, and nobody leads it.
func wanting(t *testing.T) (scene, string) {
	t.Helper()
	s := offering(t)
	s.members(t, "mia", 6, "Hiring")
	return s, s.linkFor(t, "demand", string(cohort))
}

func champions(email, name string) url.Values {
	return url.Values{"email": {email}, "name": {name}, "company": {"Elsewhere"}, "topic": {"Hiring"},
		"role": {"marketing"}, "region": {"NA"}}
}

func TestR7StaffNameAChampionForWhatNobodyLeads(t *testing.T) {
	s, link := wanting(t)
	s.Get(t, link, 200, "<strong>6</strong> want <strong>Hiring</strong> (Marketing, North America)", "topic=Hiring", "role=marketing")
	s.Get(t, link+"?topic=Hiring&role=marketing&region=NA", 200, `value="Hiring"`, `value="marketing" selected`)
	s.Post(t, link, champions("nora@elsewhere.example", "Nora Field"), 200, "Nora Field is a Champion now",
		"Name another Champion", "/desk/people/2026-H2-champion-named", "Hiring · Marketing · North America")
	s.WantMail(t, "nora@elsewhere.example", "You are a Champion of the October 2026 cohort", 1)
	s.Get(t, onOffer, 200, "Hiring")
	if page := s.Get(t, link, 200, "Every topic that a member named is led"); strings.Contains(page, "<li>") {
		t.Error("what is led by now is still listed")
	}
	s.Post(t, link, champions("nora@elsewhere.example", "Nora Field"), 422, "Nora Field is a Champion already")
	s.do(t, "propose")
	if got := s.proposal(t); !strings.Contains(got, "g01 Hiring") || !strings.HasSuffix(got, "waitlist:") {
		t.Errorf("proposed:\n%s", got)
	}
	s.Post(t, link, champions("kim@elsewhere.example", "Kim Stone"), 200, "Champions are named while the groups are curated", "/desk/cohorts/2026-H2")
}

func TestR7AMemberWhoIsNamedNeedsNoSeat(t *testing.T) {
	s, link := wanting(t)
	s.Post(t, link, champions("mia0@example.org", ""), 200, "MIA0 Test is a Champion now")
	s.do(t, "propose")
	if got := s.proposal(t); strings.Contains(got, " mia0") || strings.Count(got, " mia") != 5 {
		t.Errorf("proposed:\n%s", got)
	}
}

func TestR7AMemberWhoIsStillInReviewIsNamedByTheirAddress(t *testing.T) {
	s, link := wanting(t)
	s.Apply(t, functest.NewApplication(pug.KindMember, "Zoe Lind", func(a *pug.Application) { a.Email, a.Status = "zoe@example.org", pug.StatusPending }))
	s.Post(t, link, champions("zoe@example.org", ""), 200, "Zoe Lind is a Champion now")
	s.WantMail(t, "zoe@example.org", "You are a Champion of the October 2026 cohort", 1)
}

func TestAChampionWhoIsNotSaidWell(t *testing.T) {
	s, link := wanting(t)
	s.Post(t, link, champions("nora@elsewhere.example", ""), 422, "nora@elsewhere.example has not applied", `id="f-name-problem"`, `value="Hiring"`)
	s.Post(t, link, champions("no address", "Nora"), 422, "The email address has a blank in it", `id="f-email-problem"`)
	s.Post(t, link, url.Values{"email": {"nora@elsewhere.example"}}, 422, `id="f-topic-problem"`, `id="f-role-problem"`)
	s.Post(t, link, champions("cleo@example.com", ""), 422, "Cleo Quill is a Champion already")
	applications, err := s.Store.Applications(t.Context(), cohort, pug.KindChampion)
	if err != nil || len(applications) != 1 || len(s.To(functest.Bo)) > 0 {
		t.Errorf("%d Champions, %v", len(applications), err)
	}
}
