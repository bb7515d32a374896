package asl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// maxData is AWS's limit for inputs and outputs, in bytes of UTF-8.
const maxData = 262_144

// null is JSON's null as the JSONata library wants it: it takes Go's nil for "undefined".
func null() any { return (*any)(nil) }

// parse reads one JSON value; its nulls are null().
func parse(text string) (any, error) {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
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
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// normal gives a result of the JSONata library the types that parse gives.
func normal(v any) (any, error) {
	switch v := v.(type) {
	case string, float64, bool:
		return v, nil
	}
	text, err := render(v)
	if err != nil {
		return nil, err
	}
	return parse(text)
}

func isNull(v any) bool {
	p, ok := v.(*any)
	return ok && p == nil
}

// kind is the JSON type of a value, as AWS names it in causes.
func kind(v any) string {
	switch {
	case isNull(v):
		return "null"
	case v == nil:
		return "undefined"
	}
	switch reflect.TypeOf(v).Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Map:
		return "object"
	case reflect.Slice:
		return "array"
	default:
		return "number"
	}
}

// elements are the items of any slice; another value is its own only element, as in JSONata.
func elements(v any) []any {
	r := reflect.ValueOf(v)
	if !r.IsValid() {
		return nil
	}
	if r.Kind() != reflect.Slice {
		return []any{v}
	}
	out := make([]any, r.Len())
	for i := range out {
		out[i] = r.Index(i).Interface()
	}
	return out
}
