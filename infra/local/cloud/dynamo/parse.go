package dynamo

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// UnmarshalJSON reads an item, of which a run reads more than anything else: it takes a fraction of the time that
// encoding/json would.
func (it *item) UnmarshalJSON(text []byte) error {
	p := parser{text: text}
	*it = p.item()
	return p.err
}

// A parser reads what is JSON, which encoding/json has seen to, from left to right. After the first error it only keeps
// that error.
type parser struct {
	text []byte
	at   int
	err  error
}

func (p *parser) item() item {
	if p.null() {
		return nil
	}
	it := item{}
	p.members('{', '}', func() {
		name := p.string()
		p.next() // the colon
		it[name] = p.value()
	})
	return it
}

func (p *parser) value() *value {
	if p.null() {
		return nil
	}
	v := &value{}
	p.members('{', '}', func() {
		kind := p.string()
		p.next() // the colon
		p.typed(v, kind)
	})
	return v
}

// typed reads what a value is, by its type.
func (p *parser) typed(v *value, kind string) {
	switch kind {
	case "S":
		v.S = new(p.string())
	case "N":
		v.N = new(p.string())
	case "B":
		var err error
		if v.B, err = base64.StdEncoding.DecodeString(p.string()); err != nil {
			p.fail()
		}
	case "BOOL":
		v.BOOL = new(p.bool())
	case "NULL":
		v.NULL = new(p.bool())
	case "L":
		v.L = []*value{}
		p.members('[', ']', func() { v.L = append(v.L, p.value()) })
	case "M":
		v.M = p.item()
	default:
		p.fail()
	}
}

// members reads an object or a list, whose members f reads.
func (p *parser) members(opens, closes byte, f func()) {
	if p.next() != opens {
		p.fail()
	}
	for first := true; p.err == nil; first = false {
		switch p.peek() {
		case closes:
			p.at++
			return
		case ',':
			p.at++
		default:
			if !first {
				p.fail()
				return
			}
		}
		f()
	}
}

func (p *parser) string() string {
	if p.peek() != '"' {
		p.fail()
		return ""
	}
	begin := p.at + 1
	end := begin
	for p.text[end] != '"' {
		if p.text[end] == '\\' {
			end++
		}
		end++
	}
	p.at = end + 1
	inner := p.text[begin:end]
	if bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return string(inner)
	}
	var s string
	_ = json.Unmarshal(p.text[begin-1:end+1], &s) // it is a text
	return s
}

func (p *parser) bool() bool {
	p.peek()
	rest := p.text[p.at:]
	is := bytes.HasPrefix(rest, []byte("true"))
	switch {
	case is:
		p.at += len("true")
	case bytes.HasPrefix(rest, []byte("false")):
		p.at += len("false")
	default:
		p.fail()
	}
	return is
}

// null goes past a null, if there is one.
func (p *parser) null() bool {
	is := p.peek() == 'n'
	if is {
		p.at += len("null")
	}
	return is
}

// peek is the next byte that is not space; 0 after an error.
func (p *parser) peek() byte {
	for p.err == nil && p.at < len(p.text) {
		switch c := p.text[p.at]; c {
		case ' ', '\t', '\r', '\n':
			p.at++
		default:
			return c
		}
	}
	p.fail()
	return 0
}

func (p *parser) next() byte {
	b := p.peek()
	p.at++
	return b
}

func (p *parser) fail() {
	if p.err == nil {
		p.err = fmt.Errorf("no attribute values near %q", p.text[min(p.at, len(p.text)):min(p.at+20, len(p.text))])
	}
}
