package pug_test

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestWhatBecomesOfAMessageToAGroup(t *testing.T) {
	g, _ := rosasGroup()
	bo := somebody("Bo", "Bolt")
	g.Co = &bo
	rosa, at := g.Champion, time.Date(2026, 10, 2, 10, 0, 0, 0, time.UTC)
	closed := g
	closed.State = pug.GroupClosed
	wrote := func(when time.Time, texts ...string) (all []pug.Message) {
		for _, text := range texts {
			all = append(all, pug.Message{Text: text, At: when})
		}
		return all
	}
	links := func(n int) string { return strings.Repeat("see https://example.com/a?b=c, ", n) }
	for name, c := range map[string]struct {
		group  pug.Group
		from   pug.Person
		text   string
		before []pug.Message
		want   string
	}{
		"the Champion's is sent":                {g, rosa, "Hello all", nil, "sent 2026-H2-g01-20261002-1"},
		"the co-Champion's as well":             {g, bo, "Hello all", nil, "sent 2026-H2-g01-20261002-1"},
		"a second one has the next number":      {g, rosa, "Hello all", wrote(at.Add(-time.Hour), "Hi"), "sent 2026-H2-g01-20261002-2"},
		"what was written yesterday is counted": {g, rosa, "Hello all", wrote(at.Add(-24*time.Hour), "Hello all", "b", "c"), "sent 2026-H2-g01-20261002-1"},
		"three links may stand in it":           {g, rosa, links(3), nil, "sent 2026-H2-g01-20261002-1"},
		"with four it is held":                  {g, rosa, links(4), nil, "held 2026-H2-g01-20261002-1"},
		"links without a scheme count":          {g, rosa, "a.example b.example/x www.c.example d@d.example", nil, "held 2026-H2-g01-20261002-1"},
		"ends of sentences are no links":        {g, rosa, "One. Two. Three, e.g. four. See you at 16.30.", nil, "sent 2026-H2-g01-20261002-1"},
		"a member cannot write":                 {g, somebody("Mia", "Acme"), "Hello all", nil, "conflict"},
		"nobody can in a group that was closed": {closed, rosa, "Hello all", nil, "conflict"},
		"there is something in it":              {g, rosa, " \n\u200b", nil, "invalid"},
		"it is no book":                         {g, rosa, strings.Repeat("ü", pug.MaxMessage+1), nil, "invalid"},
		"it may be long":                        {g, rosa, strings.Repeat("ü", pug.MaxMessage), nil, "sent 2026-H2-g01-20261002-1"},
		"a fourth on one day has to wait":       {g, rosa, "d", wrote(at.Add(-time.Hour), "a", "b", "c"), "full"},
		"the same twice is a double click":      {g, rosa, "Hello  all ", wrote(at.Add(-time.Second), "Hello all"), "already"},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := c.group.Message(c.from, c.text, c.before, at)
			got := string(m.State) + " " + m.ID
			if err != nil {
				got = string(err.(*pug.Error).Kind)
			}
			if got != c.want {
				t.Errorf("%s (%v), want %s", got, err, c.want)
			}
			if err == nil && pug.GroupOfMessage(m.ID) != g.ID {
				t.Errorf("the group of %s is %q", m.ID, pug.GroupOfMessage(m.ID))
			}
		})
	}
}

func TestAHeldMessageIsDecidedOnce(t *testing.T) {
	g, _ := rosasGroup()
	m, err := g.Message(g.Champion, "a.example b.example c.example d.example", nil, on(2))
	if err != nil || m.Matter().Detail != "To Group 1, with 4 links." {
		t.Fatalf("%v, %+v", err, m.Matter())
	}
	refused, err := m.Decided(pug.Decision{Choice: pug.ChoiceDecline, By: "Ada Hart", At: on(3)})
	if err != nil || refused.State != pug.MessageRefused {
		t.Errorf("%s, %v", refused.State, err)
	}
	if _, err := refused.Decided(pug.Decision{Choice: pug.ChoiceApprove}); !pug.IsError(err, pug.Already) {
		t.Errorf("it was decided again: %v", err)
	}
	sent, err := m.Decided(pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: on(3)})
	if err != nil || sent.State != pug.MessageSent || m.Decision != nil {
		t.Errorf("%s, %v", sent.State, err)
	}
	for line, want := range map[string]string{
		pug.LogMessage(g, sent).String():           "Rosa, Northwind wrote to the members of Group 1",
		pug.LogMessage(g, m).String():              "Rosa, Northwind wrote to the members of Group 1. The message has 4 links, and is held for staff",
		pug.LogMessageDecided(g, refused).String(): "The message of Rosa, Northwind to the members of Group 1 was refused",
	} {
		if line != want {
			t.Errorf("the log has %q, want %q", line, want)
		}
	}
}

func TestAMessageIsKnownByHowItBegins(t *testing.T) {
	long := pug.Message{Text: strings.Repeat("word\n", 40)}
	if got := long.Opening(); len(got) > 100 || !strings.HasPrefix(got, "word word") || !strings.HasSuffix(got, "…") {
		t.Errorf("%q", got)
	}
	if got := (pug.Message{Text: "Hello\nall"}).Opening(); got != "Hello all" {
		t.Errorf("%q", got)
	}
}
