package hubspot

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// refusal is the body of an answer that is not a success, and in an answer 207 what is said of one part.
type refusal struct {
	Status        string              `json:"status"` // always "error"
	Category      string              `json:"category"`
	Message       string              `json:"message"`
	CorrelationID string              `json:"correlationId,omitempty"`
	ErrorType     string              `json:"errorType,omitempty"`
	Policy        string              `json:"policyName,omitempty"`
	Context       map[string][]string `json:"context,omitempty"`
	Errors        []detail            `json:"errors,omitempty"`
}

type detail struct {
	Message string              `json:"message"`
	Context map[string][]string `json:"context,omitempty"`
}

// The categories of refusals.
const (
	invalid  = "VALIDATION_ERROR"
	notFound = "OBJECT_NOT_FOUND"
	conflict = "CONFLICT"
)

func refuse(category, message string) refusal {
	return refusal{Status: "error", Category: category, Message: message,
		CorrelationID: "aeb5f871-7f07-4993-9211-075dc63e7cbf"}
}

// wrong refuses a call whose content is not as it should be.
func wrong(format string, args ...any) (int, any) {
	return http.StatusBadRequest, refuse(invalid, fmt.Sprintf(format, args...))
}

func missing(format string, args ...any) (int, any) {
	return http.StatusNotFound, refuse(notFound, fmt.Sprintf(format, args...))
}

// read reads a call's body; what is not in HubSpot's specification is an error.
func read(r *http.Request, into any) error {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	return d.Decode(into)
}

func send(w http.ResponseWriter, status int, answer any) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer) // answers always have a JSON form
}
