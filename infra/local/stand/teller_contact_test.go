package stand_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// conversion is a form submission as HubSpot lists it with a contact.
type conversion struct {
	ID   string `json:"conversion-id"`
	Form string `json:"form-id"`
	At   int64  `json:"timestamp"`
}

// contact is the body of a webhook with a contact of HubSpot as it is now, of whom the last form that they sent says the
// fields. Of set it takes:
//
//	contact=NAME   who sends a form in the same browser is the same contact; by default, whoever has the same address
//	also=MOMENT    they send a newsletter's form as well
//	vid=N          the contact's own number, which changes when contacts are merged
//	history=N      so many kilobytes of what another property was before
func (t *teller) contact(fields map[string]string, id string, at time.Time, set map[string]string) ([]byte, error) {
	if t.contacts == nil {
		t.contacts = map[string][]conversion{}
	}
	name := cmp.Or(set["contact"], fields["email"])
	t.contacts[name] = append(t.contacts[name], conversion{id, "programme", at.UnixMilli()})
	if set["also"] != "" {
		also, err := t.moment(set["also"])
		if err != nil {
			return nil, err
		}
		t.contacts[name] = append(t.contacts[name], conversion{id + "-also", "newsletter", also.UnixMilli()})
	}
	properties := map[string]any{}
	for name, value := range fields {
		if value != "" {
			versions := []any{map[string]any{"value": value, "source-type": "FORM", "timestamp": at.UnixMilli()}}
			properties[name] = map[string]any{"value": value, "versions": versions}
		}
	}
	if set["history"] != "" {
		kilobytes, err := strconv.Atoi(set["history"])
		if err != nil {
			return nil, err
		}
		former := map[string]string{"value": strings.Repeat("x", 1000)}
		versions := make([]any, kilobytes)
		for i := range versions {
			versions[i] = former
		}
		properties["notes_last_updated"] = map[string]any{"value": "x", "versions": versions}
	}
	vid, err := strconv.Atoi(cmp.Or(set["vid"], "7"))
	if err != nil {
		return nil, fmt.Errorf("a contact's number: %w", err)
	}
	return json.Marshal(map[string]any{"vid": vid, "portal-id": 62515, "properties": properties,
		"form-submissions": t.contacts[name]})
}
