package hubspot

import (
	"errors"
	"net/http"
)

// ErrNoContact is that no contact has the address: there never was one, or it was deleted. Contacts that were merged
// are found by each of their addresses.
var ErrNoContact = errors.New("no contact at HubSpot has this address")

// Trouble is what keeps something from being written at HubSpot.
type Trouble string

// The kinds of trouble.
const (
	NoTrouble Trouble = ""
	// TroubleContact is this contact's, for good: it is not there.
	TroubleContact Trouble = "contact"
	// TroubleMoment passes by itself: no answer, an outage, a limit. See APIError.RetryAfter.
	TroubleMoment Trouble = "moment"
	// TroubleToken is everybody's until somebody mends it: the token is not known, or lacks a scope.
	TroubleToken Trouble = "token"
	// TroubleSetup is everybody's until somebody mends it: a property or an option is missing.
	TroubleSetup Trouble = "setup"
)

// invalidValue is the category of properties and options that are not there.
const invalidValue = "VALIDATION_ERROR"

// TroubleOf says what kind of trouble an error of the client is. What is not known is of the moment.
func TroubleOf(err error) Trouble {
	var e *APIError
	switch {
	case err == nil:
		return NoTrouble
	case errors.Is(err, ErrNoContact):
		return TroubleContact
	case !errors.As(err, &e):
		return TroubleMoment
	}
	switch e.Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return TroubleToken
	case http.StatusMultiStatus: // of one contact in a batch
		if e.Category == invalidValue {
			return TroubleSetup
		}
		return TroubleMoment
	case http.StatusRequestTimeout, http.StatusLocked, http.StatusTooManyRequests:
		return TroubleMoment
	}
	if e.Status >= http.StatusBadRequest && e.Status < http.StatusInternalServerError {
		return TroubleSetup
	}
	return TroubleMoment
}
