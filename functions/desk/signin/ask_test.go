package signin_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
)

var noon = desktest.Noon

func TestSigningIn(t *testing.T) {
	env := desktest.New(t, noon)
	asked := url.Values{"email": {"Ada@Example.com"}}
	const answer = "If the address belongs to a staff member"

	w := env.Visit(http.MethodGet, "/desk/cohorts?x=1", nil)
	if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || to != "/signin?to=%2Fdesk%2Fcohorts%3Fx%3D1" {
		t.Fatalf("who is not signed in is answered %d, to %q", w.Code, to)
	}
	stranger := env.Post(t, "/signin?to=/desk/cohorts", url.Values{"email": {"eve@example.com"}}, http.StatusOK, answer)
	staff := env.Post(t, "/signin?to=/desk/cohorts", asked, http.StatusOK, answer)
	if stranger != staff {
		t.Error("the answer tells who is staff")
	}
	env.Post(t, "/signin?to=/desk/cohorts", url.Values{"email": {"ada"}}, http.StatusUnprocessableEntity, "has no @")
	env.Post(t, "/signin?to=/desk/cohorts", asked, http.StatusOK, answer) // within the minute
	link := env.LinkTo(t, functest.Ada)
	env.WantMail(t, functest.Ada, "Sign in", 1)
	if len(env.Sent) != 1 {
		t.Fatalf("%d letters were sent, want one", len(env.Sent))
	}
	env.Get(t, link, http.StatusOK, "You sign in as Ada Hart", "<button")
	w = env.Visit(http.MethodPost, link, url.Values{})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/desk/cohorts" {
		t.Fatalf("the button answers %d, to %q", w.Code, w.Header().Get("Location"))
	}
	cookie := w.Result().Cookies()[0]
	if cookie.Name != "__Host-desk" || !cookie.Secure || !cookie.HttpOnly || cookie.Path != "/" || cookie.Domain != "" ||
		cookie.SameSite != http.SameSiteLaxMode {
		t.Errorf("the cookie is %+v", cookie)
	}
	env.Post(t, link, url.Values{}, http.StatusGone, "used already")
	env.Cookie = cookie
	env.Get(t, "/desk", http.StatusOK, "What needs you", "Ada Hart")

	env.At(noon.Add(11 * time.Hour))
	env.Get(t, "/desk", http.StatusOK)
	env.At(noon.Add(22 * time.Hour)) // it was used meanwhile
	env.Get(t, "/desk", http.StatusOK)
	env.At(noon.Add(35 * time.Hour))
	if w := env.Visit(http.MethodGet, "/desk", nil); w.Code != http.StatusSeeOther {
		t.Errorf("after twelve hours without a request it answers %d", w.Code)
	}
}

func TestAWeekEndsASessionHoweverMuchItIsUsed(t *testing.T) {
	env := desktest.New(t, noon)
	env.SignIn(t, functest.Ada)
	at := noon
	for ; at.Before(noon.Add(7 * 24 * time.Hour)); at = at.Add(10 * time.Hour) {
		env.At(at)
		env.Get(t, "/desk", http.StatusOK)
	}
	env.At(at)
	if w := env.Visit(http.MethodGet, "/desk", nil); w.Code != http.StatusSeeOther {
		t.Errorf("it answers %d", w.Code)
	}
}

func TestSigningOut(t *testing.T) {
	env := desktest.New(t, noon)
	env.SignIn(t, functest.Ada)
	w := env.Visit(http.MethodPost, "/desk/sign-out", url.Values{})
	if w.Code != http.StatusSeeOther || w.Result().Cookies()[0].MaxAge >= 0 {
		t.Errorf("it answers %d and leaves the cookie", w.Code)
	}
	if w := env.Visit(http.MethodGet, "/desk", nil); w.Code != http.StatusSeeOther {
		t.Errorf("the session goes on: %d", w.Code)
	}
}

func TestSigningInLeadsNowhereElse(t *testing.T) {
	env := desktest.New(t, noon)
	env.Post(t, "/signin?to=https://evil.example/desk", url.Values{"email": {functest.Ada}}, http.StatusOK)
	w := env.Visit(http.MethodPost, env.LinkTo(t, functest.Ada), url.Values{})
	if to := w.Header().Get("Location"); to != "/desk" {
		t.Errorf("it leads to %q", to)
	}
}
