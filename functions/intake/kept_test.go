package intake

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// HubSpot sends what a contact has, also from last time: as a member what they proposed as a Champion, and the cohort
// that was written to them.
func TestWhatContactsKeepFromLastTimeDoesNotCount(t *testing.T) {
	champions := time.Date(2027, 1, 5, 12, 0, 0, 0, time.UTC)
	champion := set{"pug_application": "champion"}
	lastCohort := set{"pug_cohort": "2026-H2"}
	proposed := set{"pug_topic_new": "Ways to hire; and to keep people"}
	chosen := set{"pug_topic_1": "Pricing", "pug_topic_2": "Hiring"}
	tests := map[string]struct {
		at      time.Time
		changes []map[string]string
		outcome string
		cohort  string
		topics  string
	}{
		"a Champion applies for the next cohort": {champions, []map[string]string{champion, lastCohort},
			"accepted", "2027-H1", "Pricing"},
		"a member applies before the next cohort opens": {champions, []map[string]string{lastCohort},
			"late", "2026-H2", "Pricing"},
		"a Champion proposes a topic and chose others as a member": {champions,
			[]map[string]string{champion, proposed, chosen}, "accepted", "2027-H1", "Ways to hire, and to keep people"},
		"a Champion's form has one topic only": {champions, []map[string]string{champion},
			"accepted", "2027-H1", "Pricing"},
		"a member chooses and proposed another as a Champion": {open, []map[string]string{proposed, chosen},
			"accepted", "2026-H2", "Pricing, Hiring"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := newStand(t)
			s.At(tt.at)
			a := s.post(t, form("s", tt.at, tt.changes...), tt.outcome)
			var topics []string
			for _, topic := range a.Topics {
				topics = append(topics, topic.Name)
			}
			if got := strings.Join(topics, ", "); string(a.Cohort) != tt.cohort || got != tt.topics {
				t.Errorf("cohort %s with %s, want %s with %s", a.Cohort, got, tt.cohort, tt.topics)
			}
		})
	}
}

// A consent is for the cohort for which it is given, and so is a reason.
func TestWhatWasSaidBeforeThePhaseOpenedIsNotSaidNow(t *testing.T) {
	opened := time.Date(2026, 7, 23, 13, 0, 0, 0, time.UTC) // for Champions
	for name, tt := range map[string]struct {
		set  time.Time
		kept bool
	}{
		"with the form":                        {opened.Add(48 * time.Hour), true},
		"by an earlier form of the same phase": {opened.Add(time.Hour), true},
		"half a year before":                   {opened.AddDate(0, -6, 0), false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t)
			at := opened.Add(48 * time.Hour)
			s.At(at)
			body := contactBody(1, set{"pug_application": "champion", "pug_topic_new": "Exit", "pug_public": "true", "pug_why": "To learn."},
				conversion{"c-1", "c", "", at.UnixMilli()})
			body = strings.ReplaceAll(body, fmt.Sprint(open.UnixMilli()+200), fmt.Sprint(at.UnixMilli()+200))
			for _, property := range []string{"pug_public", "pug_why"} {
				before, after, _ := strings.Cut(body, `"`+property+`"`)
				body = before + `"` + property + `"` + strings.Replace(after, fmt.Sprint(at.UnixMilli()+200), fmt.Sprint(tt.set.UnixMilli()+200), 1)
			}
			if a := s.post(t, body, "accepted"); a.Public != tt.kept || (a.Why != "") != tt.kept {
				t.Errorf("public is %v, and why %q", a.Public, a.Why)
			}
		})
	}
}
