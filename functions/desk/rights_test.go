package desk

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// request is a request for a route of the desk.
type request struct{ method, path string }

// requests are those for all routes. What their paths name is nowhere, though it might be, in another cohort.
func requests(t *testing.T, f function) []request {
	t.Helper()
	var all []request
	for _, route := range f.routes() {
		method, path, one := strings.Cut(route.pattern, " ")
		if !one {
			all = append(all, request{http.MethodGet, method + "nowhere"}, request{http.MethodPost, method + "nowhere"})
			continue
		}
		all = append(all, request{method, elsewhere(path)})
	}
	if len(all) < 2 {
		t.Fatal("the desk has no routes")
	}
	return all
}

// elsewhere puts ids that nothing has in the places of a path.
func elsewhere(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		switch {
		case !strings.HasPrefix(part, "{"):
		case parts[i-1] == "people":
			parts[i] = "2031-H1-member-zz"
		case parts[i-1] == "groups":
			parts[i] = "2031-H1-g01"
		case parts[i-1] == "cohorts":
			parts[i] = "2031-H1"
		default:
			parts[i] = "zz"
		}
	}
	return strings.Join(parts, "/")
}

// guarded is the desk, with Ada and Bo on the staff.
func guarded(t *testing.T) (*functest.Env, function) {
	t.Helper()
	env := functest.New(t, time.Date(2026, time.September, 1, 12, 0, 0, 0, time.UTC))
	f, err := build(Deps{Deps: env.Deps()})
	env.Must(t, err)
	f.mount()
	env.Function = f.Function(nil)
	return env, f
}

// removeBo removes Bo from staff.
func removeBo(t *testing.T, env *functest.Env) pug.Team {
	t.Helper()
	team, err := env.Store.Staff(t.Context())
	env.Must(t, err)
	left, err := team.Remove(functest.Bo)
	env.Must(t, err)
	env.Must(t, env.Store.ChangeStaff(t.Context(), left))
	team, err = env.Store.Staff(t.Context())
	env.Must(t, err)
	return team
}

func TestNothingIsShownOrDoneWithoutTheRight(t *testing.T) {
	for name, lose := range map[string]func(*testing.T, *functest.Env){
		"without a session": func(_ *testing.T, env *functest.Env) { env.Cookie = nil },
		"with a session that was ended": func(t *testing.T, env *functest.Env) {
			all, err := env.Store.Sessions(t.Context(), functest.Bo)
			env.Must(t, err)
			env.Must(t, env.Store.EndSession(t.Context(), functest.Bo, all[0].Hash))
		},
		"with a session that nobody used for too long": func(_ *testing.T, env *functest.Env) { env.Pass(13 * time.Hour) },
		"once removed from staff":                      func(t *testing.T, env *functest.Env) { removeBo(t, env) },
		"once removed and added again": func(t *testing.T, env *functest.Env) {
			team := removeBo(t, env)
			env.Pass(time.Minute)
			team, err := team.Add(pug.Staff{Email: functest.Bo, Name: "Bo Lund", Since: env.Now()})
			env.Must(t, err)
			env.Must(t, env.Store.ChangeStaff(t.Context(), team))
		},
		"with the secret of somebody else": func(t *testing.T, env *functest.Env) {
			_, secret, _ := strings.Cut(env.Cookie.Value, ".")
			env.SignIn(t, functest.Ada)
			owner, _, _ := strings.Cut(env.Cookie.Value, ".")
			env.Cookie.Value = owner + "." + secret
		},
		"with a cookie that is none": func(_ *testing.T, env *functest.Env) { env.Cookie.Value = "%." },
	} {
		t.Run(name, func(t *testing.T) {
			env, f := guarded(t)
			env.SignIn(t, functest.Bo)
			lose(t, env)
			for _, r := range requests(t, f) {
				sentAway(t, r, env.Visit(r.method, r.path, url.Values{}))
			}
		})
	}
}

// sentAway holds an answer to sending somebody to sign in, and to showing nothing.
func sentAway(t *testing.T, r request, w *httptest.ResponseRecorder) {
	t.Helper()
	if strings.Contains(w.Body.String(), `role="search"`) || len(w.Result().Cookies()) > 0 {
		t.Errorf("%s %s shows the desk", r.method, r.path)
	}
	if r.method == http.MethodGet {
		want := "/signin?to=" + url.QueryEscape(r.path)
		if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || to != want {
			t.Errorf("GET %s answers %d, and leads to %q", r.path, w.Code, to)
		}
		return
	}
	if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "/signin?to=") {
		t.Errorf("POST %s answers %d", r.path, w.Code)
	}
}

func TestNoOtherSiteActsAtTheDesk(t *testing.T) {
	env, f := guarded(t)
	env.SignIn(t, functest.Ada)
	for name, header := range map[string][2]string{
		"another site":                  {"Sec-Fetch-Site", "cross-site"},
		"another host of the same site": {"Sec-Fetch-Site", "same-site"},
		"an old browser":                {"Origin", "https://evil.example"},
	} {
		for _, r := range requests(t, f) {
			if r.method == http.MethodGet {
				continue
			}
			request := httptest.NewRequest(r.method, r.path, nil)
			request.Header.Set(header[0], header[1])
			request.AddCookie(env.Cookie)
			w := httptest.NewRecorder()
			env.Function.Web.ServeHTTP(w, request)
			if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "sent from another site") {
				t.Errorf("from %s, %s %s answers %d", name, r.method, r.path, w.Code)
			}
		}
	}
}

func TestWhatIsNowhereIsAPageThatSaysSo(t *testing.T) {
	env, f := guarded(t)
	env.SignIn(t, functest.Ada)
	for _, r := range requests(t, f) {
		if !strings.Contains(r.path, "/zz") && !strings.Contains(r.path, "/2031-H1") {
			continue
		}
		w := env.Visit(r.method, r.path, url.Values{"why": {"Because."}})
		// A matter that nobody finds is settled, for all that the desk knows.
		if w.Code != http.StatusNotFound && w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), `role="search"`) {
			t.Errorf("%s %s answers %d", r.method, r.path, w.Code)
		}
	}
}
