package intake

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// proof is by what a request may prove to be HubSpot's: its API key, or else a signature.
type proof struct {
	key       string
	signature hubspot.Signature
}

// proof finds it among the headers. The error says why there is none.
func (f function) proof(r *http.Request) (proof, error) {
	if key := r.Header.Get(f.Settings.KeyHeader); f.Settings.KeyHeader != "" && key != "" {
		return proof{key: key}, nil
	}
	signature, err := hubspot.Read(hubspot.Version(f.Settings.Signature), r.Header)
	return proof{signature: signature}, err
}

// verify checks the proof; a signature against the address that is set, never against what the request says of its
// host. Its age does not matter: what was taken in before is known by its key, and HubSpot may repeat a request for
// days.
func (f function) verify(r *http.Request, p proof, body []byte) error {
	version := hubspot.Version(f.Settings.Signature)
	if p.key == "" && version != hubspot.Any && version != p.signature.Version {
		return unknown(fmt.Errorf("it is of version %s, and %s is set", p.signature.Version, version))
	}
	uri := f.Settings.PublicURL + Path
	if strings.HasSuffix(r.URL.Path, "/") { // which was called, so it is signed
		uri += "/"
	}
	if r.URL.RawQuery != "" {
		uri += "?" + r.URL.RawQuery
	}
	signed := hubspot.Request{Method: r.Method, URI: uri, Body: body}
	reason := errors.New("no secret that is known here made it")
	genuine, err := f.secret(r.Context(), func(text string) bool {
		known := hubspot.ParseCredentials(text)
		if known.Empty() {
			reason = errors.New("the stored secret is a JSON object with neither client_secret nor api_key")
		}
		if p.key != "" {
			return known.HasKey(p.key)
		}
		return p.signature.MadeWith(known.ClientSecret, signed)
	})
	if err == nil && !genuine {
		return unknown(reason)
	}
	return err
}

// unknown is a signature that may yet prove right, when somebody has looked at the settings.
func unknown(reason error) refusal {
	return refusal{http.StatusServiceUnavailable, "The signature is unknown here. Please send the request again later.",
		reason}
}
