package signin

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"
)

// attempt is what is remembered of somebody who was sent to the provider, in a cookie of their browser.
type attempt struct {
	State    string `json:"state"`    // comes back with them, so that nobody else's answer is taken
	Nonce    string `json:"nonce"`    // stands in the ID token, so that no older one is
	Verifier string `json:"verifier"` // of PKCE: a code is of no use without it
	To       string `json:"to"`       // the page to go to
}

// attemptLasts is how long somebody may take at the provider.
const attemptLasts = 10 * time.Minute

func (d Door) newAttempt(to string) (attempt, error) {
	var drawn [4]string
	for i := range drawn {
		var err error
		if drawn[i], _, err = d.Links.Secret(); err != nil {
			return attempt{}, err
		}
	}
	// A verifier has 43 characters or more (RFC 7636, section 4.1).
	return attempt{State: drawn[0], Nonce: drawn[1], Verifier: drawn[2] + drawn[3], To: to}, nil
}

// String is the attempt as the value of a cookie.
func (a attempt) String() string {
	text, _ := json.Marshal(a) // four texts
	return base64.RawURLEncoding.EncodeToString(text)
}

// attempt is what the browser remembers; empty where it remembers nothing.
func (d Door) attempt(r *http.Request) (a attempt) {
	cookie, err := r.Cookie(d.attemptCookie("", 0).Name)
	if err != nil {
		return attempt{}
	}
	text, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || json.Unmarshal(text, &a) != nil {
		return attempt{}
	}
	a.To = AtDesk(a.To)
	return a
}

// attemptCookie is the cookie of an attempt. Lax: people come back to it from the provider's site.
func (d Door) attemptCookie(value string, lasts time.Duration) *http.Cookie {
	return &http.Cookie{Name: d.cookie() + "-signin", Value: value, Path: "/", MaxAge: int(lasts.Seconds()),
		HttpOnly: true, Secure: d.secure(), SameSite: http.SameSiteLaxMode}
}
