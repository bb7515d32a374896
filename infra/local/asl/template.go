package asl

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// template is the value of a field: JSON whose strings may be JSONata, as in "{% $states.input %}".
type template struct {
	field   string // where it stands, as AWS writes it in causes: Output/result
	literal any    // when nothing below is set
	query   *query
	object  map[string]*template
	list    []*template
}

// compileTemplate reads the JSON of a field and compiles what is JSONata in it.
func (q *queries) compileTemplate(field string, raw json.RawMessage) (*template, error) {
	v, err := parse(string(raw))
	if err != nil {
		return nil, fmt.Errorf("field %q: %w", field, err)
	}
	return q.templateOf(field, v)
}

func (q *queries) templateOf(field string, v any) (*template, error) {
	t := &template{field: field, literal: v}
	switch v := v.(type) {
	case string:
		source, ok, err := jsonataIn(v)
		if err != nil {
			return nil, fmt.Errorf("field %q: %w", field, err)
		}
		if !ok {
			return t, nil
		}
		if t.query, err = q.compile(source); err != nil {
			return nil, fmt.Errorf("field %q: JSONata %q: %w", field, source, err)
		}
	case map[string]any:
		t.object = make(map[string]*template, len(v))
		for _, k := range slices.Sorted(maps.Keys(v)) {
			sub, err := q.templateOf(field+"/"+k, v[k])
			if err != nil {
				return nil, err
			}
			t.object[k] = sub
		}
	case []any:
		t.list = make([]*template, len(v))
		for i, x := range v {
			sub, err := q.templateOf(fmt.Sprintf("%s[%d]", field, i), x)
			if err != nil {
				return nil, err
			}
			t.list[i] = sub
		}
	}
	return t, nil
}

// jsonataIn gives the expression in a string; it must be the whole string.
func jsonataIn(s string) (source string, ok bool, err error) {
	begins, ends := strings.HasPrefix(s, "{%"), strings.HasSuffix(s, "%}") && len(s) >= 4
	switch {
	case begins && ends:
		return strings.TrimSpace(s[2 : len(s)-2]), true, nil
	case begins:
		return "", false, fmt.Errorf("%q opens JSONata with {%% but does not close it with %%}", s)
	case ends:
		return "", false, fmt.Errorf("%q closes JSONata with %%} but does not open it with {%%", s)
	}
	return "", false, nil
}

// evalTemplate fills the template in. A failing query comes back as a failure without the words about the state, which the caller adds.
func (q *queries) evalTemplate(t *template, lookup func(string) any) (any, *queryFailure) {
	switch {
	case t.query != nil:
		v, err := q.eval(t.query, lookup)
		switch {
		case err == errUndefined:
			return nil, t.failed("returned nothing (undefined).")
		case err != nil:
			return nil, t.failed("threw an error during evaluation. " + err.Error())
		}
		return v, nil
	case t.object != nil:
		out := make(map[string]any, len(t.object))
		for _, k := range slices.Sorted(maps.Keys(t.object)) {
			v, f := q.evalTemplate(t.object[k], lookup)
			if f != nil {
				return nil, f
			}
			out[k] = v
		}
		return out, nil
	case t.list != nil:
		out := make([]any, len(t.list))
		for i, sub := range t.list {
			v, f := q.evalTemplate(sub, lookup)
			if f != nil {
				return nil, f
			}
			out[i] = v
		}
		return out, nil
	}
	return t.literal, nil
}

// queryFailure is a query that failed, or gave a value of a wrong type.
type queryFailure struct {
	field, cause string
}

func (t *template) failed(how string) *queryFailure {
	source := ""
	if t.query != nil {
		source = t.query.source
	}
	return &queryFailure{t.field, fmt.Sprintf("The JSONata expression '%s' specified for the field '%s' %s", source, t.field, how)}
}

// wrongType is the failure of a field that needs another type than it got.
func (t *template) wrongType(want string, got any) *queryFailure {
	text, err := render(got)
	if err != nil {
		text = "?"
	}
	return t.failed(fmt.Sprintf("returned an unexpected result type. Expected '%s', but was '%s' for value: %s", want, kind(got), text))
}
