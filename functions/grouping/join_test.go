package grouping_test

import (
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// unopened is a scene in which the groups are published and Cal's has too few members; it comes with Cal's link. A
// group on SEO opens, and one on AI for another role.
func unopened(t *testing.T) (scene, pug.Application, string) {
	t.Helper()
	s := newScene(t)
	cal := s.champion(t, "cal", "Hiring")
	s.members(t, "h", 4, "Hiring")
	s.champion(t, "abe", "SEO")
	s.members(t, "s", 5, "SEO")
	forOwners := func(a *pug.Application) { a.Role, a.Topics = pug.RoleOwnerCEO, functest.Topics("AI") }
	s.Apply(t, functest.NewApplication(pug.KindChampion, "Tia Test", forOwners))
	for i := range 5 {
		s.Apply(t, functest.NewApplication(pug.KindMember, fmt.Sprintf("T%d Test", i), forOwners))
	}
	s.do(t, "propose")
	s.post(t, s.curate(t, 0), "action", "publish")
	s.do(t, "publish")
	return s, cal, s.LinkTo(t, cal.Email)
}

func TestAChampionWhoseGroupIsTooSmallIsToldAndMayJoin(t *testing.T) {
	s, cal, link := unopened(t)
	has(t, s.To(cal.Email)[0].Text, "A group needs at least 5 members")
	for _, method := range []string{"GET", "HEAD", "GET"} {
		if status := s.Visit(method, link, nil).Code; status != 200 {
			t.Errorf("%s: %d", method, status)
		}
	}
	_, err := s.Store.ApplicationOf(t.Context(), cal.Person(), cohort, pug.KindMember)
	if !pug.IsError(err, pug.NotFound) {
		t.Fatalf("looking applies: %v", err)
	}
	page := html.UnescapeString(s.Get(t, link, 200))
	has(t, page, "<strong>SEO</strong>: Marketing, North America", "<strong>AI</strong>: Owner / CEO, North America", ">AI (for others)</option>")
	if strings.Index(page, ">SEO</option>") > strings.Index(page, ">AI (for others)</option>") || strings.Contains(page, "Hiring") {
		t.Error("what suits Cal does not come first, or what does not open is offered")
	}
	yes := url.Values{"topic1": {"ai"}, "topic2": {"seo"}, "topic4": {"ai"}}
	s.Post(t, link, yes, 200, "Your application as a member is with the team.")

	want := cal
	want.ID, want.Kind, want.Origin, want.Status = memberID("joincal"), pug.KindMember, pug.OriginUnopened, pug.StatusPending
	want.Topics = functest.Topics("AI", "SEO")
	want.Submitted, want.Deadline = s.Now(), s.cohort(t).Dates.Launch.UTC()
	got, err := s.Store.ApplicationOf(t.Context(), cal.Person(), cohort, pug.KindMember)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(s.Started) != 1 || *s.Started[0].Name != want.ID || *s.Started[0].Input != `{"application":"`+want.ID+`"}` {
		t.Errorf("started: %+v", s.Started)
	}

	s.Get(t, link, 200, "You have asked already")
	s.Post(t, link, yes, 200, "You have asked already")
	if len(s.Started) != 1 {
		t.Errorf("%d reviews", len(s.Started))
	}
}

func TestJoinAnswersThatApplyForNothing(t *testing.T) {
	for name, c := range map[string]struct {
		form   url.Values
		late   bool
		status int
		page   string
	}{
		"no topic":                  {url.Values{"topic2": {"seo"}}, false, 422, "Choose an answer."},
		"a topic that nobody leads": {url.Values{"topic1": {"hiring"}}, false, 422, "Choose one of the answers."},
		"a topic, but late":         {url.Values{"topic1": {"seo"}}, true, 410, "This link has ended"},
		"a look when late":          {nil, true, 410, "This link has ended"},
	} {
		t.Run(name, func(t *testing.T) {
			s, cal, link := unopened(t)
			if c.late {
				s.At(s.cohort(t).Dates.Launch)
			}
			if c.form == nil {
				s.Get(t, link, c.status, c.page)
			} else {
				s.Post(t, link, c.form, c.status, c.page)
			}
			_, err := s.Store.ApplicationOf(t.Context(), cal.Person(), cohort, pug.KindMember)
			if !pug.IsError(err, pug.NotFound) {
				t.Errorf("applied: %v", err)
			}
		})
	}
}

func TestWhereNoGroupOpensNobodyIsAskedToJoinOne(t *testing.T) {
	s := newScene(t)
	cal := s.champion(t, "cal", "Hiring")
	s.do(t, "propose")
	s.post(t, s.curate(t, 0), "action", "publish")
	s.do(t, "publish")
	if mails := s.To(cal.Email); len(mails) != 1 || functest.Link(mails[0]) != "" {
		t.Errorf("%+v", mails)
	}
}
