package console_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/hubspot"
)

func application() url.Values {
	return url.Values{"pug_application": {"member"}, "firstname": {"Zoë"}, "lastname": {"<Hart>"},
		"email": {"zoe@agency.example"}, "company": {"Agency"},
		"pug_partner_type": {"app_partner"}, "pug_role": {"sales"}, "pug_region": {"EMEA"}, "pug_topic_1": {"Pricing"}, "pug_topic_2": {"Hiring"},
		"pug_commitments": {"true"}}
}

func TestTheFormPostsASignedWebhook(t *testing.T) {
	w := newWorld(t)
	var got hubspot.Submission
	keys := map[string]bool{}
	w.webhook = func(r *http.Request, body []byte) (int, string) {
		request := hubspot.Request{Method: r.Method, URI: base + r.URL.RequestURI(), Body: body}
		signature, err := hubspot.Read(hubspot.V3, r.Header)
		if err != nil || !signature.MadeWith(secret, request) {
			t.Errorf("it is not signed as HubSpot would: %v", err)
		}
		if got, err = (hubspot.Reader{}).Read(body); err != nil {
			t.Error(err)
		}
		keys[got.Key] = true
		answer, err := json.Marshal(map[string]string{"outcome": "accepted",
			"application": fmt.Sprintf("app%d", len(keys))})
		if err != nil {
			t.Error(err)
		}
		return http.StatusOK, string(answer)
	}
	answer := w.post("/apply", application())
	for name, values := range application() {
		if got.Properties[name] != values[0] {
			t.Errorf("the webhook has %s %q, want %q", name, got.Properties[name], values[0])
		}
	}
	if _, sent := got.Properties["pug_cohort"]; sent || !got.At.Equal(w.clock.Now()) {
		t.Errorf("the webhook has %v, submitted at %s", got.Properties, got.At)
	}
	body := answer.Body.String()
	for _, want := range []string{`href="/workflows/application/app1"`, "Decide as Ada",
		`href="/mailbox?to=zoe%40agency.example"`} {
		if answer.Code != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("the answer is %d and lacks %q", answer.Code, want)
		}
	}
	w.post("/apply", application())
	if len(keys) != 2 {
		t.Errorf("two submissions have the keys %v", keys)
	}
}

func TestAWrongFormIsShownAgain(t *testing.T) {
	for name, c := range map[string]struct {
		change        func(url.Values)
		webhook       int
		status, calls int
		says          string
	}{
		"no region":           {func(v url.Values) { v.Del("pug_region") }, 200, http.StatusUnprocessableEntity, 0, `<a href="#f-pug_region">Region</a>`},
		"no promise":          {func(v url.Values) { v.Del("pug_commitments") }, 200, http.StatusUnprocessableEntity, 0, "Tick the box to go on."},
		"the webhook refuses": {func(url.Values) {}, 401, http.StatusBadGateway, 1, "The webhook answered 401. Not signed."},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			calls := 0
			w.webhook = func(*http.Request, []byte) (int, string) {
				calls++
				return c.webhook, `{"problem": "Not signed."}`
			}
			form := application()
			c.change(form)
			answer := w.post("/apply", form)
			body := answer.Body.String()
			if answer.Code != c.status || calls != c.calls {
				t.Errorf("answered %d after %d webhooks, want %d after %d", answer.Code, calls, c.status, c.calls)
			}
			for _, want := range []string{c.says, `value="&lt;Hart&gt;"`, `value="member" checked`,
				`<option value="sales" selected>`} {
				if !strings.Contains(body, want) {
					t.Errorf("the page lacks %q", want)
				}
			}
		})
	}
}

func TestALinkCanFillTheFormIn(t *testing.T) {
	newWorld(t).wants("/apply?firstname=Mira&pug_region=APAC", `value="Mira"`, `<option value="APAC" selected>`)
}
