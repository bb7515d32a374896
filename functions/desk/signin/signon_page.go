package signin

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// The addresses of signing in by a company's account: where it begins, and where the provider sends people back to.
const (
	signOnPath = "/signin/company"
	signOnBack = "/signin/back"
)

// startSignOn sends somebody to the provider.
func (d Door) startSignOn(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := d.calling(r)
	defer cancel()
	client, _, err := d.client(ctx)
	if err != nil {
		return err
	}
	a, err := d.newAttempt(AtDesk(r.URL.Query().Get("to")))
	if err != nil {
		return err
	}
	http.SetCookie(w, d.attemptCookie(a.String(), attemptLasts))
	http.Redirect(w, r, client.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)),
		http.StatusSeeOther)
	return nil
}

// endSignOn begins the session of somebody whom the provider sent back.
func (d Door) endSignOn(w http.ResponseWriter, r *http.Request) error {
	a := d.attempt(r)
	http.SetCookie(w, d.attemptCookie("", -time.Second))
	code := r.URL.Query().Get("code")
	if a.State == "" || !equal(a.State, r.URL.Query().Get("state")) || code == "" {
		d.noSignOn(w, r, "That took too long, or was cancelled, so nobody was signed in. Please try again.")
		return nil
	}
	ctx, cancel := d.calling(r)
	defer cancel()
	client, provider, err := d.client(ctx)
	if err != nil {
		return err
	}
	email, err := d.signOn.email(ctx, client, provider, code, a, d.Now())
	switch {
	case errors.Is(err, errSignOn):
		d.Log.WarnContext(ctx, "nobody could be signed in by the company's account", "error", err)
		d.noSignOn(w, r, "Your company's account could not be used: it needs an email address that is verified.")
		return nil
	case err != nil:
		return err
	}
	team, err := d.Store.Staff(ctx)
	if err != nil {
		return err
	}
	if _, found := team.Find(email); !found {
		d.noSignOn(w, r, "Your account has an email address that is not on the list of staff. "+
			"A colleague who is on it can add you.")
		return nil
	}
	if err := d.begin(w, r, email, ""); err != nil {
		return err
	}
	http.Redirect(w, r, a.To, http.StatusSeeOther)
	return nil
}

// client is the desk as the provider knows it.
func (d Door) client(ctx context.Context) (oauth2.Config, *oidc.Provider, error) {
	provider, err := d.signOn.discover(ctx)
	if err != nil {
		return oauth2.Config{}, nil, err
	}
	return oauth2.Config{ClientID: d.signOn.Client, Endpoint: provider.Endpoint(),
		RedirectURL: d.Settings.PublicURL + signOnBack, Scopes: []string{oidc.ScopeOpenID, "email"}}, provider, nil
}

// calling bounds the calls of the provider.
func (d Door) calling(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(oidc.ClientContext(r.Context(), d.signOn.HTTP), signOnTakes)
}

func (d Door) noSignOn(w http.ResponseWriter, r *http.Request, why string) {
	d.Pages.Render(w, r, http.StatusForbidden, "signonfailed", d.view(Visitor{}, "You are not signed in", why))
}
