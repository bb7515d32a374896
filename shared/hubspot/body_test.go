package hubspot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// reader reads the bodies of these tests; the programme's forms set "kind".
var reader = Reader{Kind: "kind", Own: func(name string) bool { return name == "kind" }}

func TestRead(t *testing.T) {
	at := time.UnixMilli(1785571200000).UTC()
	email := map[string]string{"email": "a@example.com"}
	contact := Submission{Key: `conversion "62515" "new"`, Former: []string{`contact "62515" "101" "new"`}, At: at, Properties: email, Unsure: true,
		Notes: []string{"None of the contact's form submissions is known to be of one of the programme's forms: the newest one counts."}}
	only := contact // where there is no other
	only.Unsure, only.Identified = false, true
	tests := []struct {
		name string
		body string
		want Submission
	}{
		{"a contact's newest form submission counts where nothing tells the programme's",
			`{"vid": 101, "portal-id": 62515, "properties": {"email": {"value": "a@example.com", "versions": []}}, "form-submissions": [
			  {"conversion-id": "old", "timestamp": 1785571100000}, {"conversion-id": "new", "timestamp": 1785571200000}, {"conversion-id": "none"}]}`,
			contact},
		{"strings and numbers are the same in a contact",
			`{"vid": "101", "portal-id": "62515", "properties": {"email": "a@example.com"}, "form-submissions": [{"conversion-id": "new", "timestamp": "1785571200000"}]}`,
			only},
		{"the order of members does not matter, nor does a mark of the byte order",
			"\uFEFF" + `{"form-submissions": [{"timestamp": 1785571200000, "conversion-id": "new"}], "properties": {"email": {"versions": [], "value": "a@example.com"}},
			"portal-id": 62515, "vid": 101}`, only},
		{"a contact's time in seconds", `{"vid": 101, "portal-id": 62515, "properties": {"email": "a@example.com"}, "form-submissions": [{"conversion-id": "new", "timestamp": 1785571200}]}`,
			only},
		{"a contact without form submissions is known by what it says",
			`{"vid": 101, "properties": {"email": {"value": "a@example.com"}}}`,
			Submission{Key: "properties", Properties: email}},
		{"form submissions of another shape are passed over",
			`{"vid": 101, "properties": {"email": {"value": "a@example.com"}}, "form-submissions": "none"}`,
			Submission{Key: "properties", Properties: email}},
		{"the time at which a form set the kind is that of a contact without form submissions",
			`{"properties": {"email": "a@example.com", "kind": {"value": "b", "versions": [{"timestamp": 1785571200000, "source-type": "FORM"}, {"timestamp": 1785571300000, "source-type": "CRM_UI"}]}}}`,
			Submission{Key: `form "a@example.com" "b" 1785571200000`, Former: []string{"body"}, At: at, Properties: map[string]string{"email": "a@example.com", "kind": "b"},
				Set: map[string]time.Time{"kind": at.Add(100 * time.Second)}}},
		{"a flat body is known by its submission id",
			`{"email": "a@example.com", "submission_id": "s-1", "submitted_at": "1785571200000"}`,
			Submission{Identified: true, Key: "submission s-1", At: at, Properties: map[string]string{"email": "a@example.com", "submission_id": "s-1", "submitted_at": "1785571200000"}}},
		{"numbers, truth values and nothing are taken as text",
			`{"n": 7, "t": true, "null": null, "list": [1], "submission_id": 12, "submitted_at": 1785571200000}`,
			Submission{Identified: true, Key: "submission 12", At: at, Properties: map[string]string{"n": "7", "t": "true", "null": "", "list": "", "submission_id": "12", "submitted_at": "1785571200000"}}},
		{"values may be objects in a flat body, too", `{"email": {"value": "a@example.com"}, "submission_id": "s-1"}`,
			Submission{Identified: true, Key: "submission s-1", Properties: map[string]string{"email": "a@example.com", "submission_id": "s-1"}}},
		{"a submission id beside a contact's properties", `{"properties": {"email": "a@example.com"}, "submission_id": "s-1", "submitted_at": "1785571200000"}`,
			Submission{Identified: true, Key: "submission s-1", At: at, Properties: email}},
		{"a flat body without an id is known by address, kind and time", `{"email": " A@example.com", "kind": "B", "submitted_at": "2026-08-01T10:00:00+02:00"}`,
			Submission{Key: `form "a@example.com" "b" 1785571200000`, Former: []string{"body"}, At: at,
				Properties: map[string]string{"email": " A@example.com", "kind": "B", "submitted_at": "2026-08-01T10:00:00+02:00"}}},
		{"a flat body without id and time is known by what it says", `{"email": "a@example.com"}`,
			Submission{Key: "properties", Properties: email}},
		{"a time that is none is no time, and is told of", `{"submission_id": "s", "submitted_at": "soon"}`,
			Submission{Identified: true, Key: "submission s", Properties: map[string]string{"submission_id": "s", "submitted_at": "soon"},
				Notes: []string{`submitted_at is "soon", which is no time that can be read: the time of arrival counts.`}}},
		{"nothing was submitted in 1970", `{"submission_id": "s", "submitted_at": 12345}`,
			Submission{Identified: true, Key: "submission s", Properties: map[string]string{"submission_id": "s", "submitted_at": "12345"},
				Notes: []string{`submitted_at is "12345", which is no time that can be read: the time of arrival counts.`}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := reader.Read([]byte(test.body))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.ContainsAny(test.want.Key, " ") { // which hash it is does not matter
				got.Key, _, _ = strings.Cut(got.Key, " ")
			}
			if len(test.want.Former) == 1 && test.want.Former[0] == "body" {
				got.Former[0], _, _ = strings.Cut(got.Former[0], " ")
			}
			if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTimesAreReadHoweverTheyAreWritten(t *testing.T) {
	at, day := time.Date(2026, 9, 10, 12, 0, 0, 0, time.UTC), time.Date(2026, 9, 10, 23, 59, 59, 0, time.UTC)
	for given, want := range map[string]time.Time{
		"1789041600000": at, " 1789041600000 ": at, "1789041600000.0": at, "1.7890416E12": at, "1789041600": at, "2026-09-10T12:00:00Z": at,
		"2026-09-10T14:00:00+02:00": at, "2026-09-10T12:00:00.000+0000": at, "2026-09-10 12:00:00": at, "2026-09-10T12:00:00": at, "2026-09-10 12:00:00+0000": at,
		"2026-09-10": day, "1788998400000": day, "NaN": {}, "Inf": {}, "1e300": {}, "-1e300": {}, "99999999999999999999": {}, "2026-13-10": {}, "10/09/2026": {},
	} {
		body, _ := json.Marshal(map[string]string{"email": "a@example.com", "kind": "m", "submitted_at": given})
		s, err := reader.Read(body)
		if err != nil || !s.At.Equal(want) || want.IsZero() != (len(s.Notes) > 0) {
			t.Errorf("%q is read as %s, %v, %v", given, s.At, s.Notes, err)
		}
		// Two on one day are two, where a day is all that is known.
		if byTime := want.Equal(at); byTime != strings.HasPrefix(s.Key, "form ") {
			t.Errorf("%q has the key %s", given, s.Key)
		}
	}
}

func TestWhichFormCounts(t *testing.T) {
	// The programme's form at 10:00, its other form an hour before, a newsletter's two minutes after it.
	const listed = `[{"conversion-id": "news", "form-id": "N", "timestamp": 1785578520000},
		{"conversion-id": "first", "form-id": "C", "timestamp": 1785574800000},
		{"conversion-id": "second", "form-id": "M", "timestamp": 1785578400000}]`
	tests := []struct {
		name     string
		forms    []string
		versions string
		want     string
		earlier  []string
	}{
		{"the newest of the forms that are set", []string{"m", "C "}, `[]`, "second", []string{"first"}},
		{"a form that is set, where its answers are those of before", []string{"C"}, `[]`, "first", nil},
		{"a copy of a form that is set", []string{"C"}, `[{"timestamp": 1785578400000}]`, "second", []string{"first"}},
		{"the one at which a form set the kind", nil, `[{"timestamp": 1785578401500, "source-type": "FORM"}]`, "second", nil},
		{"all at which forms set the kind", nil, `[{"timestamp": 1785578401500, "source-type": "FORM"}, {"timestamp": 1785574800900, "source-type": "FORM"}]`,
			"second", []string{"first"}},
		{"not the one at which somebody set it by hand", nil, `[{"timestamp": 1785578520000, "source-type": "CRM_UI"}, {"timestamp": 1785578401500, "source-type": "FORM"}]`,
			"second", nil},
		{"that of a merged contact, none of whose versions is of a form", nil, `[{"timestamp": 1785578401500, "source-type": "MERGE_CONTACTS"}]`, "second", nil},
		{"the newest where nothing tells", nil, `[]`, "news", nil},
		{"the newest, and not the nearest, where that of the form is not listed", nil, `[{"timestamp": 1785560000000, "source-type": "FORM"}]`, "news", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			body := fmt.Sprintf(`{"portal-id": 7, "vid": 1, "properties": {"kind": {"value": "x", "versions": %s}}, "form-submissions": %s}`, test.versions, listed)
			s, err := Reader{Kind: "kind", Own: reader.Own, Forms: test.forms}.Read([]byte(body))
			if err != nil || s.Key != fmt.Sprintf(`conversion "7" %q`, test.want) {
				t.Errorf("%s counts (%v), want %s", s.Key, err, test.want)
			}
			sure := !strings.HasPrefix(test.name, "the newest") || test.forms != nil
			if s.Unsure == sure || s.Identified != sure {
				t.Errorf("unsure %v, identified %v", s.Unsure, s.Identified)
			}
			var earlier []string
			for _, c := range s.Earlier {
				earlier = append(earlier, c.ID)
			}
			if diff := cmp.Diff(test.earlier, earlier); diff != "" {
				t.Errorf("earlier ones: %s", diff)
			}
		})
	}
	t.Run("a form that is sent again with the same kind counts again", func(t *testing.T) {
		body := `{"properties": {"kind": {"value": "x", "versions": [{"timestamp": 1785574800000, "source-type": "FORM"}]}}, "form-submissions": [
			{"conversion-id": "again", "form-id": "M", "timestamp": 1785578400000}, {"conversion-id": "first", "form-id": "M", "timestamp": 1785574800000}]}`
		if s, err := reader.Read([]byte(body)); err != nil || s.Key != `conversion "" "again"` {
			t.Errorf("%s counts (%v)", s.Key, err)
		}
	})
	t.Run("a form that sets any of the programme's properties is its own", func(t *testing.T) {
		body := `{"properties": {"kind": {"value": "x", "versions": [{"timestamp": 1785574800000, "source-type": "FORM"}]}, "role": {"value": "y",
			"versions": [{"timestamp": 1785578400000, "source-type": "FORM"}]}}, "form-submissions": [
			{"conversion-id": "copy", "form-id": "M2", "timestamp": 1785578400000}, {"conversion-id": "first", "form-id": "M", "timestamp": 1785574800000}]}`
		r := Reader{Kind: "kind", Own: func(name string) bool { return name == "kind" || name == "role" }}
		if s, err := r.Read([]byte(body)); err != nil || s.Key != `conversion "" "copy"` || !s.Identified {
			t.Errorf("%s counts (%v)", s.Key, err)
		}
	})
	t.Run("newer ones of forms that are not known are told", func(t *testing.T) {
		body := fmt.Sprintf(`{"properties": {"email": "a@example.com"}, "form-submissions": %s}`, listed)
		s, err := Reader{Forms: []string{"M"}}.Read([]byte(body))
		if err != nil || s.Key != `conversion "" "second"` || len(s.Newer) != 1 || s.Newer[0].Key != `conversion "" "news"` {
			t.Errorf("%+v, %v", s, err)
		}
	})
}

func TestWhatIsNoObjectIsReadAsFarAsItGoes(t *testing.T) {
	tests := []struct{ body, email string }{
		{"", ""}, {"null", ""}, {"[]", ""}, {`"text"`, ""}, {"{", ""}, {"email=a", ""}, {`{"email"}`, ""}, {`{"email":}`, ""}, {`{email: 1}`, ""},
		{`{"email": "a@example.com"`, ""}, {`{"email": "a@example.com", `, "a@example.com"}, {`{"email": "a@example.com"} {}`, "a@example.com"},
		{`{"email": "a@example.com", "n": 01}`, "a@example.com"}, {`{"email": "a@example.com"; "n": 1}`, ""},
		{`{"properties": {"email": {"value": "a@example.com"}, "n": {"val`, ""}, {`{"email": "a@example.com", "s": "\"`, "a@example.com"},
	}
	keys := map[string]bool{}
	for _, test := range tests {
		s, err := reader.Read([]byte(test.body))
		if !pug.IsError(err, pug.Invalid) || s.Properties["email"] != test.email {
			t.Errorf("%s: %v, %v, want an invalid body with %q", test.body, s.Properties, err, test.email)
		}
		if keys[s.Key] {
			t.Errorf("%s: another body has the key %s", test.body, s.Key)
		}
		keys[s.Key] = true
	}
}

func TestOnlyWhatIsWantedIsKept(t *testing.T) {
	r := Reader{Keep: func(name string) bool { return name == "email" }}
	for _, body := range []string{
		`{"email": "a@example.com", "phone": "1", "lastname": {"value": "\u0041"}}`,
		`{"vid": 1, "properties": {"phone": {"value": "1", "versions": [{"value": "}\""}]}, "email": {"value": "a@example.com"}}}`,
	} {
		s, err := r.Read([]byte(body))
		if diff := cmp.Diff(map[string]string{"email": "a@example.com"}, s.Properties); err != nil || diff != "" {
			t.Errorf("%v, %s", err, diff)
		}
	}
}

func TestWhatIdentifiesASubmission(t *testing.T) {
	r := Reader{Keep: func(name string) bool { return name == "email" || name == "kind" }, Kind: "kind"}
	key := func(body string) string {
		s, err := r.Read([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		return s.Key
	}
	contact := key(`{"vid": 1, "portal-id": 7, "properties": {"email": "a@example.com"}, "form-submissions": [{"conversion-id": "c", "timestamp": 1785578400000}]}`)
	timed, bare := key(`{"email": "a@example.com", "kind": "m", "submitted_at": 1785578400000}`), key(`{"email": "a@example.com"}`)
	tests := []struct{ name, one, other string }{
		{"a merged contact", contact, key(`{"vid": 9, "portal-id": 7, "properties": {"email": "b@example.com"}, "form-submissions": [{"conversion-id": "c", "timestamp": 1785578400000}]}`)},
		{"another property", timed, key(`{"email": "A@example.com", "kind": "m", "submitted_at": 1785578400, "phone": "1"}`)},
		{"another property where there is no time", bare, key(`{"phone": "1", "email": "a@example.com"}`)},
	}
	for _, test := range tests {
		if test.one != test.other {
			t.Errorf("%s: the key %s becomes %s", test.name, test.one, test.other)
		}
	}
	for _, other := range []string{
		key(`{"email": "b@example.com", "kind": "m", "submitted_at": 1785578400000}`), key(`{"email": "a@example.com", "kind": "c", "submitted_at": 1785578400000}`),
		key(`{"email": "a@example.com", "kind": "m", "submitted_at": 1785578400001}`), key(`{"email": "b@example.com"}`),
	} {
		if other == timed || other == bare {
			t.Errorf("%s stands for another submission", other)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"vid": 1, "properties": {"email": {"value": "a"}}, "form-submissions": [{"conversion-id": "c", "timestamp": 1}]}`))
	f.Add([]byte(`{"email": null, "submission_id": {}, "submitted_at": "99999999999999999999"}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := reader.Read(body)
		var object map[string]json.RawMessage
		isObject := json.Unmarshal(bytes.TrimPrefix(body, []byte("\uFEFF")), &object) == nil && object != nil
		if isObject && err != nil {
			t.Errorf("a JSON object is refused: %v", err)
		}
		if s.Key == "" || s.Properties == nil {
			t.Errorf("no key or no properties: %+v", s)
		}
		if _, err := s.At.MarshalText(); err != nil { // a time that could not be stored
			t.Error(err)
		}
	})
}

// BenchmarkRead reads a contact of 5 MB: 130 properties, each with its history.
func BenchmarkRead(b *testing.B) {
	var body bytes.Buffer
	body.WriteString(`{"vid": 101, "portal-id": 62515, "properties": {"kind": {"value": "member"}`)
	for n := 0; body.Len() < 5<<20; n++ {
		fmt.Fprintf(&body, `, "property_%d": {"value": "a \"value\"", "versions": [{"value": "a \"value\""}`, n)
		for at := range 240 {
			fmt.Fprintf(&body, `, {"value": "an older value", "source-type": "CRM_UI", "source-id": "userId:%d", `+
				`"source-label": null, "timestamp": %d, "selected": false}`, n, 1785571200000+at)
		}
		body.WriteString("]}")
	}
	body.WriteString(`}, "form-submissions": [{"conversion-id": "c", "form-id": "f", "timestamp": 1785571200000}]}`)
	r := Reader{Keep: func(name string) bool { return name == "kind" }, Kind: "kind"}
	b.SetBytes(int64(body.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Read(body.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}
