package hubspot

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestParseBody(t *testing.T) {
	at := time.UnixMilli(1785571200000).UTC()
	email := map[string]string{"email": "a@example.com"}
	tests := []struct {
		name string
		body string
		want Submission
	}{
		{"a contact's newest form submission counts",
			`{"vid": 101, "portal-id": 62515, "properties": {"email": {"value": "a@example.com", "versions": []}}, "form-submissions": [
			  {"conversion-id": "old", "timestamp": 1785571100000}, {"conversion-id": "new", "timestamp": 1785571200000}, {"conversion-id": "none"}]}`,
			Submission{`contact "62515" "101" "new"`, at, email}},
		{"strings and numbers are the same in a contact",
			`{"vid": "101", "portal-id": "62515", "properties": {"email": "a@example.com"}, "form-submissions": [{"conversion-id": "new", "timestamp": "1785571200000"}]}`,
			Submission{`contact "62515" "101" "new"`, at, email}},
		{"a contact without form submissions is known by its body",
			`{"vid": 101, "properties": {"email": {"value": "a@example.com"}}}`,
			Submission{"body", time.Time{}, email}},
		{"form submissions of another shape are passed over",
			`{"vid": 101, "properties": {"email": {"value": "a@example.com"}}, "form-submissions": "none"}`,
			Submission{"body", time.Time{}, email}},
		{"a flat body is known by its submission id",
			`{"email": "a@example.com", "submission_id": "s-1", "submitted_at": "1785571200000"}`,
			Submission{"submission s-1", at, map[string]string{"email": "a@example.com", "submission_id": "s-1", "submitted_at": "1785571200000"}}},
		{"numbers, truth values and nothing are taken as text",
			`{"n": 7, "t": true, "null": null, "list": [1], "submission_id": 12, "submitted_at": 1785571200000}`,
			Submission{"submission 12", at, map[string]string{"n": "7", "t": "true", "null": "", "list": "", "submission_id": "12", "submitted_at": "1785571200000"}}},
		{"a flat body without an id is known by its bytes", `{"email": "a@example.com"}`, Submission{"body", time.Time{}, email}},
		{"a time that is none is no time", `{"submission_id": "s", "submitted_at": "soon"}`,
			Submission{"submission s", time.Time{}, map[string]string{"submission_id": "s", "submitted_at": "soon"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseBody([]byte(test.body))
			if err != nil {
				t.Fatal(err)
			}
			if test.want.Key[:4] == "body" { // which hash it is does not matter
				got.Key, test.want.Key = got.Key[:4], test.want.Key[:4]
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsNoObjectIsInvalid(t *testing.T) {
	for _, body := range []string{"", "null", "[]", `"text"`, "{", `{"a": 1} {"b": 2}`} {
		if _, err := ParseBody([]byte(body)); !pug.IsError(err, pug.Invalid) {
			t.Errorf("%q: %v, want an invalid body", body, err)
		}
	}
}

func TestTheHashOfABodyTellsBodiesApart(t *testing.T) {
	one, _ := ParseBody([]byte(`{"email": "a@example.com"}`))
	again, _ := ParseBody([]byte(`{"email": "a@example.com"}`))
	other, _ := ParseBody([]byte(`{"email": "b@example.com"}`))
	if one.Key != again.Key || one.Key == other.Key {
		t.Errorf("keys %q, %q, %q", one.Key, again.Key, other.Key)
	}
}

func FuzzParseBody(f *testing.F) {
	f.Add([]byte(`{"vid": 1, "properties": {"email": {"value": "a"}}, "form-submissions": [{"conversion-id": "c", "timestamp": 1}]}`))
	f.Add([]byte(`{"email": null, "submission_id": {}, "submitted_at": "99999999999999999999"}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := ParseBody(body)
		if err != nil {
			return
		}
		if s.Key == "" || s.Properties == nil {
			t.Errorf("no key or no properties: %+v", s)
		}
		if _, err := s.At.MarshalText(); err != nil { // a time that could not be stored
			t.Error(err)
		}
	})
}
