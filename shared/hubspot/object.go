package hubspot

import (
	"bytes"
	"encoding/json"
	"errors"
)

var (
	errCut    = errors.New("it was cut short")
	errObject = errors.New("it is not a JSON object")
)

// members visits the members of a JSON object in their order, each with its value as it stands in the text. It looks
// into no value, so megabytes that nobody asks for cost little. Where the text is not an object or breaks off, the
// error says so, and what comes before was visited.
func members(text []byte, visit func(name string, value []byte)) error {
	rest, ok := after(text, '{')
	if !ok {
		return errObject
	}
	if end, ok := after(rest, '}'); ok {
		return nothing(end)
	}
	for {
		var name, value []byte
		var err error
		if name, rest, err = cutValue(rest); err != nil {
			return err
		}
		if rest, ok = after(rest, ':'); !ok {
			return errObject
		}
		if value, rest, err = cutValue(rest); err != nil {
			return err
		}
		var key string
		if json.Unmarshal(name, &key) != nil || len(value) == 0 {
			return errObject
		}
		visit(key, value)
		if end, ok := after(rest, '}'); ok {
			return nothing(end)
		}
		if rest, ok = after(rest, ','); !ok {
			return errObject
		}
	}
}

// after is what follows a mark, if the text begins with it.
func after(text []byte, mark byte) ([]byte, bool) {
	text = bytes.TrimLeft(text, " \t\r\n")
	return bytes.CutPrefix(text, []byte{mark})
}

// nothing wants no more than white space.
func nothing(text []byte) error {
	if len(bytes.TrimSpace(text)) > 0 {
		return errObject
	}
	return nil
}

// cutValue cuts a text at the end of the value with which it begins.
func cutValue(text []byte) (value, rest []byte, err error) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			if i = stringEnd(text, i+1); i < 0 {
				return nil, nil, errCut
			}
		case '{', '[':
			depth++
		case '}', ']', ',', ':':
			if depth == 0 {
				return bytes.TrimSpace(text[:i]), text[i:], nil
			}
			if c == '}' || c == ']' {
				depth--
			}
		}
	}
	return nil, nil, errCut
}

// stringEnd finds the quotation mark that ends a string from a position inside it on; -1 if there is none.
func stringEnd(text []byte, from int) int {
	for {
		n := bytes.IndexByte(text[from:], '"')
		if n < 0 {
			return -1
		}
		end := from + n
		escapes := 0
		for text[end-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return end
		}
		from = end + 1
	}
}
