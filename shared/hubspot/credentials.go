package hubspot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"strings"
)

// Credentials are what HubSpot proves itself with. A portal without an app has no client secret, and one with an app
// needs no key.
type Credentials struct {
	ClientSecret string `json:"client_secret"` // of the app that signs
	APIKey       string `json:"api_key"`       // sent in a header of its own
}

// ParseCredentials reads the text in which they are kept: a JSON object, or the client secret by itself. Space around
// them, such as the newline at the end of a file, and quotes are no part of them.
func ParseCredentials(text string) Credentials {
	var c Credentials
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		c = Credentials{ClientSecret: text}
		_ = json.Unmarshal([]byte(text), &c.ClientSecret) // it is in quotes, or as it is
	}
	return Credentials{strings.TrimSpace(c.ClientSecret), strings.TrimSpace(c.APIKey)}
}

// Empty says that there is neither a client secret nor a key, as in a JSON object with other names.
func (c Credentials) Empty() bool { return c == Credentials{} }

// HasKey says whether the API key is the given one. No key is like an empty one.
func (c Credentials) HasKey(given string) bool {
	// Hashed, since the time that it takes to compare would tell the length.
	want, got := sha256.Sum256([]byte(c.APIKey)), sha256.Sum256([]byte(given))
	return c.APIKey != "" && hmac.Equal(want[:], got[:])
}
