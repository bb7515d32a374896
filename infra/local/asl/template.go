package asl

import (
	"cmp"
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

// newTemplate compiles what is JSONata in a value; field is where it stands.
func newTemplate(field string, v any) (*template, error) {
	t := &template{field: field, literal: v}
	var err error
	switch v := v.(type) {
	case string:
		if t.query, err = queryIn(v); err != nil {
			err = fmt.Errorf("field %q: %w", field, err)
		}
	case map[string]any:
		t.keys = slices.Sorted(maps.Keys(v))
		for _, k := range t.keys {
			err = cmp.Or(err, t.add(field+"/"+k, v[k]))
		}
	case []any:
		for i, x := range v {
			err = cmp.Or(err, t.add(fmt.Sprintf("%s[%d]", field, i), x))
		}
	}
	return t, err
}

func (t *template) add(field string, v any) error {
	item, err := newTemplate(field, v)
	t.items = append(t.items, item)
	return err
}

// value is what the field holds, with its queries not answered; nil where it is not there.
func (t *template) value() any {
	if t == nil {
		return nil
	}
	return t.literal
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

// eval fills the template in. See failed for its error.
func (t *template) eval(lookup func(string) any) (any, error) {
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
	for i, item := range t.items {
		var err error
		if values[i], err = item.eval(lookup); err != nil {
			return nil, err
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

// failed is the error of a field with a query: what AWS says after "The JSONata expression".
func (t *template) failed(how string) error {
	return fmt.Errorf("'%s' specified for the field '%s' %s", t.query.source, t.field, how)
}

// wrongType is the error of a field whose query gave another type than it needs.
func (t *template) wrongType(want string, got any) error {
	text, err := render(got)
	if err != nil {
		text = "?"
	}
	const how = "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
	return t.failed(fmt.Sprintf(how, want, kind(got), text))
}
