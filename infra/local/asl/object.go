package asl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// object is a JSON object of a definition, which keeps the order of its keys. Its methods read fields. The first thing
// that is wrong in a definition is kept in problem, which all of its objects share; what is read after that does not
// matter.
type object struct {
	place   string // for the problem: "state 'Ask'"
	keys    []string
	fields  map[string]json.RawMessage
	problem *error
}

func readObject(place string, raw json.RawMessage, problem *error) *object {
	o := &object{place: place, fields: map[string]json.RawMessage{}, problem: problem}
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		o.fail(errors.New("not a JSON object"))
		return o
	}
	for d.More() {
		t, err := d.Token()
		key, _ := t.(string)
		var value json.RawMessage
		if err == nil {
			err = d.Decode(&value)
		}
		if err != nil {
			o.fail(err)
			return o
		}
		if o.has(key) {
			o.wrong(key, "given twice")
		}
		o.keys = append(o.keys, key)
		o.fields[key] = value
	}
	return o
}

// fail notes what is wrong with the object as a whole.
func (o *object) fail(err error) {
	if *o.problem == nil {
		*o.problem = fmt.Errorf("%s: %w", o.place, err)
	}
}

// wrong notes what is wrong with a field.
func (o *object) wrong(key, format string, args ...any) {
	o.fail(fmt.Errorf("field %q: "+format, append([]any{key}, args...)...))
}

func (o *object) has(key string) bool { _, ok := o.fields[key]; return ok }

// only refuses every field that is not in the list, which is separated by spaces.
func (o *object) only(known string) {
	names := strings.Fields(known)
	for _, key := range o.keys {
		if !slices.Contains(names, key) {
			o.wrong(key, "not supported here (known: %s)", strings.Join(names, ", "))
		}
	}
}

// need refuses the object where it lacks a field.
func (o *object) need(key string) {
	if !o.has(key) {
		o.wrong(key, "missing")
	}
}

// into decodes a field, if it is there. Nothing may be there and empty.
func (o *object) into(key string, v any) {
	raw, ok := o.fields[key]
	switch {
	case !ok:
		return
	case string(raw) == `null`, string(raw) == `""`:
		o.wrong(key, "empty")
		return
	}
	if err := json.Unmarshal(raw, v); err != nil {
		o.wrong(key, "%w", err)
	}
}

// text is a field with a string; empty where it is not there.
func (o *object) text(key string) string {
	var s string
	o.into(key, &s)
	return s
}

// number is a field with a number within bounds; absent where it is not there.
func (o *object) number(key string, absent, least, most float64) float64 {
	n := absent
	o.into(key, &n)
	if n < least || n > most {
		o.wrong(key, "%v is not a number from %v to %v", n, least, most)
	}
	return n
}

// whole is a field with a whole number within bounds; absent where it is not there.
func (o *object) whole(key string, absent, least, most int) int {
	n := o.number(key, float64(absent), float64(least), float64(most))
	if n != float64(int(n)) {
		o.wrong(key, "%v is not a whole number", n)
	}
	return int(n)
}

// object is a field with an object.
func (o *object) object(key string) *object {
	o.need(key)
	return readObject(o.place+": "+key, o.fields[key], o.problem)
}

// objects is a field with a list of objects; none where it is not there. The list itself may not be empty.
func (o *object) objects(key string) []*object {
	var raws []json.RawMessage
	o.into(key, &raws)
	if o.has(key) && len(raws) == 0 {
		o.wrong(key, "empty")
	}
	list := make([]*object, len(raws))
	for i, raw := range raws {
		list[i] = readObject(fmt.Sprintf("%s: %s[%d]", o.place, key, i), raw, o.problem)
	}
	return list
}

// template compiles a field; nil where it is not there. prefix says where it stands within its state, for causes.
func (o *object) template(prefix, key string) *template {
	raw, ok := o.fields[key]
	if !ok {
		return nil
	}
	v, err := parse(string(raw))
	if err != nil {
		o.wrong(key, "%w", err)
		return nil
	}
	t, err := newTemplate(prefix+key, v)
	if err != nil {
		o.fail(err)
	}
	return t
}
