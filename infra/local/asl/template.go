package asl

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// template is the value of a field: JSON whose strings may be JSONata, as in "{% $states.input %}".
type template struct {
	field   string // where it stands, as AWS writes it in causes: Output/result
	query   *query
	keys    []string // of an object, sorted; with items they are its values
	items   []*template
	literal any // where it is neither a query nor holds anything
}

// templates says which fields of an object are templates, and where they go.
type templates map[string]**template

// compile compiles the fields of an object that are templates and are there; prefix says where they stand, for causes.
func compile(o *object, prefix string, fields templates) error {
	for _, key := range o.keys {
		into, ok := fields[key]
		if !ok {
			continue
		}
		v, err := parse(string(o.fields[key]))
		if err != nil {
			return o.wrong(key, "%w", err)
		}
		if *into, err = templateOf(prefix+key, v); err != nil {
			return fmt.Errorf("%s: %w", o.place, err)
		}
		if _, object := v.(map[string]any); key == "Assign" && !object {
			return o.wrong(key, "not an object")
		}
	}
	return nil
}

func templateOf(field string, v any) (*template, error) {
	t := &template{field: field, literal: v}
	var err error
	switch v := v.(type) {
	case string:
		if t.query, err = queryIn(v); err != nil {
			return nil, fmt.Errorf("field %q: %w", field, err)
		}
	case map[string]any:
		t.keys = slices.Sorted(maps.Keys(v))
		for _, k := range t.keys {
			err = t.add(field+"/"+k, v[k], err)
		}
	case []any:
		for i, x := range v {
			err = t.add(fmt.Sprintf("%s[%d]", field, i), x, err)
		}
	}
	return t, err
}

// add compiles a part, unless one before it failed.
func (t *template) add(field string, v any, failed error) error {
	if failed != nil {
		return failed
	}
	part, err := templateOf(field, v)
	t.items = append(t.items, part)
	return err
}

// queryIn compiles the expression in a string, which must be the whole string; nil where there is none.
func queryIn(s string) (*query, error) {
	begins, ends := strings.HasPrefix(s, "{%"), strings.HasSuffix(s, "%}") && len(s) >= 4
	switch {
	case begins && ends:
		return newQuery(strings.TrimSpace(s[2 : len(s)-2]))
	case begins:
		return nil, fmt.Errorf("%q opens JSONata with {%% but does not close it with %%}", s)
	case ends:
		return nil, fmt.Errorf("%q closes JSONata with %%} but does not open it with {%%", s)
	}
	return nil, nil
}

// queryFailure is a query that failed, or gave a value of a wrong type. The caller adds the words about the state to
// its cause.
type queryFailure struct {
	field, cause string
}

// eval fills the template in.
func (t *template) eval(lookup func(string) any) (any, *queryFailure) {
	if t.query != nil {
		v, err := t.query.eval(lookup)
		switch {
		case err == errUndefined:
			return nil, t.failed("returned nothing (undefined).")
		case err != nil:
			return nil, t.failed("threw an error during evaluation. " + err.Error())
		}
		return v, nil
	}
	values := make([]any, len(t.items))
	for i, part := range t.items {
		var f *queryFailure
		if values[i], f = part.eval(lookup); f != nil {
			return nil, f
		}
	}
	switch t.literal.(type) {
	case map[string]any:
		object := make(map[string]any, len(values))
		for i, k := range t.keys {
			object[k] = values[i]
		}
		return object, nil
	case []any:
		return values, nil
	}
	return t.literal, nil
}

func (t *template) failed(how string) *queryFailure {
	source := ""
	if t.query != nil {
		source = t.query.source
	}
	const cause = "The JSONata expression '%s' specified for the field '%s' %s"
	return &queryFailure{t.field, fmt.Sprintf(cause, source, t.field, how)}
}

// wrongType is the failure of a field that needs another type than it got.
func (t *template) wrongType(want string, got any) *queryFailure {
	text, err := render(got)
	if err != nil {
		text = "?"
	}
	const how = "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
	return t.failed(fmt.Sprintf(how, want, kind(got), text))
}
