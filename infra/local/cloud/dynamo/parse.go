package dynamo

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// A parser reads JSON from left to right. After the first error it only keeps that error. A run reads more requests and
// items than anything else, and encoding/json would take several times as long.
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
	p.object(func(name string) { it[name] = p.value() })
	return it
}

func (p *parser) value() *value {
	if p.null() {
		return nil
	}
	v := &value{}
	p.object(func(kind string) { p.typed(v, kind) })
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
		p.list(func() { v.L = append(v.L, p.value()) })
	case "M":
		v.M = p.item()
	default:
		p.fail()
	}
}

// object reads an object, of which f reads the value of each member.
func (p *parser) object(f func(name string)) {
	p.members('{', '}', func() {
		name := p.string()
		p.expect(':')
		if p.err == nil {
			f(name)
		}
	})
}

// list reads a list, of which f reads each element.
func (p *parser) list(f func()) { p.members('[', ']', f) }

func (p *parser) members(opens, closes byte, f func()) {
	p.expect(opens)
	for first := true; p.err == nil; first = false {
		if p.peek() == closes {
			p.at++
			return
		}
		if !first {
			p.expect(',')
		}
		f()
	}
}

func (p *parser) string() string {
	p.expect('"')
	begin, end := p.at, p.at
	for end < len(p.text) && p.text[end] != '"' {
		if p.text[end] == '\\' {
			end++
		}
		end++
	}
	if p.err != nil || end >= len(p.text) {
		p.fail()
		return ""
	}
	p.at = end + 1
	inner := p.text[begin:end]
	if bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return string(inner)
	}
	var s string
	if json.Unmarshal(p.text[begin-1:end+1], &s) != nil {
		p.fail()
	}
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

func (p *parser) int() int {
	p.peek()
	begin := p.at
	for p.at < len(p.text) && (p.text[p.at] == '-' || '0' <= p.text[p.at] && p.text[p.at] <= '9') {
		p.at++
	}
	n, err := strconv.Atoi(string(p.text[min(begin, len(p.text)):min(p.at, len(p.text))]))
	if err != nil {
		p.fail()
	}
	return n
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

// expect goes past a byte that must come next.
func (p *parser) expect(b byte) {
	if p.peek() != b {
		p.fail()
	}
	p.at++
}

// end refuses what comes after the end.
func (p *parser) end() error {
	if rest := bytes.TrimSpace(p.text[min(p.at, len(p.text)):]); len(rest) > 0 {
		p.fail()
	}
	return p.err
}

func (p *parser) fail() {
	p.refuse("near %q", p.text[min(p.at, len(p.text)):min(p.at+20, len(p.text))])
}

func (p *parser) refuse(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}
