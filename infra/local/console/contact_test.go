package console_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestContactsAreShownAsAtHubSpot(t *testing.T) {
	w := newWorld(t)
	for _, body := range []string{
		`{"vid": 101, "properties": {"email": {"value": "ann@example.com"}, "firstname": {"value": "<i>Ann</i>"}}}`,
		`{"vid": 101, "properties": {"email": {"value": "ann@example.com"}, "company": {"value": "Acme"}}}`,
		`{"vid": 102, "properties": {"email": {"value": "bo@example.com"}, "company": {"value": "Acme Ltd"}}}`,
		`{"vid": 102, "properties": {"email": {"value": "bo@example.com"}, "company": {"value": "Delta"}}}`,
	} {
		if err := w.crm.Submit([]byte(body)); err != nil {
			t.Fatal(err)
		}
		if err := w.clock.Advance(t.Context(), w.clock.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	w.wants("/hubspot", "2 contacts", "&lt;i&gt;Ann", `href="/hubspot/102"`, "HubSpot's API was called 0 times")
	w.wants("/hubspot?text=acme", "1 contact,", "ann@example.com")
	w.wants("/hubspot/102", "<h1>bo@example.com</h1>", "<td>Delta</td>", "12:00</time>, FORM: Delta",
		"11:00</time>, FORM: Acme Ltd")
	if answer := w.get("/hubspot/7"); answer.Code != http.StatusNotFound ||
		!strings.Contains(answer.Body.String(), "no such contact") {
		t.Errorf("a contact that is not there: %d", answer.Code)
	}
}
