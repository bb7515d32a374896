package asl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

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
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("%s: %w", place, err)
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

// into decodes a field, if it is there, and reports whether it was.
func (o *object) into(key string, v any) (bool, error) {
	raw, ok := o.fields[key]
	if !ok {
		return false, nil
	}
	if string(raw) == "null" {
		return true, o.wrong(key, "null")
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return true, o.wrong(key, "%w", err)
	}
	return true, nil
}

// text is a string field; required ones must be there and not be empty.
func (o *object) text(key string, required bool) (string, error) {
	var s string
	there, err := o.into(key, &s)
	if err == nil && required && s == "" {
		err = o.wrong(key, "missing")
	}
	if err == nil && there && s == "" {
		err = o.wrong(key, "empty")
	}
	return s, err
}

// objects is a field that holds a list of objects with at least one item.
func (o *object) objects(key string) ([]*object, error) {
	var raws []json.RawMessage
	there, err := o.into(key, &raws)
	if err != nil || !there {
		return nil, err
	}
	if len(raws) == 0 {
		return nil, o.wrong(key, "empty list")
	}
	list := make([]*object, len(raws))
	for i, raw := range raws {
		if list[i], err = readObject(fmt.Sprintf("%s: %s[%d]", o.place, key, i), raw); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// number is a literal number field; absent gives the default.
func (o *object) number(key string, absent, least float64, whole bool) (float64, error) {
	n := absent
	if _, err := o.into(key, &n); err != nil {
		return 0, err
	}
	if n < least || (whole && n != float64(int64(n))) {
		return 0, o.wrong(key, "%v is out of range", n)
	}
	return n, nil
}

var errNotJSONata = errors.New(`the query language must be "JSONata"; JSONPath is not supported`)
