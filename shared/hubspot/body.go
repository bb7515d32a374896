package hubspot

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Submission is a form submission as a webhook carries it.
type Submission struct {
	// Key recognises the submission: sent again, it has the same key.
	Key string
	// Identified says that the key is made of an id. Without one, another submission may have the same key, and this
	// one another key when it is sent again.
	Identified bool
	// Former are the keys by which earlier releases would have known it.
	Former []string
	// At is when the form was submitted; zero if the body does not say.
	At time.Time
	// Properties are the contact's properties by their internal names, as they were sent.
	Properties map[string]string
	// Set is when properties of the programme were last set, as far as the contact tells.
	Set map[string]time.Time
	// Unsure says that nothing tells which of the contact's submissions it is: the time may be that of another form.
	Unsure bool
	// Earlier are older submissions of the programme's forms that the contact lists, newest first, and Newer are those
	// of forms that are not known to be the programme's.
	Earlier, Newer []Conversion
	// Notes are sentences for whoever sets HubSpot up: what could not be read, and what is done instead.
	Notes []string
}

// Reader reads the bodies of webhooks. What it does not want it does not keep, so that a contact with the history of
// all its properties costs little.
type Reader struct {
	// Keep says of a property's internal name whether it is wanted; nil wants all.
	Keep func(name string) bool
	// Kind is the property by which a submission says what it is for.
	Kind string
	// Own says of a property that only the programme's own forms set it.
	Own func(name string) bool
	// Forms are ids of the programme's own forms. Those that set its properties are, too.
	Forms []string
}

// These two properties of a flat body are read beside the wanted ones.
const (
	propertyID = "submission_id"
	propertyAt = "submitted_at"
)

// Read reads a body in either of two shapes: the contact as HubSpot's workflows send it, or a flat object as "customize
// request body" makes it. The error is pug.Invalid, for what is not one JSON object; the submission is then what could
// be read.
//
// In the contact shape, the newest submission of the programme's own forms counts. Its key is made of portal and
// conversion id, and not of the contact's, which changes when contacts are merged:
//
//	{"vid": 101, "portal-id": 62515, "properties": {"email": {"value": "a@example.com", "versions": [...]}},
//	 "form-submissions": [{"conversion-id": "c", "form-id": "f", "timestamp": 1785571200000}]}
//
// In the flat shape the key is the submission id:
//
//	{"email": "a@example.com", "submission_id": "s", "submitted_at": "1785571200000"}
//
// Without an id, address, kind and time identify a submission; without a time, what it says, which may be the same for
// another cohort. HubSpot sends strings; numbers and truth values are taken as their text.
func (r Reader) Read(raw []byte) (Submission, error) {
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	b := body{reader: r, flat: map[string]string{}, last: map[string]time.Time{}}
	err := members(raw, b.member)
	if b.err != nil {
		err = b.err
	}
	s := b.submission()
	switch {
	case err != nil: // the whole of it may still come, and has a key of its own
		s.Key, s.Former = whole(raw), nil
		return s, pug.Wrapf(err, pug.Invalid, "The body is not a JSON object")
	case s.Key == "":
		s.Key = b.identified(s)
		if !s.At.IsZero() {
			s.Former = []string{whole(raw)}
		}
	default:
		s.Identified = !s.Unsure
	}
	return s, nil
}

// whole is the key of a body of which nothing but itself can be told.
func whole(raw []byte) string {
	sum := sha256.Sum256(raw)
	return "body " + hex.EncodeToString(sum[:])
}

// identified is the key of a submission without an id.
func (b *body) identified(s Submission) string {
	email, kind := fold(s.Properties["email"]), fold(s.Properties[b.reader.Kind])
	if email != "" && !s.At.IsZero() && !b.day {
		return fmt.Sprintf("form %q %q %d", email, kind, s.At.UnixMilli())
	}
	hash := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		fmt.Fprintf(hash, "%q %q ", name, s.Properties[name])
	}
	return "properties " + hex.EncodeToString(hash.Sum(nil))
}

func fold(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// body is what is read of one.
type body struct {
	reader      Reader
	portal, vid string
	flat        map[string]string // the members of the body itself
	properties  map[string]string // those of a contact; nil if it is none
	set         []version         // of the properties that only the programme's forms set
	last        map[string]time.Time
	conversions []Conversion // newest first
	day         bool         // all that is told of the time of submission is its day
	err         error        // a value that was wanted is not JSON
}

func (b *body) member(name string, value []byte) {
	switch name {
	case "portal-id":
		b.portal = b.text(value)
	case "vid":
		b.vid = b.text(value)
	case "form-submissions":
		b.conversions = conversions(value)
	case "properties":
		if value[0] == '{' {
			b.properties = map[string]string{}
			b.check(members(value, func(name string, value []byte) { b.property(b.properties, name, value) }))
		}
	default:
		b.property(b.flat, name, value)
	}
}

// property reads a property: its value, or an object that has it.
func (b *body) property(into map[string]string, name string, value []byte) {
	if !b.wants(name) {
		return
	}
	if value[0] != '{' {
		into[name] = b.text(value)
		return
	}
	b.check(members(value, func(part string, inner []byte) {
		switch {
		case part == "value":
			into[name] = b.text(inner)
		case part == "versions" && b.reader.Own != nil && b.reader.Own(name):
			b.setAt(name, versions(inner))
		}
	}))
}

func (b *body) setAt(name string, all []version) {
	b.set = append(b.set, all...)
	for _, v := range all {
		if v.at.After(b.last[name]) {
			b.last[name] = v.at
		}
	}
}

func (b *body) wants(name string) bool {
	return b.reader.Keep == nil || b.reader.Keep(name) || name == propertyID || name == propertyAt
}

func (b *body) check(err error) {
	if err != nil {
		b.err = err
	}
}

func (b *body) text(value []byte) string {
	var s scalar
	b.check(json.Unmarshal(value, &s))
	return string(s)
}

// submission is what the body says.
func (b *body) submission() Submission {
	s := Submission{Properties: b.flat, Set: b.last}
	if b.properties != nil {
		s.Properties = b.properties
		b.convert(&s)
	}
	if id := cmp.Or(s.Properties[propertyID], b.flat[propertyID]); s.Key == "" && id != "" {
		s.Key = "submission " + id
	}
	given := cmp.Or(s.Properties[propertyAt], b.flat[propertyAt])
	if !s.At.IsZero() || given == "" {
		return s
	}
	switch s.At = moment(given); {
	case s.At.IsZero():
		s.Notes = append(s.Notes, fmt.Sprintf("%s is %q, which is no time that can be read: the time of "+
			"arrival counts.", propertyAt, pug.Line(given, 40)))
	case s.At.Equal(s.At.Truncate(24 * time.Hour)): // nobody is too early for what opened on the day
		s.At, b.day = s.At.Add(24*time.Hour-time.Second), true
	}
	return s
}
