package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const (
	secret = "client-secret"
	ina    = "ina@example.com"
)

// open is a moment at which members may apply for 2026-H2; Champions could until 24 August.
var open = time.Date(2026, 9, 10, 12, 0, 0, 0, time.UTC)

// stand is an intake in its surroundings.
type stand struct {
	*functest.Env
	deps Deps
}

func newStand(t testing.TB, change ...func(*Deps)) *stand {
	t.Helper()
	r := functest.New(t, open)
	fits := func(_ context.Context, check func(string) bool) (bool, error) { return check(secret), nil }
	d := Deps{Deps: r.Deps(), Secret: fits}
	for _, c := range change {
		c(&d)
	}
	f, err := New(d)
	r.Must(t, err)
	r.Function = f
	return &stand{r, d}
}

// form is Ina's submission as a flat body; an empty change removes a property.
func form(id string, at time.Time, changes ...map[string]string) string {
	body := map[string]string{
		"pug_application": "member", "email": ina, "firstname": "Ina", "lastname": "Roth", "company": "Roth Co", "pug_partner_type": "app_partner",
		"pug_role": "sales", "pug_region": "EMEA", "pug_topic_1": "Pricing", "pug_commitments": "true", "submission_id": id,
		"submitted_at": fmt.Sprint(at.UnixMilli()),
	}
	for _, c := range changes {
		maps.Copy(body, c)
	}
	maps.DeleteFunc(body, func(_, value string) bool { return value == "" })
	text, _ := json.Marshal(body) // strings always encode
	return string(text)
}

// request is a webhook as HubSpot would send it now.
func (s *stand) request(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, Path, strings.NewReader(body))
	signed := hubspot.Request{Method: http.MethodPost, URI: s.Settings.PublicURL + Path, Body: []byte(body)}
	version := hubspot.Version(s.deps.Settings.Signature)
	if version == hubspot.Any {
		version = hubspot.V3
	}
	maps.Copy(r.Header, hubspot.Sign(version, secret, signed, s.Now()))
	return r
}

// send has the function answer a request.
func (s *stand) send(t *testing.T, r *http.Request) (int, answer, string) {
	t.Helper()
	w := httptest.NewRecorder()
	s.Function.Web.ServeHTTP(w, r)
	var a answer
	if w.Code != http.StatusMethodNotAllowed && w.Code != http.StatusNotFound {
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatalf("the answer %q is not JSON", w.Body)
		}
	}
	return w.Code, a, w.Body.String()
}

// post sends a signed body and wants an outcome. It returns the application.
func (s *stand) post(t *testing.T, body, outcome string) pug.Application {
	t.Helper()
	code, got, text := s.send(t, s.request(body))
	if code != http.StatusOK || got.Outcome != outcome {
		t.Fatalf("answered %d %s, want the outcome %s", code, text, outcome)
	}
	return s.Application(t, got.Application)
}

func TestNothingMayBeMissing(t *testing.T) {
	if _, err := New(Deps{}); err == nil {
		t.Error("a function without surroundings was made")
	}
}
