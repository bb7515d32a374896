package dynamo

import (
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"strings"
)

// Mentions lists the keys of a table's items in which a text stands, in whatever case: in their keys, in a text or the
// name of an attribute, or in binary data that gzip unpacks.
func (db *DB) Mentions(name, text string) []string {
	db.mu.Lock()
	defer db.mu.Unlock()
	text = strings.ToLower(text)
	var found []string
	for pk, p := range db.tables[name] {
		p.Scan(func(sk string, e entry) bool {
			if mentions(&value{M: e.item()}, text) {
				found = append(found, pk+" "+sk)
			}
			return true
		})
	}
	slices.Sort(found)
	return found
}

func mentions(v *value, text string) bool {
	switch {
	case v == nil:
		return false
	case v.S != nil:
		return strings.Contains(strings.ToLower(*v.S), text)
	case v.B != nil:
		return strings.Contains(strings.ToLower(unpacked(v.B)), text)
	}
	for name, member := range v.M {
		if strings.Contains(strings.ToLower(name), text) || mentions(member, text) {
			return true
		}
	}
	return slices.ContainsFunc(v.L, func(element *value) bool { return mentions(element, text) })
}

// unpacked is binary data as text: what gzip makes of it, as far as it goes.
func unpacked(data []byte) string {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return string(data)
	}
	text, _ := io.ReadAll(zip)
	return string(text)
}
