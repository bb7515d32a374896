package grouping_test

import (
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/grouping"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const cohort = functest.October

// scene is a cohort at the time when groups are proposed.
type scene struct{ *functest.Env }

func newScene(t testing.TB) scene {
	t.Helper()
	r := functest.New(t, time.Date(2026, 9, 21, 13, 0, 0, 0, time.UTC))
	r.Cohort(t, cohort, pug.StageMembers)
	f, err := grouping.New(r.Deps())
	r.Must(t, err)
	r.Function = f
	return scene{r}
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
	return s.Apply(t, functest.NewApplication(kind, strings.ToUpper(last)+" Test", func(a *pug.Application) {
		a.Email, a.Company, a.Role = last+"@example.org", "Company "+last, pug.RoleMarketing
		a.Topics, a.Submitted = functest.Topics(topics...), s.Now()
	}))
}

// do does a task of the cohort, which must succeed.
func (s scene) do(t testing.TB, task string) {
	t.Helper()
	s.Task(t, task, map[string]any{"cohort": cohort}, nil)
}

// curate asks staff and returns Ada's link.
func (s scene) curate(t testing.TB, round int) string {
	t.Helper()
	in := map[string]any{"cohort": cohort, "token": fmt.Sprintf("token-%d", round), "round": round}
	s.Task(t, "curate", in, nil)
	return s.LinkTo(t, functest.Ada)
}

// post posts a change of the groups, at the revision that is current unless the form names one.
func (s scene) post(t testing.TB, link string, pairs ...string) (int, string) {
	t.Helper()
	form := url.Values{"revision": {fmt.Sprint(s.cohort(t).Revision)}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	w := s.Visit("POST", link, form)
	return w.Code, html.UnescapeString(w.Body.String())
}

func (s scene) cohort(t testing.TB) pug.Cohort {
	t.Helper()
	c, err := s.Store.Cohort(t.Context(), cohort)
	s.Must(t, err)
	return c
}

// board reads the groups as they stand on the page of curation.
func (s scene) board(t testing.TB) *curation.Board {
	t.Helper()
	p, err := s.Store.Proposal(t.Context(), cohort, s.cohort(t).Revision)
	s.Must(t, err)
	people, err := s.Store.People(t.Context(), cohort, p.People)
	s.Must(t, err)
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
	s.Must(t, err)
	return groups
}

// seated writes down who was seated where by publishing, and who waits, in the form of proposal.
func (s scene) seated(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	for _, g := range s.groups(t) {
		seats, err := s.Store.Seats(t.Context(), g.ID)
		s.Must(t, err)
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
	s.Must(t, err)
	b.WriteString("waitlist:")
	for _, p := range places {
		fmt.Fprintf(&b, " %s", pug.ShortGroup(p.Person.ID))
	}
	return b.String()
}

func memberID(last string) string { return functest.MemberID(last) }

func groupID(n int) string { return pug.GroupID(cohort, n) }

// show opens a page of curation.
func (s scene) show(t testing.TB, link, query string) string {
	t.Helper()
	return html.UnescapeString(s.Get(t, link+"?"+query, 200))
}

// has fails unless the text has each of the parts.
func has(t testing.TB, text string, parts ...string) {
	t.Helper()
	functest.Contains(t, text, parts...)
}
