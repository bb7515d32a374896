package console_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// as asks for a page as whom the answer made the browser.
func (w *world) as(answer *httptest.ResponseRecorder, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for _, cookie := range answer.Result().Cookies() {
		r.AddCookie(cookie)
	}
	return w.do(r)
}

func TestWhoIsSomebodyReadsTheirMail(t *testing.T) {
	w := newWorld(t)
	w.receive("ada@staff.example", "Please decide", "text", "<p>Hello Ada</p>")
	w.receive("bo@staff.example", "For Bo")
	w.receive("ada@staff.example", "Please curate")

	be := w.post("/stand/be", url.Values{"email": {"ada@staff.example"}})
	if be.Header().Get("Location") != "/inbox" {
		t.Fatalf("answered %d to %q", be.Code, be.Header().Get("Location"))
	}
	inbox := w.as(be, "/inbox").Body.String()
	for _, want := range []string{"You are <strong>Ada Hart</strong>, staff", "inbox, 2 unread", "Please decide",
		"Please curate"} {
		if !strings.Contains(inbox, want) {
			t.Errorf("the inbox lacks %q", want)
		}
	}
	if strings.Contains(inbox, "For Bo") {
		t.Error("the inbox has email to somebody else")
	}
	if opened := w.as(be, "/inbox/1").Body.String(); !strings.Contains(opened, `src="/mailbox/1/html"`) ||
		!strings.Contains(opened, "inbox, 1 unread") {
		t.Errorf("the email that was opened: %s", opened)
	}
	if other := w.as(be, "/inbox/2"); other.Code != http.StatusNotFound {
		t.Errorf("email to somebody else: answered %d", other.Code)
	}
	w.wants("/be", "Ada Hart", "1 unread")
}

func TestWhoIsNobodyIsAskedWhomToBe(t *testing.T) {
	w := newWorld(t)
	be := w.post("/stand/be", url.Values{"email": {"ada@staff.example"}})
	left := w.post("/stand/be", url.Values{"email": {""}})
	if strings.Contains(w.as(left, "/").Body.String(), "You are") {
		t.Error("who is nobody any more is told that they are somebody")
	}
	if !strings.Contains(w.as(be, "/workflows").Body.String(), "You are <strong>Ada Hart</strong>") {
		t.Error("the bar is not on every page")
	}
	if answer := w.get("/inbox"); answer.Header().Get("Location") != "/be" {
		t.Errorf("the inbox of nobody: answered %d to %q", answer.Code, answer.Header().Get("Location"))
	}
}

func TestPeopleAreFoundByWhatTheyAre(t *testing.T) {
	w := newWorld(t)
	for text, found := range map[string]bool{"ada": true, "ADA@": true, "staff": true, "champion": false} {
		if body := w.wants("/be?text=" + text); strings.Contains(body, "<strong>Ada Hart</strong>") != found {
			t.Errorf("%q finds Ada: %t, want %t", text, !found, found)
		}
	}
}

func TestTheInboxLeadsToThePersonsOwnPageAndContact(t *testing.T) {
	w := newWorld(t)
	if err := w.crm.Submit([]byte(`{"vid": 101, "properties": {"email": {"value": "ann@example.com"}}}`)); err != nil {
		t.Fatal(err)
	}
	w.receive("ann@example.com", "Welcome", "Your page: "+base+"/my/old")
	w.receive("ann@example.com", "Come", "Your page: "+base+"/my/new")
	be := w.post("/stand/be", url.Values{"email": {"ann@example.com"}})
	inbox := w.as(be, "/inbox").Body.String()
	for _, want := range []string{`href="http://stand.example/my/new"`, `href="/hubspot/101"`} {
		if !strings.Contains(inbox, want) {
			t.Errorf("the inbox lacks %s", want)
		}
	}
	be = w.post("/stand/be", url.Values{"email": {"ada@staff.example"}})
	if strings.Contains(w.as(be, "/inbox").Body.String(), "Their own page") {
		t.Error("staff have a page of a member")
	}
}

func TestANameInTheBarIsText(t *testing.T) {
	w := newWorld(t)
	be := w.post("/stand/be", url.Values{"email": {"<script>alert(1)</script>"}})
	body := w.as(be, "/").Body.String()
	if strings.Contains(body, "<script>alert") || !strings.Contains(body, "&lt;script&gt;") {
		t.Error("the bar holds the script")
	}
}
