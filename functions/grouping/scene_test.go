package grouping_test

import (
	"fmt"
	"html"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/grouping"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const cohort = pug.CohortID("2026-H2")

// scene is a cohort at the time when groups are proposed.
type scene struct {
	*functest.Env
	f *lambdafn.Function
}

func newScene(t testing.TB) scene {
	t.Helper()
	r := functest.New(t, time.Date(2026, 9, 21, 13, 0, 0, 0, time.UTC))
	r.Cohort(t, cohort, pug.StageMembers)
	f, err := grouping.New(r.Deps())
	if err != nil {
		t.Fatal(err)
	}
	return scene{r, f}
}

// champion adds an approved Champion called after the last part of the id, in marketing, NA.
func (s scene) champion(t testing.TB, last, topic string) pug.Application {
	t.Helper()
	return s.add(t, pug.KindChampion, last, topic)
}

// members adds n approved members for the topics, called first0, first1, ..., in marketing, NA.
func (s scene) members(t testing.TB, first string, n int, topics ...string) {
	t.Helper()
	for i := range n {
		s.add(t, pug.KindMember, fmt.Sprintf("%s%d", first, i), topics...)
	}
}

func (s scene) add(t testing.TB, kind pug.Kind, last string, topics ...string) pug.Application {
	t.Helper()
	a := pug.Application{ID: pug.ApplicationID(cohort, kind, last), Cohort: cohort, Kind: kind, Email: last + "@example.org", FirstName: strings.ToUpper(last),
		LastName: "Test", Company: "Company " + last, PartnerType: pug.AppPartner, Role: pug.RoleMarketing, Region: pug.RegionNA, Commitments: true,
		Submitted: s.Now(), Status: pug.StatusApproved}
	for _, topic := range topics {
		a.Topics = append(a.Topics, pug.Topic{Name: topic, Key: strings.ToLower(topic)})
	}
	s.store(t, a)
	return a
}

func (s scene) store(t testing.TB, a pug.Application) {
	t.Helper()
	if err := s.Store.AddApplication(t.Context(), a); err != nil {
		t.Fatal(err)
	}
}

// do does a task of the cohort, which must succeed.
func (s scene) do(t testing.TB, task string) {
	t.Helper()
	if name := s.Do(t, s.f, task, map[string]any{"cohort": cohort}, nil); name != "" {
		t.Fatalf("%s failed with %s", task, name)
	}
}

// curate asks staff and returns Ada's link.
func (s scene) curate(t testing.TB, round int) string {
	t.Helper()
	in := map[string]any{"cohort": cohort, "token": fmt.Sprintf("token-%d", round), "round": round}
	if name := s.Do(t, s.f, "curate", in, nil); name != "" {
		t.Fatalf("curate failed with %s", name)
	}
	return s.LinkTo(t, "ada@example.com")
}

// post posts a change of the groups, at the revision that is current unless the form names one.
func (s scene) post(t testing.TB, link string, pairs ...string) (int, string) {
	t.Helper()
	form := url.Values{"revision": {fmt.Sprint(s.cohort(t).Revision)}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	status, page := s.Visit(t, s.f, "POST", link, form)
	return status, html.UnescapeString(page)
}

func (s scene) cohort(t testing.TB) pug.Cohort {
	t.Helper()
	c, err := s.Store.Cohort(t.Context(), cohort)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// board reads the groups as they stand on the page of curation.
func (s scene) board(t testing.TB) *curation.Board {
	t.Helper()
	p, err := s.Store.Proposal(t.Context(), cohort, s.cohort(t).Revision)
	if err != nil {
		t.Fatal(err)
	}
	people, err := s.Store.People(t.Context(), cohort, p.People)
	if err != nil {
		t.Fatal(err)
	}
	return curation.NewBoard(p, people)
}

// proposal writes down who is proposed to sit where, and who waits, one line each.
func (s scene) proposal(t testing.TB) string {
	t.Helper()
	board := s.board(t)
	var b strings.Builder
	for _, g := range board.Groups {
		fmt.Fprintf(&b, "%s %s %s:", pug.ShortGroup(g.ID), board.LeadOf(g).Topic.Name, pug.ShortGroup(g.Lead))
		for _, id := range g.Members {
			fmt.Fprintf(&b, " %s", pug.ShortGroup(id))
		}
		b.WriteString("\n")
	}
	b.WriteString("waitlist:")
	for _, w := range board.Waitlist() {
		fmt.Fprintf(&b, " %s", pug.ShortGroup(w.Member.ID))
	}
	return b.String()
}

func (s scene) groups(t testing.TB) []pug.Group {
	t.Helper()
	groups, err := s.Store.Groups(t.Context(), cohort)
	if err != nil {
		t.Fatal(err)
	}
	return groups
}

// seated writes down who was seated where by publishing, and who waits, in the form of proposal.
func (s scene) seated(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	for _, g := range s.groups(t) {
		seats, err := s.Store.Seats(t.Context(), g.ID)
		if err != nil {
			t.Fatal(err)
		}
		if g.Partners != len(seats)+1 {
			t.Errorf("%s counts %d partners with %d seats taken", g.ID, g.Partners, len(seats))
		}
		fmt.Fprintf(&b, "%s %s %s:", pug.ShortGroup(g.ID), g.Topic.Name, pug.ShortGroup(g.Champion.ID))
		for _, seat := range seats {
			fmt.Fprintf(&b, " %s", pug.ShortGroup(seat.Member.ID))
		}
		b.WriteString("\n")
	}
	places, err := s.Store.Waitlist(t.Context(), cohort)
	if err != nil {
		t.Fatal(err)
	}
	b.WriteString("waitlist:")
	for _, p := range places {
		fmt.Fprintf(&b, " %s", pug.ShortGroup(p.Person.ID))
	}
	return b.String()
}

func memberID(last string) string { return pug.ApplicationID(cohort, pug.KindMember, last) }

func groupID(n int) string { return pug.GroupID(cohort, n) }

// show opens a page of curation.
func (s scene) show(t testing.TB, link, query string) string {
	t.Helper()
	status, page := s.Visit(t, s.f, "GET", link+"?"+query, nil)
	if status != 200 {
		t.Errorf("%s: %d", query, status)
	}
	return html.UnescapeString(page)
}

// visit opens a link, or posts a form to it, and gives the whole answer.
func (s scene) visit(t testing.TB, link string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest("GET", link, nil)
	if form != nil {
		request = httptest.NewRequest("POST", link, strings.NewReader(form.Encode()))
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	s.f.Web.ServeHTTP(w, request)
	return w
}

// has fails unless the text has each of the parts. Of a page, what is around the content is left out of the complaint.
func has(t testing.TB, text string, parts ...string) {
	t.Helper()
	_, shown, found := strings.Cut(text, "<main")
	if !found {
		shown = text
	}
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in:\n%s", part, shown)
		}
	}
}
