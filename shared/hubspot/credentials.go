package hubspot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
)

// Credentials are what HubSpot proves itself with. A portal without an app has no client secret, and one with an app
// needs no key.
type Credentials struct {
	ClientSecret string `json:"client_secret"` // of the app that signs
	APIKey       string `json:"api_key"`       // sent in a header of its own
}

// ParseCredentials reads the text in which they are kept: a JSON object, or the client secret by itself.
func ParseCredentials(text string) Credentials {
	var c Credentials
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return Credentials{ClientSecret: text}
	}
	return c
}

// HasKey says whether the API key is the given one. No key is like an empty one.
func (c Credentials) HasKey(given string) bool {
	// Hashed, since the time that it takes to compare would tell the length.
	want, got := sha256.Sum256([]byte(c.APIKey)), sha256.Sum256([]byte(given))
	return c.APIKey != "" && hmac.Equal(want[:], got[:])
}
