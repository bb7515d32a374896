package signin_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

// provider is a small OpenID Connect provider: it gives one code, for who is signed in there, by the authorization code
// flow with PKCE.
type provider struct {
	*httptest.Server
	key    *rsa.PrivateKey
	secret string         // of the desk
	claims map[string]any // of the ID token, over the usual ones
	sent   url.Values     // with which somebody was sent here
}

// itsKey is the one that the provider signs with; making one takes a while.
var itsKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

const theCode, theSecret = "c0de", "client-s3cret"

func newProvider(t *testing.T) *provider {
	t.Helper()
	key := itsKey()
	p := &provider{key: key, secret: theSecret, claims: map[string]any{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize",
			"token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		public := map[string]string{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k1",
			"n": encoded(key.N.Bytes()), "e": encoded(big.NewInt(int64(key.E)).Bytes())}
		answer(w, http.StatusOK, map[string]any{"keys": []any{public}})
	})
	mux.HandleFunc("POST /token", p.token)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func encoded(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// token gives the ID token for the code to who has the client's secret and the verifier.
func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	client, secret, basic := r.BasicAuth()
	if !basic { // RFC 6749, section 2.3.1, has both ways
		client, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	challenge := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if client != "pugs" || secret != p.secret {
		answer(w, http.StatusUnauthorized, map[string]string{"error": "invalid_client"})
		return
	}
	if r.FormValue("code") != theCode ||
		r.FormValue("redirect_uri") != p.sent.Get("redirect_uri") || encoded(challenge[:]) != p.sent.Get("code_challenge") {
		answer(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"})
		return
	}
	claims := map[string]any{"iss": p.URL, "aud": "pugs", "sub": "1", "nonce": p.sent.Get("nonce"), "iat": noon.Unix(),
		"exp": noon.Add(time.Hour).Unix(), "email": "Ada@Example.com", "email_verified": true}
	for name, value := range p.claims {
		claims[name] = value
	}
	answer(w, http.StatusOK, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": p.signed(claims)})
}

// signed is a JSON Web Token, by RS256 (RFC 7515, appendix A.2).
func (p *provider) signed(claims map[string]any) string {
	head, _ := json.Marshal(map[string]string{"alg": "RS256", "kid": "k1"})
	body, _ := json.Marshal(claims)
	text := encoded(head) + "." + encoded(body)
	sum := sha256.Sum256([]byte(text))
	signature, _ := rsa.SignPKCS1v15(nil, p.key, crypto.SHA256, sum[:])
	return text + "." + encoded(signature)
}
