package signin_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
)

func TestSessionsAreListedAndEnded(t *testing.T) {
	env := desktest.New(t, desktest.Noon)
	enter := func(agent string) *http.Cookie {
		env.Cookie = nil
		env.Post(t, "/signin", url.Values{"email": {functest.Ada}}, http.StatusOK)
		request := httptest.NewRequest(http.MethodPost, env.LinkTo(t, functest.Ada), nil)
		request.Header.Set("User-Agent", agent)
		w := httptest.NewRecorder()
		env.Function.Web.ServeHTTP(w, request)
		env.Pass(2 * time.Minute)
		return w.Result().Cookies()[0]
	}
	office, home, phone := enter("Office"), enter("Home"), enter("<Phone>")
	env.SignIn(t, functest.Bo)
	bos := env.Cookie

	env.Cookie = office
	page := env.Get(t, "/desk/sessions", http.StatusOK, "Office", "Home", "&lt;Phone&gt;")
	if strings.Count(page, "This one") != 1 || strings.Count(page, "End this session") != 2 {
		t.Errorf("the page is\n%s", page)
	}
	_, rest, _ := strings.Cut(page[strings.Index(page, "Home"):], `action="`)
	action, _, _ := strings.Cut(rest, `"`)
	open := func(c *http.Cookie) bool {
		env.Cookie = c
		return env.Visit(http.MethodGet, "/desk", nil).Code == http.StatusOK
	}
	env.Cookie = bos
	env.Post(t, action, url.Values{}, http.StatusNotFound, "You have no such session")
	env.Cookie = office
	env.Visit(http.MethodPost, action, url.Values{})
	if open(home) || !open(phone) || !open(office) {
		t.Error("one session was to be ended, and no other")
	}
	env.Visit(http.MethodPost, "/desk/sessions/end-others", url.Values{})
	if open(phone) || !open(office) || !open(bos) {
		t.Error("all others of the same person were to be ended")
	}
}
