package asl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxData is AWS's limit for inputs and outputs, in bytes of UTF-8.
const maxData = 262_144

// null is JSON's null as the JSONata library wants it: it takes Go's nil for "undefined".
func null() any { return (*any)(nil) }

// parse reads one JSON value; its nulls are null().
func parse(text string) (any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one JSON value")
	}
	return withNulls(v), nil
}

func withNulls(v any) any {
	switch v := v.(type) {
	case nil:
		return null()
	case map[string]any:
		for k, x := range v {
			v[k] = withNulls(x)
		}
	case []any:
		for i, x := range v {
			v[i] = withNulls(x)
		}
	}
	return v
}

// render writes a value as compact JSON; keys are sorted, so the same value is the same text.
func render(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", fmt.Errorf("write %T as JSON: %w", v, err)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// kind is the JSON type of a value that parse gave, as AWS names it in causes.
func kind(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case float64:
		return "number"
	case map[string]any:
		return "object"
	case []any:
		return "array"
	}
	return "null"
}

// object is a JSON object of a definition that keeps the order of its keys, and knows where it stands for errors.
type object struct {
	place  string // "state 'Ask'"
	keys   []string
	fields map[string]json.RawMessage
}

func readObject(place string, raw json.RawMessage) (*object, error) {
	o := &object{place: place, fields: map[string]json.RawMessage{}}
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, fmt.Errorf("%s: not a JSON object", place)
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", place, err)
		}
		key := t.(string) // in an object the decoder gives nothing else here
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, o.wrong(key, "%w", err)
		}
		if o.has(key) {
			return nil, o.wrong(key, "given twice")
		}
		o.keys = append(o.keys, key)
		o.fields[key] = value
	}
	return o, nil
}

func (o *object) has(key string) bool { _, ok := o.fields[key]; return ok }

func (o *object) wrong(key, format string, args ...any) error {
	return fmt.Errorf("%s: field %q: "+format, append([]any{o.place, key}, args...)...)
}

// only refuses every field that is not in the list, which is separated by spaces.
func (o *object) only(known string) error {
	names := strings.Fields(known)
	for _, key := range o.keys {
		if !slices.Contains(names, key) {
			return o.wrong(key, "not supported here (known: %s)", strings.Join(names, ", "))
		}
	}
	return nil
}

// into decodes a field, if it is there.
func (o *object) into(key string, v any) error {
	raw, ok := o.fields[key]
	switch {
	case !ok:
		return nil
	case string(raw) == "null" || string(raw) == `""`:
		return o.wrong(key, "empty")
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return o.wrong(key, "%w", err)
	}
	return nil
}

// text is a string field that must be there.
func (o *object) text(key string) (string, error) {
	var s string
	if !o.has(key) {
		return "", o.wrong(key, "missing")
	}
	return s, o.into(key, &s)
}

// optional is a string field that may be missing.
func (o *object) optional(key string) (string, error) {
	var s string
	return s, o.into(key, &s)
}

// number is a literal number field within bounds; where it is missing, absent stands in.
func (o *object) number(key string, absent, least, most float64, whole bool) (float64, error) {
	n := absent
	if err := o.into(key, &n); err != nil {
		return 0, err
	}
	if n < least || n > most || (whole && n != float64(int64(n))) {
		return 0, o.wrong(key, "%v is not a number from %v to %v", n, least, most)
	}
	return n, nil
}

// objects is a field that holds a list of objects, with at least one item where it is there.
func (o *object) objects(key string) ([]*object, error) {
	if !o.has(key) {
		return nil, nil
	}
	var raws []json.RawMessage
	if err := o.into(key, &raws); err != nil {
		return nil, err
	}
	if len(raws) == 0 {
		return nil, o.wrong(key, "empty")
	}
	list := make([]*object, len(raws))
	for i, raw := range raws {
		var err error
		if list[i], err = readObject(fmt.Sprintf("%s: %s[%d]", o.place, key, i), raw); err != nil {
			return nil, err
		}
	}
	return list, nil
}
