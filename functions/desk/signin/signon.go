package signin

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

// email is the verified mail address of who comes with the code, by the ID token that the provider gives for it. It is
// errSignOn where the person cannot be signed in by it; other errors are ours or the provider's.
func (s *SignOn) email(ctx context.Context, o oauth2.Config, p *oidc.Provider, code string, a attempt, now time.Time) (
	string, error,
) {
	var err error
	if o.ClientSecret, err = s.Secret(ctx); err != nil {
		return "", err
	}
	token, err := o.Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return "", exchangeFailed(err)
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
	address, err := pug.ParseEmail(claims.Email)
	if err != nil {
		return "", fmt.Errorf("%w: it has no address", errSignOn)
	}
	return address, nil
}

// exchangeFailed tells a code that the provider does not take (RFC 6749, section 5.2) from a provider that fails, or
// refuses the desk.
func exchangeFailed(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.ErrorCode == "invalid_grant" {
		return fmt.Errorf("%w: exchange the code: %w", errSignOn, err)
	}
	return fmt.Errorf("exchange the code: %w", err)
}

// equal compares what only one of two may know, in the same time whatever they are.
func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
