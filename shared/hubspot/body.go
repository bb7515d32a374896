package hubspot

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Submission is a form submission as a webhook carries it.
type Submission struct {
	// Key recognises the submission: sent again, it has the same key.
	Key string
	// At is when the form was submitted; zero if the body does not say.
	At time.Time
	// Properties are the contact's properties by their internal names, as they were sent.
	Properties map[string]string
}

// ParseBody reads the body of a webhook in either of two shapes: the contact as HubSpot's workflows send it, or a flat
// object as "customize request body" makes it. The error is pug.Invalid, for what is not a JSON object.
//
// In the contact shape the newest form submission counts, and the key is made of portal, contact and conversion id:
//
//	{"vid": 101, "portal-id": 62515, "properties": {"email": {"value": "a@example.com"}},
//	 "form-submissions": [{"conversion-id": "c", "timestamp": 1785571200000}]}
//
// In the flat shape the key is the submission id:
//
//	{"email": "a@example.com", "submission_id": "s", "submitted_at": "1785571200000"}
//
// If the id is missing, the key is a hash of the body. HubSpot sends strings; numbers and truth values are taken as
// their text.
func ParseBody(raw []byte) (Submission, error) {
	var top map[string]json.RawMessage
	if err := json.Unmarshal(raw, &top); err != nil || top == nil {
		return Submission{}, pug.Errorf(pug.Invalid, "The body is not a JSON object.")
	}
	s := flat(top)
	var properties map[string]json.RawMessage
	if err := json.Unmarshal(top["properties"], &properties); err == nil && properties != nil {
		s = contact(top, properties)
	}
	if s.Key == "" {
		sum := sha256.Sum256(raw)
		s.Key = "body " + hex.EncodeToString(sum[:])
	}
	return s, nil
}

func flat(top map[string]json.RawMessage) Submission {
	s := Submission{Properties: map[string]string{}}
	for name, value := range top {
		s.Properties[name] = text(value)
	}
	if id := s.Properties["submission_id"]; id != "" {
		s.Key = "submission " + id
	}
	s.At, _ = milliseconds(s.Properties["submitted_at"])
	return s
}

func contact(top, properties map[string]json.RawMessage) Submission {
	s := Submission{Properties: map[string]string{}}
	for name, value := range properties {
		var versioned struct {
			Value json.RawMessage `json:"value"`
		}
		if err := json.Unmarshal(value, &versioned); err == nil && versioned.Value != nil {
			value = versioned.Value
		}
		s.Properties[name] = text(value)
	}
	conversion, at := newest(top["form-submissions"])
	if conversion != "" {
		s.Key = fmt.Sprintf("contact %q %q %q", text(top["portal-id"]), text(top["vid"]), conversion)
	}
	s.At = at
	return s
}

// newest finds the latest of a contact's form submissions.
func newest(raw json.RawMessage) (conversion string, at time.Time) {
	var forms []struct {
		Conversion json.RawMessage `json:"conversion-id"`
		Timestamp  json.RawMessage `json:"timestamp"`
	}
	if err := json.Unmarshal(raw, &forms); err != nil {
		return "", time.Time{}
	}
	for i, form := range forms {
		submitted, _ := milliseconds(text(form.Timestamp))
		if i == 0 || submitted.After(at) {
			conversion, at = text(form.Conversion), submitted
		}
	}
	return conversion, at
}

// text is a value as a string: empty for null, objects and lists.
func text(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || raw[0] == '{' || raw[0] == '[' {
		return ""
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return string(raw)
	}
	return s
}
