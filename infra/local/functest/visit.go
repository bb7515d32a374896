package functest

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"github.com/partnerusergroups/pugs/shared/store"
)

// Do has the function do a task, as a workflow or a schedule would, and reads the output into out, unless that is nil.
// It returns the name of the error under which the task failed, empty where it did not.
func (r *Env) Do(t testing.TB, task string, in, out any) string {
	t.Helper()
	return r.invoke(t, map[string]any{"task": task, "input": in}, out)
}

// CallAgain has the function do a part of a task that must succeed, as a workflow does that calls again until it is
// done.
func (r *Env) CallAgain(t testing.TB, task string, in, out any) {
	t.Helper()
	if failed := r.invoke(t, map[string]any{"task": task, "input": in, "again": true}, out); failed != "" {
		t.Fatalf("%s failed: %s", task, failed)
	}
}

func (r *Env) invoke(t testing.TB, event map[string]any, out any) string {
	t.Helper()
	task := event["task"]
	payload, err := json.Marshal(event)
	r.Must(t, err)
	answer, err := r.Function.Invoke(t.Context(), payload)
	if err != nil {
		named, ok := err.(messages.InvokeResponse_Error)
		if !ok {
			t.Fatalf("%s: the error %v has no name", task, err)
		}
		t.Logf("%s: %s", task, named.Message)
		return named.Type
	}
	if out != nil {
		if err := json.Unmarshal(answer, out); err != nil {
			t.Fatalf("%s: %v in %s", task, err, answer)
		}
	}
	return ""
}

// Task has the function do a task that must succeed.
func (r *Env) Task(t testing.TB, task string, in, out any) {
	t.Helper()
	if failed := r.Do(t, task, in, out); failed != "" {
		t.Fatalf("%s failed: %s", task, failed)
	}
}

// Visit opens a link of the function with the method: GET, HEAD, or POST with a form.
func (r *Env) Visit(method, address string, form url.Values) *httptest.ResponseRecorder {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	request := httptest.NewRequest(method, address, body)
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if r.Cookie != nil {
		request.AddCookie(r.Cookie)
	}
	w := httptest.NewRecorder()
	if err := r.deliver(); err != nil {
		panic(err)
	}
	r.Function.Web.ServeHTTP(w, request)
	return w
}

// Get opens a link, and wants a status and texts on the page, which it returns.
func (r *Env) Get(t testing.TB, link string, status int, texts ...string) string {
	t.Helper()
	return wants(t, r.Visit(http.MethodGet, link, nil), status, texts)
}

// Post sends a form to a link, and wants a status and texts on the page, which it returns.
func (r *Env) Post(t testing.TB, link string, form url.Values, status int, texts ...string) string {
	t.Helper()
	return wants(t, r.Visit(http.MethodPost, link, form), status, texts)
}

func wants(t testing.TB, w *httptest.ResponseRecorder, status int, texts []string) string {
	t.Helper()
	page := w.Body.String()
	if w.Code != status {
		t.Fatalf("answered %d, want %d:\n%s", w.Code, status, page)
	}
	Contains(t, page, texts...)
	return page
}

// Contains fails the test unless a text has each of the parts. Of a page, only what is within main is shown.
func Contains(t testing.TB, text string, parts ...string) {
	t.Helper()
	shown := text
	if _, main, found := strings.Cut(text, "<main"); found {
		shown = main
	}
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in:\n%s", part, shown)
		}
	}
}

// SignIn has somebody of staff sign in to the desk: their session's cookie is sent with what is visited from now on.
func (r *Env) SignIn(t testing.TB, email string) {
	t.Helper()
	secret, hash, err := r.Links.Secret()
	r.Must(t, err)
	now := r.Now()
	r.Must(t, r.Store.BeginSession(t.Context(), store.Session{Email: email, Hash: hash, Begun: now, Seen: now}, ""))
	owner := base64.RawURLEncoding.EncodeToString([]byte(email))
	r.Cookie = &http.Cookie{Name: "__Host-desk", Value: owner + "." + secret}
}

// Act has who is signed in do something at the desk: fill in the form, see what it will do, and do it. It returns what
// the receipt says.
func (r *Env) Act(t testing.TB, path string, form url.Values) string {
	t.Helper()
	preview := r.Post(t, path, form, http.StatusOK, `name="shown"`)
	_, rest, _ := strings.Cut(preview, `name="shown" value="`)
	shown, _, _ := strings.Cut(rest, `"`)
	again := maps.Clone(form)
	again.Set("shown", shown)
	w := r.Visit(http.MethodPost, path, again)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("answered %d, want %d:\n%s", w.Code, http.StatusSeeOther, w.Body)
	}
	return r.Get(t, w.Header().Get("Location"), http.StatusOK)
}
