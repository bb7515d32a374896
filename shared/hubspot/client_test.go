package hubspot

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// script answers calls in turn, and keeps what they asked.
type script struct {
	answers []answer
	asked   []string // method, path and body
}

type answer struct {
	status int
	header http.Header
	body   string
	err    error
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	body := ""
	if r.Body != nil {
		raw, _ := io.ReadAll(r.Body)
		body = " " + string(raw)
	}
	s.asked = append(s.asked, r.Method+" "+r.URL.RequestURI()+body)
	a := s.answers[0]
	s.answers = s.answers[1:]
	if a.err != nil {
		return nil, a.err
	}
	if a.header == nil {
		a.header = http.Header{}
	}
	return &http.Response{StatusCode: a.status, Header: a.header, Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

func client(answers ...answer) (*Client, *script) {
	s := &script{answers: answers}
	token := func(context.Context) (string, error) { return "token", nil }
	return &Client{HTTP: &http.Client{Transport: s}, Base: API, Token: token}, s
}

func TestTroubleOf(t *testing.T) {
	scopes := `{"status":"error","category":"MISSING_SCOPES","message":"This app hasn't been granted all scopes",
		"errors":[{"message":"One or more of the following scopes are required.",
		"context":{"requiredGranularScopes":["crm.schemas.contacts.write"]}}]}`
	option := `{"status":"error","category":"VALIDATION_ERROR","correlationId":"c1",` +
		`"message":"Property values were not valid: [{\"isValid\":false,` +
		`\"message\":\"ann@example.com was not one of the allowed options\",` +
		`\"error\":\"INVALID_OPTION\",\"name\":\"pug_status\"}]"}`
	limit := func(policy string) string {
		return `{"status":"error","errorType":"RATE_LIMIT","category":"RATE_LIMITS","policyName":"` + policy + `"}`
	}
	tests := map[string]struct {
		answer  answer
		trouble Trouble
		wait    time.Duration
		says    string
	}{
		"no answer at all": {answer{err: errors.New("no route")}, TroubleMoment, 0, "no route"},
		"an outage, told by a proxy": {answer{status: 502, body: "<html>"}, TroubleMoment, 0,
			"call HubSpot, POST /crm/objects/2026-09/contacts/batch/read: 502"},
		"an answer that is cut off": {answer{status: 200, body: `{"results":[`}, TroubleMoment, 0, "read the answer"},
		"the contacts are locked":   {answer{status: 423, body: `{}`}, TroubleMoment, 0, "423"},
		"too many calls in ten seconds": {answer{status: 429, body: limit("TEN_SECONDLY_ROLLING")}, TroubleMoment,
			10 * time.Second, "429, RATE_LIMITS, TEN_SECONDLY_ROLLING"},
		"the day's calls are used up": {answer{status: 429, body: limit("DAILY")}, TroubleMoment, time.Hour, "DAILY"},
		"too many, and the answer says for how long": {answer{status: 429, body: limit("SECONDLY"),
			header: http.Header{"Retry-After": {"42"}}}, TroubleMoment, 42 * time.Second, "SECONDLY"},
		"a token that is not known": {answer{status: 401, body: `{"category":"INVALID_AUTHENTICATION"}`}, TroubleToken,
			0, "401, INVALID_AUTHENTICATION"},
		"a token without a scope": {answer{status: 403, body: scopes}, TroubleToken, 0,
			"403, MISSING_SCOPES, missing scopes crm.schemas.contacts.write"},
		"an option that is not there": {answer{status: 400, body: option}, TroubleSetup, 0,
			"400, VALIDATION_ERROR, pug_status: INVALID_OPTION, correlation id c1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c, _ := client(tt.answer)
			_, err := c.UpdateContacts(t.Context(), []ContactUpdate{{Email: "ann@example.com"}})
			if got := TroubleOf(err); got != tt.trouble {
				t.Errorf("trouble = %q, want %q", got, tt.trouble)
			}
			var e *APIError
			if !errors.As(err, &e) || e.RetryAfter != tt.wait {
				t.Errorf("error = %#v, want an APIError with RetryAfter %v", err, tt.wait)
			}
			if !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "ann@") {
				t.Errorf("error = %q, want %q in it and nobody's address", err, tt.says)
			}
		})
	}
}

func TestUpdateContacts(t *testing.T) {
	c, asked := client(
		answer{status: 207, body: `{"status":"COMPLETE","results":[
			{"id":"7","properties":{"email":"ann@example.com","hs_additional_emails":"old@example.com"}},
			{"id":"9","properties":{"email":"bo@example.com","hs_additional_emails":null}},
			{"id":"11","properties":{"email":"cy@example.com"}},
			{"id":"13","properties":{"email":"di@example.com"}}],
			"errors":[{"status":"error","category":"OBJECT_NOT_FOUND","context":{"ids":["gone@example.com"]}}]}`},
		answer{status: 207, body: `{"status":"COMPLETE","results":[{"id":"7"}],"errors":[
			{"status":"error","category":"OBJECT_NOT_FOUND","context":{"ids":["9"]}},
			{"status":"error","category":"VALIDATION_ERROR","context":{"ids":["13"]}}]}`},
	)
	status := func(email, status string) ContactUpdate {
		return ContactUpdate{Email: email, Properties: map[string]string{"pug_status": status}}
	}
	each, err := c.UpdateContacts(t.Context(), []ContactUpdate{
		status("Ann@Example.com", "declined"), status("gone@example.com", "member"),
		status("old@example.com", "member"),
		status("bo@example.com", "member"), status("cy@example.com", "member"), status("di@example.com", "member"),
	})
	if err != nil {
		t.Fatal(err)
	}
	var troubles []Trouble
	for _, err := range each {
		troubles = append(troubles, TroubleOf(err))
	}
	want := []Trouble{NoTrouble, TroubleContact, NoTrouble, TroubleContact, TroubleMoment, // of cy nothing is said
		TroubleSetup}
	if diff := cmp.Diff(want, troubles); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	wantAsked := []string{
		`POST /crm/objects/2026-09/contacts/batch/read {"idProperty":"email","inputs":[{"id":"ann@example.com"},` +
			`{"id":"gone@example.com"},{"id":"old@example.com"},{"id":"bo@example.com"},{"id":"cy@example.com"},` +
			`{"id":"di@example.com"}],` +
			`"properties":["email","hs_additional_emails"],"propertiesWithHistory":[]}`,
		`POST /crm/objects/2026-09/contacts/batch/update {"inputs":[{"id":"11","properties":{"pug_status":"member"}},` +
			`{"id":"13","properties":{"pug_status":"member"}},` +
			`{"id":"7","properties":{"pug_status":"member"}},{"id":"9","properties":{"pug_status":"member"}}]}`,
	}
	if diff := cmp.Diff(wantAsked, asked.asked); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

func TestUpdateContactsOfPeopleWhoHadOtherAddresses(t *testing.T) {
	c, asked := client(
		answer{status: 207, body: `{"results":[
			{"id":"7","properties":{"email":"ann@new.example","hs_additional_emails":"ann@older.example"}},
			{"id":"8","properties":{"email":"ann@old.example"}},
			{"id":"9","properties":{"email":"bo@old.example"}}],
			"errors":[{"category":"OBJECT_NOT_FOUND","context":{"ids":["bo@new.example", "cy@new.example", "cy@old.example"]}}]}`},
		answer{status: 200, body: `{"results":[{"id":"7"},{"id":"8"},{"id":"9"}]}`},
	)
	member := map[string]string{"pug_status": "member"}
	each, err := c.UpdateContacts(t.Context(), []ContactUpdate{
		{Email: "ann@new.example", Former: []string{"Ann@Old.example", "ann@older.example"}, Properties: member},
		{Email: "bo@new.example", Former: []string{"bo@old.example"}, Properties: member},
		{Email: "cy@new.example", Former: []string{"cy@old.example"}, Properties: member},
	})
	if err != nil || each[0] != nil || each[1] != nil || !errors.Is(each[2], ErrNoContact) {
		t.Errorf("outcomes are %v, %v", each, err)
	}
	want := `POST /crm/objects/2026-09/contacts/batch/update {"inputs":[{"id":"7","properties":{"pug_status":"member"}},` +
		`{"id":"8","properties":{"pug_status":""}},{"id":"9","properties":{"pug_status":"member"}}]}`
	if got := asked.asked[1]; got != want {
		t.Errorf("written is %s, want %s", got, want)
	}
}

func TestOffer(t *testing.T) {
	had := []Option{{Label: "Pricing", Value: "Pricing"}, {Label: "Hiring", Value: "Hiring", DisplayOrder: 1}}
	got := Offer(had, []Option{{Label: "Onboarding", Value: "Onboarding"}, {Label: "Hiring", Value: "Hiring"}})
	want := []Option{
		{Label: "Onboarding", Value: "Onboarding"},
		{Label: "Hiring", Value: "Hiring", DisplayOrder: 1},
		{Label: "Pricing", Value: "Pricing", Hidden: true, DisplayOrder: 2},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
}
