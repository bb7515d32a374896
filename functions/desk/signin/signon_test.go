package signin_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk"
	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/infra/local/functest"
)

// company is the desk of a company with a provider of its own.
func company(t *testing.T) (*functest.Env, *provider) {
	t.Helper()
	p := newProvider(t)
	secret := func(context.Context) (string, error) { return theSecret, nil }
	on := &signin.SignOn{Issuer: p.URL, Client: "pugs", Secret: secret, HTTP: p.Client()}
	return desktest.New(t, noon, func(d *desk.Deps) { d.SignOn = on }), p
}

// leave has somebody set out for the provider, with the cookie that remembers it.
func leave(t *testing.T, env *functest.Env, p *provider, to string) {
	t.Helper()
	w := env.Visit(http.MethodGet, "/signin/company?to="+url.QueryEscape(to), nil)
	at, err := url.Parse(w.Header().Get("Location"))
	env.Must(t, err)
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(at.String(), p.URL+"/authorize?") {
		t.Fatalf("it answers %d, and leads to %q", w.Code, at)
	}
	p.sent, env.Cookie = at.Query(), w.Result().Cookies()[0]
}

func TestStaffSignInByTheirCompanysAccount(t *testing.T) {
	env, p := company(t)
	env.Get(t, "/signin?to=/desk/staff", http.StatusOK, "/signin/company?to=%2Fdesk%2Fstaff", "company account", `name="email"`)
	leave(t, env, p, "/desk/staff")
	if c := env.Cookie; c.Name != "__Host-desk-signin" || !c.Secure || !c.HttpOnly || c.MaxAge > 600 || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("the cookie is %+v", c)
	}
	if p.sent.Get("redirect_uri") != "https://groups.example.com/signin/back" || p.sent.Get("code_challenge_method") != "S256" ||
		p.sent.Get("scope") != "openid email" {
		t.Errorf("asked for %v", p.sent)
	}
	w := env.Visit(http.MethodGet, "/signin/back?code="+theCode+"&state="+p.sent.Get("state"), nil)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/desk/staff" {
		t.Fatalf("coming back answers %d, to %q:\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	for _, c := range w.Result().Cookies() {
		if c.Name == "__Host-desk" {
			env.Cookie = c
		} else if c.MaxAge >= 0 {
			t.Errorf("the cookie %s stays", c.Name)
		}
	}
	env.Get(t, "/desk", http.StatusOK, "Ada Hart")
}

func TestNobodyElseSignsInByTheirCompanysAccount(t *testing.T) {
	for name, c := range map[string]struct {
		claims map[string]any
		change func(env *functest.Env, p *provider, back url.Values)
		says   string
	}{
		"who is not staff":                        {claims: map[string]any{"email": "eve@example.com"}, says: "not on the list of staff"},
		"whose address is not verified":           {claims: map[string]any{"email_verified": false}, says: "verified"},
		"who has no address":                      {claims: map[string]any{"email": ""}, says: "verified"},
		"with a token for another desk":           {claims: map[string]any{"aud": "other"}, says: "could not be used"},
		"with a token of another provider":        {claims: map[string]any{"iss": "https://evil.example"}, says: "could not be used"},
		"with an old token":                       {claims: map[string]any{"exp": noon.Add(-time.Minute).Unix()}, says: "could not be used"},
		"with a token for somebody's other visit": {claims: map[string]any{"nonce": "other"}, says: "could not be used"},
		"with a token that somebody else signed": {change: func(_ *functest.Env, p *provider, _ url.Values) {
			p.key, _ = rsa.GenerateKey(rand.Reader, 2048)
		}, says: "could not be used"},
		"with a code that is none": {change: func(_ *functest.Env, _ *provider, back url.Values) { back.Set("code", "x") },
			says: "could not be used"},
		"with a code that somebody else asked for": {change: func(_ *functest.Env, p *provider, _ url.Values) {
			p.sent.Set("code_challenge", "other")
		}, says: "could not be used"},
		"in another browser": {change: func(env *functest.Env, _ *provider, _ url.Values) { env.Cookie = nil }, says: "Please try again"},
		"sent here by somebody else": {change: func(_ *functest.Env, _ *provider, back url.Values) { back.Set("state", "x") },
			says: "Please try again"},
		"who cancelled": {change: func(_ *functest.Env, _ *provider, back url.Values) {
			back.Del("code")
			back.Set("error", "access_denied")
		}, says: "Please try again"},
	} {
		t.Run(name, func(t *testing.T) {
			env, p := company(t)
			leave(t, env, p, "/desk")
			p.claims = c.claims
			back := url.Values{"code": {theCode}, "state": {p.sent.Get("state")}}
			if c.change != nil {
				c.change(env, p, back)
			}
			w := env.Visit(http.MethodGet, "/signin/back?"+back.Encode(), nil)
			if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), c.says) {
				t.Errorf("answered %d:\n%s", w.Code, w.Body)
			}
			for _, cookie := range w.Result().Cookies() {
				if cookie.Name == "__Host-desk" {
					t.Error("a session began")
				}
			}
		})
	}
}

func TestNobodyIsToldThatTheirAddressIsWrongWhereTheCompanysAccountsFail(t *testing.T) {
	for name, fail := range map[string]func(p *provider){
		"the provider does not answer":                func(p *provider) { p.Close() },
		"the provider has another secret of the desk": func(p *provider) { p.secret = "another" },
	} {
		t.Run(name, func(t *testing.T) {
			env, p := company(t)
			leave(t, env, p, "/desk")
			fail(p)
			back := url.Values{"code": {theCode}, "state": {p.sent.Get("state")}}
			env.Get(t, "/signin/back?"+back.Encode(), http.StatusInternalServerError, "That did not work")
		})
	}
}

func TestSigningInByAnAccountLeadsNowhereElse(t *testing.T) {
	env, p := company(t)
	leave(t, env, p, "https://evil.example/desk")
	w := env.Visit(http.MethodGet, "/signin/back?code="+theCode+"&state="+p.sent.Get("state"), nil)
	if to := w.Header().Get("Location"); to != "/desk" {
		t.Errorf("it leads to %q", to)
	}
}

func TestWithoutTheSettingThereIsNoCompanysAccount(t *testing.T) {
	env := desktest.New(t, noon)
	if page := env.Get(t, "/signin", http.StatusOK); strings.Contains(page, "company account") {
		t.Error("it is offered")
	}
	env.Get(t, "/signin/company", http.StatusNotFound)
}
