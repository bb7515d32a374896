package asl

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// maxData is AWS's limit for inputs and outputs, in bytes of UTF-8.
const maxData = 262_144

// null is JSON's null as the JSONata library wants it: it takes Go's nil for "undefined".
func null() any { return (*any)(nil) }

// parse reads one JSON value; its nulls are null().
func parse(text string) (any, error) {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return nil, err
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
