package intake

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// conversion is a form submission as a contact lists it.
type conversion struct {
	ID    string `json:"conversion-id"`
	Form  string `json:"form-id"`
	Title string `json:"title,omitempty"`
	At    int64  `json:"timestamp"`
}

// contactBody is a contact as HubSpot's workflows send it: with Ina's answers, changed as given.
func contactBody(vid int, changes set, listed ...conversion) string {
	var flat map[string]string
	_ = json.Unmarshal([]byte(form("", open, changes)), &flat) // form writes JSON
	properties := map[string]any{}
	for name, value := range flat {
		if name == "submission_id" || name == "submitted_at" {
			continue
		}
		versions := []any{map[string]any{"value": value, "source-type": "FORM", "timestamp": open.UnixMilli() + 200}}
		properties[name] = map[string]any{"value": value, "versions": versions}
	}
	text, _ := json.Marshal(map[string]any{"vid": vid, "portal-id": 7, "properties": properties, "form-submissions": listed})
	return string(text)
}

func at(id, form string, after time.Duration) conversion {
	return conversion{id, form, "The form " + form, open.Add(after).UnixMilli()}
}

func TestAContactWithFormsOfOthers(t *testing.T) {
	closes := time.Date(2026, 9, 17, 13, 0, 0, 0, time.UTC)
	news, ours := conversion{"c-2", "news", "", closes.Add(2 * time.Minute).UnixMilli()}, conversion{"c-1", "members", "", closes.Add(-5 * time.Minute).UnixMilli()}
	body := contactBody(1, nil, news, ours)
	for name, change := range map[string]func(*Deps){
		"told by the forms that are set":      func(d *Deps) { d.Settings.Forms = []string{"champions", "members"} },
		"told by the time at which it is set": func(*Deps) {},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t, change)
			s.At(closes.Add(time.Hour))
			// The kind was set when the programme's form was sent.
			moved := strings.ReplaceAll(body, fmt.Sprint(open.UnixMilli()+200), fmt.Sprint(ours.At+200))
			if a := s.post(t, moved, "accepted"); a.Submitted.UnixMilli() != ours.At {
				t.Errorf("submitted at %s", a.Submitted)
			}
		})
	}
}

func TestAContactIsTheSameSubmissionAgain(t *testing.T) {
	for name, again := range map[string]string{
		"when its properties changed":        contactBody(1, set{"company": "Roth Group", "hs_lead_status": "NEW"}, at("c-1", "m", 0)),
		"when it was merged":                 contactBody(99, set{"email": "ina.roth@example.com"}, at("c-1", "m", 0)),
		"when somebody else's form followed": contactBody(1, nil, at("c-1", "m", 0), at("c-9", "news", 2*time.Minute)),
	} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t)
			first := s.post(t, contactBody(1, nil, at("c-1", "m", 0)), "accepted")
			if a := s.post(t, again, "duplicate"); a.ID != first.ID {
				t.Errorf("it is %s", a.ID)
			}
		})
	}
	t.Run("not when the form was sent again", func(t *testing.T) {
		s := newStand(t)
		s.Pass(time.Hour)
		s.post(t, contactBody(1, nil, at("c-1", "m", 0)), "accepted")
		s.post(t, contactBody(1, nil, at("c-1", "m", 0), at("c-2", "m", time.Minute)), "accepted")
	})
}

func TestWhatTheReleaseBeforeTookInIsKnown(t *testing.T) {
	flat := form("", open)
	for name, test := range map[string]struct{ key, body string }{
		"a contact":          {`contact "7" "1" "c-1"`, contactBody(1, nil, at("c-1", "m", 0))},
		"by another's form":  {`contact "7" "1" "c-9"`, contactBody(1, nil, at("c-1", "m", 0), at("c-9", "news", time.Minute))},
		"a body without ids": {"body " + hashed(flat), flat},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t)
			before := pug.Application{ID: "2026-H2-member-before", Cohort: "2026-H2", Kind: pug.KindMember, Email: ina, Status: pug.StatusOdd}
			s.Must(t, s.Store.Take(t.Context(), store.Taking{Submission: hashed(test.key), Received: open, Application: before}))
			if a := s.post(t, test.body, "duplicate"); a.ID != before.ID {
				t.Errorf("it is %s", a.ID)
			}
		})
	}
}

func TestTwoColleaguesInOneBrowser(t *testing.T) {
	s := newStand(t)
	s.Pass(time.Hour)
	first, second := at("c-1", "m", 0), at("c-2", "m", time.Minute)
	old := at("c-0", "m", -90*24*time.Hour) // of another cohort
	bo := contactBody(1, set{"email": "bo@example.com", "firstname": "Bo"}, old, first, second)
	s.post(t, bo, "accepted")
	s.post(t, bo, "duplicate") // the first one's webhook says the same
	letters := s.To(s.Settings.Staff[0].Address)
	if len(letters) != 1 || !strings.Contains(letters[0].Subject, "may be missing") {
		t.Fatalf("staff were told %d times: %+v", len(letters), letters)
	}
	for _, part := range []string{"The form m", "Bo Roth, bo@example.com", "Always create contact for new email address"} {
		if !strings.Contains(letters[0].Text, part) {
			t.Errorf("it does not say %q: %s", part, letters[0].Text)
		}
	}
	odd, err := s.Store.Applications(t.Context(), "2026-H2", "")
	if err != nil || len(odd) != 1 || !odd[0].Submitted.Equal(open) || odd[0].Problems[0].Code != pug.ProblemOvertaken {
		t.Errorf("kept: %+v, %v", odd, err)
	}

	// The first one's webhook was only late.
	s.post(t, contactBody(1, nil, old, first), "accepted")
	s.post(t, contactBody(1, nil, old, first, second), "duplicate")
	if len(s.To(s.Settings.Staff[0].Address)) != 1 {
		t.Error("staff were told again")
	}
}

func TestWhatFormsSendIsUnderstood(t *testing.T) {
	tests := []struct {
		name   string
		change set
		want   func(a *pug.Application)
	}{
		{"topics of check boxes", set{"pug_topic_1": "Pricing;Hiring; Retainers;pricing", "pug_topic_2": "Sales"}, func(a *pug.Application) {
			a.Topics = []pug.Topic{{Name: "Pricing", Key: "pricing"}, {Name: "Hiring", Key: "hiring"}, {Name: "Retainers", Key: "retainers"}, {Name: "Sales", Key: "sales"}}
		}},
		{"labels", set{"pug_role": "Sales / account representative", "pug_region": "Europe, Middle East and Africa", "pug_partner_type": "App Partner", "pug_application": "Member"},
			func(*pug.Application) {}},
		{"a ticked box", set{"pug_commitments": "Yes"}, func(*pug.Application) {}},
		{"one of several ticked boxes", set{"pug_commitments": "newsletter;yes"}, func(*pug.Application) {}},
		{"HubSpot's time zones", set{"pug_time_zone": "america_slash_new_york"}, func(a *pug.Application) { a.TimeZone = "America/New_York" }},
		{"time zones by city", set{"pug_time_zone": "new york"}, func(a *pug.Application) { a.TimeZone = "America/New_York" }},
		{"time zones in any case", set{"pug_time_zone": "europe/berlin"}, func(a *pug.Application) { a.TimeZone = "Europe/Berlin" }},
		{"a time in seconds", set{"submitted_at": fmt.Sprint(open.Unix())}, func(*pug.Application) {}},
		{"an address with a domain in Unicode", set{"email": " Ina@MÜLLER.example"}, func(a *pug.Application) { a.Email = "ina@xn--mller-kva.example" }},
		{"text with what nobody sees", set{"firstname": "I\u200bna\u202e", "company": "Roth\r\nCo", "pug_why": "a\r\n\r\n\r\nb\x00"},
			func(a *pug.Application) { a.Why = "a\n\nb" }},
		{"the cohort that the contact was about before", set{"pug_cohort": "2025-H2"}, func(*pug.Application) {}},
		{"the topic that the same person proposed as a Champion", set{"pug_topic_new": "Exit"}, func(*pug.Application) {}},
		{"a first name alone", set{"lastname": ""}, func(a *pug.Application) { a.LastName = "" }},
		{"a whole name in one field", set{"firstname": "", "lastname": "de la Cruz, María-José"}, func(a *pug.Application) {
			a.FirstName, a.LastName = "", "de la Cruz, María-José"
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStand(t)
			want := s.post(t, form("s-1", open), "accepted")
			other := newStand(t)
			got := other.post(t, form("s-1", open, test.change), "accepted")
			test.want(&want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The topics that the same person chose as a member before are still with the contact.
func TestAChampionProposesATopicOfTheirOwn(t *testing.T) {
	s := newStand(t)
	at := s.Cohort(t, "2026-H2", pug.StageChampions).Dates.ChampionsOpen.Add(time.Hour)
	s.At(at)
	body := contactBody(1, set{"pug_application": "champion", "pug_topic_new": "Exit", "pug_topic_1": "Pricing", "pug_topic_2": "Hiring", "pug_public": "true"})
	body = strings.ReplaceAll(body, fmt.Sprint(open.UnixMilli()+200), fmt.Sprint(at.UnixMilli()))
	a := s.post(t, body, "accepted")
	if len(a.Topics) != 1 || a.Topic().Key != "exit" || !a.Public {
		t.Errorf("the topics are %v, public is %t", a.Topics, a.Public)
	}
}

func TestWhoSetsHubSpotUpIsToldWhatCannotBeRead(t *testing.T) {
	s := newStand(t)
	_, got, text := s.send(t, s.request(form("s-1", open, set{"pug_time_zone": "Mars/Olympus", "submitted_at": "soon"})))
	if len(got.Notes) != 2 || !strings.Contains(text, "Mars/Olympus") || !strings.Contains(text, "submitted_at") {
		t.Errorf("answered %s", text)
	}
}
