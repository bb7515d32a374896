package dynamo

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"
)

// MarshalJSON is an item's text, as a parser reads it.
func (it item) MarshalJSON() ([]byte, error) { return it.append(nil), nil }

// append writes an item behind a text, the same item always alike. As with the parser, encoding/json would take several
// times as long.
func (it item) append(text []byte) []byte {
	text = append(text, '{')
	for i, name := range slices.Sorted(maps.Keys(it)) {
		if i > 0 {
			text = append(text, ',')
		}
		text = appendString(text, name)
		text = append(text, ':')
		text = it[name].append(text)
	}
	return append(text, '}')
}

func (v *value) append(text []byte) []byte {
	switch {
	case v.S != nil:
		text = appendString(append(text, `{"S":`...), *v.S)
	case v.N != nil:
		text = appendString(append(text, `{"N":`...), *v.N)
	case v.B != nil:
		text = base64.StdEncoding.AppendEncode(append(text, `{"B":"`...), v.B)
		text = append(text, '"')
	case v.BOOL != nil:
		text = strconv.AppendBool(append(text, `{"BOOL":`...), *v.BOOL)
	case v.NULL != nil:
		text = strconv.AppendBool(append(text, `{"NULL":`...), *v.NULL)
	case v.M != nil:
		text = v.M.append(append(text, `{"M":`...))
	default:
		text = appendList(append(text, `{"L":`...), v.L)
	}
	return append(text, '}')
}

func appendList(text []byte, list []*value) []byte {
	text = append(text, '[')
	for i, e := range list {
		if i > 0 {
			text = append(text, ',')
		}
		text = e.append(text)
	}
	return append(text, ']')
}

func appendString(text []byte, s string) []byte {
	plain := utf8.ValidString(s)
	for i := 0; plain && i < len(s); i++ {
		plain = s[i] >= ' ' && s[i] != '"' && s[i] != '\\'
	}
	if !plain {
		quoted, _ := json.Marshal(s) // a text always can be
		return append(text, quoted...)
	}
	return append(append(append(text, '"'), s...), '"')
}
