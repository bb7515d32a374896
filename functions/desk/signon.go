package desk

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// The addresses of signing in by a company's account: where it begins, and where the provider sends people back to.
const (
	signOnPath = "/signin/company"
	signOnBack = "/signin/back"
)

// signOnTakes is how long the provider's answer to one call is waited for.
const signOnTakes = 10 * time.Second

// SignOn is a company's OpenID Connect provider, by which staff may sign in: with the authorization code flow (OpenID
// Connect Core 1.0, section 3.1) and PKCE (RFC 7636). Who may is for the list of staff to say, not for the provider.
type SignOn struct {
	Issuer string
	Client string
	Secret func(ctx context.Context) (string, error) // of the client
	HTTP   *http.Client

	mu       sync.Mutex
	provider *oidc.Provider // as it has described itself
}

// discover reads what the provider says of itself, once.
func (s *SignOn) discover(ctx context.Context) (*oidc.Provider, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.provider == nil {
		provider, err := oidc.NewProvider(ctx, s.Issuer)
		if err != nil {
			return nil, fmt.Errorf("read how to sign in by %s: %w", s.Issuer, err)
		}
		s.provider = provider
	}
	return s.provider, nil
}

// errSignOn is about an answer of the provider by which nobody can be signed in.
var errSignOn = errors.New("the sign-in is not valid")

// email is the verified mail address of who comes with the code, by the ID token that the provider gives for it.
func (s *SignOn) email(ctx context.Context, o oauth2.Config, p *oidc.Provider, code string, a attempt, now time.Time) (
	string, error,
) {
	var err error
	if o.ClientSecret, err = s.Secret(ctx); err != nil {
		return "", err
	}
	token, err := o.Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return "", fmt.Errorf("exchange the code: %w", err)
	}
	raw, _ := token.Extra("id_token").(string)
	check := &oidc.Config{ClientID: s.Client, Now: func() time.Time { return now }}
	id, err := p.VerifierContext(ctx, check).Verify(ctx, raw)
	if err != nil {
		return "", fmt.Errorf("%w: %w", errSignOn, err)
	}
	var claims struct {
		Email    string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	err = id.Claims(&claims)
	if err != nil || !equal(id.Nonce, a.Nonce) || !claims.Verified {
		return "", fmt.Errorf("%w: its nonce is another one, or its address is not verified: %v", errSignOn, err)
	}
	return pug.ParseEmail(claims.Email)
}

// client is the desk as the provider knows it.
func (f function) client(ctx context.Context) (oauth2.Config, *oidc.Provider, error) {
	provider, err := f.signOn.discover(ctx)
	if err != nil {
		return oauth2.Config{}, nil, err
	}
	return oauth2.Config{ClientID: f.signOn.Client, Endpoint: provider.Endpoint(),
		RedirectURL: f.Settings.PublicURL + signOnBack, Scopes: []string{oidc.ScopeOpenID, "email"}}, provider, nil
}

// startSignOn sends somebody to the provider.
func (f function) startSignOn(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := f.calling(r)
	defer cancel()
	client, _, err := f.client(ctx)
	if err != nil {
		return err
	}
	a, err := f.newAttempt(back(r.URL.Query().Get("to")))
	if err != nil {
		return err
	}
	http.SetCookie(w, f.attemptCookie(a.String(), attemptLasts))
	http.Redirect(w, r, client.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)),
		http.StatusSeeOther)
	return nil
}

// endSignOn begins the session of somebody whom the provider sent back.
func (f function) endSignOn(w http.ResponseWriter, r *http.Request) error {
	a := f.attempt(r)
	http.SetCookie(w, f.attemptCookie("", -time.Second))
	code := r.URL.Query().Get("code")
	if a.State == "" || !equal(a.State, r.URL.Query().Get("state")) || code == "" {
		f.noSignOn(w, r, "That took too long, or was cancelled, so nobody was signed in. Please try again.")
		return nil
	}
	ctx, cancel := f.calling(r)
	defer cancel()
	client, provider, err := f.client(ctx)
	if err != nil {
		return err
	}
	email, err := f.signOn.email(ctx, client, provider, code, a, f.Now())
	if err != nil {
		f.Log.WarnContext(ctx, "nobody could be signed in by the company's account", "error", err)
		f.noSignOn(w, r, "Your company's account could not be used: it needs an email address that is verified.")
		return nil
	}
	team, err := f.Store.Staff(ctx)
	if err != nil {
		return err
	}
	if _, found := team.Find(email); !found {
		f.noSignOn(w, r, "Your account has an email address that is not on the list of staff. "+
			"A colleague who is on it can add you.")
		return nil
	}
	if err := f.begin(w, r, email, ""); err != nil {
		return err
	}
	http.Redirect(w, r, a.To, http.StatusSeeOther)
	return nil
}

// calling bounds the calls of the provider.
func (f function) calling(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(oidc.ClientContext(r.Context(), f.signOn.HTTP), signOnTakes)
}

func (f function) noSignOn(w http.ResponseWriter, r *http.Request, why string) {
	f.Pages.Render(w, r, http.StatusForbidden, "signonfailed", f.view(visitor{}, "You are not signed in", why))
}

// orFailed answers for errors of ours.
func (f function) orFailed(open func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := open(w, r); err != nil {
			f.Failed(w, r, err)
		}
	})
}

// equal compares what only one of two may know, in the same time whatever they are.
func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
