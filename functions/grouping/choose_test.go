package grouping_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// choosing is a cohort with a group for Mia, one for others, and her link to choose. She named a topic that nobody
// leads.
func choosing(t *testing.T) (scene, string) {
	t.Helper()
	s := offering(t)
	s.champion(t, "dora", "Partner <marketing>")
	s.Member(t, "Mia Okoye", func(a *pug.Application) {
		a.Topics, a.Status = functest.Topics("Case studies"), pug.StatusPending
	})
	return s, s.linkFor(t, "choose", memberID("mia"))
}

// linkFor is a link of a purpose that another function writes the letter for.
func (s scene) linkFor(t *testing.T, purpose, subject string) string {
	t.Helper()
	m, err := s.Links.Mint(link.Link{Purpose: purpose, Subject: subject, Person: functest.Ada, Name: "Ada Hart",
		Expires: s.cohort(t).Dates.Propose})
	s.Must(t, err)
	s.StoreLink(t, m)
	return m.URL
}

func topicNames(a pug.Application) string {
	var names []string
	for _, topic := range a.Topics {
		names = append(names, topic.Name)
	}
	return strings.Join(names, ", ")
}

func TestAMemberChoosesAmongTheGroupsOnOffer(t *testing.T) {
	s, link := choosing(t)
	page := s.Get(t, link, 200, "Pricing", "Partner &lt;marketing&gt; (no Champion for your role and region yet)",
		`<option value="case studies" selected>Case studies (no Champion`)
	if mine, others := strings.Index(page, "<strong>Pricing"), strings.Index(page, "<strong>Partner"); mine > others {
		t.Error("the group for others comes before the one that suits")
	}
	s.Post(t, link, url.Values{"topic1": {"pricing"}, "topic2": {"case studies"}, "topic3": {"pricing"}}, 200,
		"Your topics are saved", "1. Pricing · 2. Case studies")
	if got := topicNames(s.Application(t, memberID("mia"))); got != "Pricing, Case studies" {
		t.Errorf("the topics are %q", got)
	}
	s.Decide(t, memberID("mia"), pug.ChoiceApprove)
	s.Post(t, link, url.Values{"topic1": {"pricing"}}, 200, "Your topics are saved")
	a := s.Application(t, memberID("mia"))
	if diff := cmp.Diff(functest.Topics("Case studies"), a.Named); diff != "" || topicNames(a) != "Pricing" {
		t.Errorf("the topics are %q, those of the form %s", topicNames(a), diff)
	}
}

func TestWhatCannotBeChosen(t *testing.T) {
	s, link := choosing(t)
	s.Post(t, link, url.Values{"topic2": {"pricing"}}, 422, "Choose an answer.")
	s.Post(t, link, url.Values{"topic1": {"yachting"}}, 422, "Choose one of the answers.")
	if got := topicNames(s.Application(t, memberID("mia"))); got != "Case studies" {
		t.Errorf("the topics are %q", got)
	}
}

func TestTooLateToChoose(t *testing.T) {
	tests := []struct {
		name   string
		before func(*testing.T, scene)
		says   string
	}{
		{"after the phase", func(t *testing.T, s scene) { s.At(s.cohort(t).Dates.MembersClose) }, "until Thu 17 Sep 2026"},
		{"after the link", func(t *testing.T, s scene) { s.At(s.cohort(t).Dates.Propose.Add(time.Hour)) }, "until Thu 17 Sep"},
		{"when declined", func(t *testing.T, s scene) { s.Decide(t, memberID("mia"), pug.ChoiceDecline) }, "taking part"},
		{"when a newer application counts",
			func(t *testing.T, s scene) { s.Decide(t, memberID("mia"), pug.ChoiceReplace) }, "newer application counts"},
		{"when groups are proposed", func(t *testing.T, s scene) { s.do(t, "propose") }, "taking part"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, link := choosing(t)
			test.before(t, s)
			s.Get(t, link, 200, "can&#39;t be changed any more", test.says)
			s.Post(t, link, url.Values{"topic1": {"pricing"}}, 200, "can&#39;t be changed any more")
			if got := topicNames(s.Application(t, memberID("mia"))); got != "Case studies" {
				t.Errorf("the topics are %q", got)
			}
		})
	}
}
