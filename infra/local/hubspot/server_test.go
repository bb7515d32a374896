package hubspot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	api "github.com/partnerusergroups/pugs/shared/hubspot"
)

// account is an account at a time that the test moves, with properties to write.
func account(t *testing.T, change func(*Config)) (*Server, *api.Client, *time.Time) {
	t.Helper()
	now := time.Date(2026, time.October, 1, 9, 0, 0, 0, time.UTC)
	cfg := Config{Now: func() time.Time { return now }, Portal: 62515, Token: "token"}
	if change != nil {
		change(&cfg)
	}
	s := New(cfg)
	one, two, shown := "One", "Two", false
	s.properties = append(s.properties,
		Property{Name: "status", Type: "enumeration", FieldType: "select", Options: []option{
			{Label: &one, Value: &one, Hidden: &shown}, {Label: &two, Value: &two, Hidden: &shown}}},
		Property{Name: "meetings", Type: "number", FieldType: "number"})
	return s, caller(s, "token"), &now
}

func caller(s *Server, token string) *api.Client {
	return &api.Client{HTTP: &http.Client{Transport: s}, Base: api.API,
		Token: func(context.Context) (string, error) { return token, nil }}
}

func submit(t *testing.T, s *Server, emails ...string) {
	t.Helper()
	for _, email := range emails {
		if err := s.Submit([]byte(fmt.Sprintf(`{"email": %q, "firstname": "Ann"}`, email))); err != nil {
			t.Fatal(err)
		}
	}
}

func set(email, name, value string) api.ContactUpdate {
	return api.ContactUpdate{Email: email, Properties: map[string]string{name: value}}
}

func TestContactsAreUpdatedByTheirAddresses(t *testing.T) {
	s, c, now := account(t, nil)
	submit(t, s, "ann@example.com", "bo@example.com", "bo.new@example.com", "gone@example.com")
	if err := s.Merge("bo.new@example.com", "bo@example.com"); err != nil {
		t.Fatal(err)
	}
	s.Delete("gone@example.com")
	*now = now.Add(time.Hour)
	each, err := c.UpdateContacts(t.Context(), []api.ContactUpdate{set("ANN@example.com", "status", "One"),
		set("gone@example.com", "status", "One"), set("bo@example.com", "status", "One"),
		set("bo.new@example.com", "status", "Two"), set("stranger@example.com", "status", "One")})
	if err != nil {
		t.Fatal(err)
	}
	absent := []bool{false, true, false, false, true}
	for i, want := range absent {
		if got := errors.Is(each[i], api.ErrNoContact); got != want || !want && each[i] != nil {
			t.Errorf("update %d: %v, want no contact to be %v", i, each[i], want)
		}
	}
	ann, _ := s.Contact("ann@example.com")
	if diff := cmp.Diff([]Version{{"One", *now, "INTEGRATION"}}, ann.Properties["status"]); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
	if bo, _ := s.Contact("bo@example.com"); bo.Value("status") != "Two" || bo.Value("email") != "bo.new@example.com" {
		t.Errorf("the merged contact is %+v, want the later of its updates", bo)
	}
	if _, made := s.Contact("stranger@example.com"); made || len(s.Contacts()) != 2 {
		t.Errorf("there are %d contacts, want two and no stranger", len(s.Contacts()))
	}
	if s.Calls() != 2 {
		t.Errorf("it took %d calls, want 2", s.Calls())
	}
}

func TestOneWrongValueRefusesTheWholeBatch(t *testing.T) {
	tests := map[string]struct{ name, value, says string }{
		"a property that is not there": {"nickname", "Annie", "nickname: PROPERTY_DOESNT_EXIST"},
		"an option that is not there":  {"status", "Three", "status: INVALID_OPTION"},
		"a number that is none":        {"meetings", "two", "meetings: INVALID_NUMBER"},
		"a read-only property":         {"hs_object_id", "7", "hs_object_id: READ_ONLY_VALUE"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, c, _ := account(t, nil)
			submit(t, s, "ann@example.com", "bo@example.com")
			_, err := c.UpdateContacts(t.Context(), []api.ContactUpdate{set("ann@example.com", "status", "One"),
				set("bo@example.com", tt.name, tt.value)})
			if api.TroubleOf(err) != api.TroubleSetup || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error = %v, want %q", err, tt.says)
			}
			if ann, _ := s.Contact("ann@example.com"); ann.Value("status") != "" {
				t.Error("the other contact was updated")
			}
		})
	}
}

func TestUpdatesByAddressOrTwiceAreRefused(t *testing.T) {
	_, c, _ := account(t, nil)
	tests := map[string]struct{ path, body, says string }{
		"an update by address": {"update", `{"inputs":[{"id":"a@example.com","idProperty":"email","properties":{}}]}`,
			"Unable to perform update/upsert by non-unique 0-1 property"},
		"an id twice": {"update", `{"inputs":[{"id":"1","properties":{}},{"id":"1","properties":{}}]}`,
			"Duplicate IDs"},
		"nobody":         {"read", `{"inputs":[]}`, "inputs"},
		"too many":       {"read", `{"inputs":[` + strings.Repeat(`{"id":"1"},`, 100) + `{"id":"2"}]}`, "got 101"},
		"a strange word": {"update", `{"input":[]}`, "unknown field"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			path := api.API + "/crm/objects/2026-09/contacts/batch/" + tt.path
			r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(tt.body))
			r.Header.Set("Authorization", "Bearer token")
			answer, err := c.HTTP.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = answer.Body.Close() }()
			said := new(strings.Builder)
			_ = answer.Write(said)
			if answer.StatusCode != http.StatusBadRequest || !strings.Contains(said.String(), tt.says) {
				t.Errorf("answer = %s, want a 400 with %q", said, tt.says)
			}
		})
	}
}

func TestACallNeedsTokenScopeAndLimits(t *testing.T) {
	s, c, now := account(t, func(cfg *Config) {
		cfg.Scopes, cfg.Daily = []string{"crm.objects.contacts.read"}, 101
	})
	ask := func(c *api.Client) *api.APIError {
		_, err := c.Account(t.Context())
		var e *api.APIError
		errors.As(err, &e)
		return e
	}
	if e := ask(caller(s, "other")); e == nil || api.TroubleOf(e) != api.TroubleToken {
		t.Errorf("with another token: %v", e)
	}
	_, err := c.Properties(t.Context())
	if want := "missing scopes crm.schemas.contacts.read"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("without the scope: %v, want %q", err, want)
	}
	for range 99 {
		if e := ask(c); e != nil {
			t.Fatal(e)
		}
	}
	if e := ask(c); e == nil || e.Policy != "TEN_SECONDLY_ROLLING" || e.RetryAfter != 10*time.Second {
		t.Errorf("call 101 within ten seconds: %v", e)
	}
	*now = now.Add(10 * time.Second)
	if e := ask(c); e != nil {
		t.Errorf("ten seconds later: %v", e)
	}
	if e := ask(c); e == nil || e.Policy != "DAILY" {
		t.Errorf("over the day's calls: %v", e)
	}
	*now = now.Add(24 * time.Hour)
	if e := ask(c); e != nil {
		t.Errorf("a day later: %v", e)
	}
}

func TestPropertiesAreMadeAndOffered(t *testing.T) {
	s, c, _ := account(t, nil)
	p := api.Property{Name: "topic", Label: "Topic", Group: "programme", Type: "enumeration", FieldType: "select",
		Options: []api.Option{{Label: "Pricing", Value: "Pricing"}}}
	if err := c.CreateProperty(t.Context(), p); api.TroubleOf(err) != api.TroubleSetup {
		t.Errorf("in a group that is not there: %v", err)
	}
	if err := c.CreatePropertyGroup(t.Context(), api.PropertyGroup{Name: "programme", Label: "Programme"}); err != nil {
		t.Fatal(err)
	}
	for i, bad := range []func(*api.Property){
		func(p *api.Property) { p.Options = nil },
		func(p *api.Property) { p.FieldType = "text" },
		func(p *api.Property) { p.Name = "Topic" },
		func(p *api.Property) { p.Options = append(p.Options, p.Options[0]) },
	} {
		other := p
		bad(&other)
		if err := c.CreateProperty(t.Context(), other); err == nil {
			t.Errorf("bad property %d was made", i)
		}
	}
	if err := c.CreateProperty(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := c.CreateProperty(t.Context(), p); err == nil || !strings.Contains(err.Error(), "409") {
		t.Errorf("made once more: %v", err)
	}
	for range 2 { // the second time there is nothing to write
		err := c.SetOptions(t.Context(), "topic", []api.Option{{Label: "Hiring", Value: "Hiring"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	want := []api.Option{{Label: "Hiring", Value: "Hiring"},
		{Label: "Pricing", Value: "Pricing", Hidden: true, DisplayOrder: 1}}
	got, err := c.Property(t.Context(), "topic")
	if err != nil || !slices.Equal(got.Options, want) {
		t.Errorf("options = %+v, %v, want %+v", got.Options, err, want)
	}
	if calls := 5 + 1 + 1 + 1 + 2 + 1 + 1; s.Calls() != calls {
		t.Errorf("it took %d calls, want %d", s.Calls(), calls)
	}
}

func TestFaults(t *testing.T) {
	s, c, _ := account(t, nil)
	submit(t, s, "ann@example.com")
	update := func() error {
		_, err := c.UpdateContacts(t.Context(), []api.ContactUpdate{set("ann@example.com", "status", "One")})
		return err
	}
	status := func() string {
		ann, _ := s.Contact("ann@example.com")
		return ann.Value("status")
	}
	s.Inject(func(string) Fault { return Fault{Status: http.StatusServiceUnavailable} })
	if err := update(); api.TroubleOf(err) != api.TroubleMoment || status() != "" {
		t.Errorf("while HubSpot is down: %v, status %q", err, status())
	}
	s.Inject(func(call string) Fault { return Fault{Lost: strings.HasSuffix(call, "/batch/update")} })
	if err := update(); api.TroubleOf(err) != api.TroubleMoment || status() != "One" {
		t.Errorf("where the answer is lost: %v, status %q", err, status())
	}
}

func TestASubmissionInEitherShapeIsTheSameContact(t *testing.T) {
	s, _, now := account(t, nil)
	for _, body := range []string{
		`{"vid": 101, "portal-id": 62515, "properties": {"email": {"value": "Ann@Example.com", "versions": []},
			"company": {"value": "Acme"}, "unknown": {"value": "x"}}}`,
		`{"email": "ann@example.com", "company": "Acme Ltd", "submission_id": "s"}`,
		`{"vid": "205", "properties": {"email": {"value": "ann@example.com"}, "hs_object_id": {"value": "9"}}}`,
	} {
		if err := s.Submit([]byte(body)); err != nil {
			t.Fatal(err)
		}
		*now = now.Add(time.Minute)
	}
	all := s.Contacts()
	if len(all) != 1 || all[0].ID != "101" || all[0].Value("email") != "ann@example.com" {
		t.Fatalf("contacts = %+v, want one", all)
	}
	var companies []string
	for _, v := range all[0].Properties["company"] {
		companies = append(companies, v.Value)
	}
	if diff := cmp.Diff([]string{"Acme Ltd", "Acme"}, companies); diff != "" {
		t.Errorf("history of the company (-want +got):\n%s", diff)
	}
	if c, ok := s.Contact("205"); !ok || c.ID != "101" {
		t.Errorf("by its other id: %+v", c)
	}
}

func TestAWebhookThatComesAgainHandsNothingInAnew(t *testing.T) {
	s, _, _ := account(t, nil)
	for _, body := range []string{`{"email": "ann@example.com", "firstname": "Ann"}`,
		`{"email": "ann@example.com", "firstname": "Anna"}`, `{"email": "ann@example.com", "firstname": "Ann"}`} {
		if err := s.Submit([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if c, _ := s.Contact("ann@example.com"); c.Value("firstname") != "Anna" {
		t.Errorf("the contact is %+v", c.Properties)
	}
}
