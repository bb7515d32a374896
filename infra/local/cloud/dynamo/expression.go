package dynamo

import "strings"

// maxExpression is the longest expression that DynamoDB takes, in bytes.
const maxExpression = 4 << 10

// placeholders are the names (#n) and values (:v) that a request's expressions use.
type placeholders struct {
	ExpressionAttributeNames  map[string]string
	ExpressionAttributeValues item

	used map[string]bool // those that were met in an expression
}

// An expression is read from left to right. After the first error it only keeps that error.
//
// The language here is the part of DynamoDB's that the project speaks. Every attribute but PK and SK has to be given
// by a placeholder: DynamoDB would take others written out, unless they are among its 573 reserved words.
type expression struct {
	*placeholders
	text string
	toks []string // still to be read
	err  error
}

// An operand is one side of a comparison or an assignment. It gives nil where the item lacks the attribute.
type operand func(it item) *value

func (p *placeholders) begin(text string) *expression {
	if p.used == nil {
		p.used = map[string]bool{}
	}
	e := &expression{placeholders: p, text: text, toks: tokens(text)}
	if len(text) > maxExpression {
		e.refuse("Expression size has exceeded the maximum allowed size of %d bytes", maxExpression)
	}
	return e
}

// tokens cuts a text into words, placeholders and symbols, between which there may be space.
func tokens(text string) []string {
	var toks []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		n := 1
		if c := text[0]; c == '#' || c == ':' || isWord(c) {
			for n < len(text) && isWord(text[n]) {
				n++
			}
		} else if (c == '<' || c == '>') && strings.HasPrefix(text[1:], "=") {
			n = len("<=")
		}
		toks = append(toks, text[:n])
		text = text[n:]
	}
	return toks
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// end gives the first error. Something that is left over is one.
func (e *expression) end() error {
	if len(e.toks) > 0 {
		e.fail()
	}
	return e.err
}

// check refuses values that are none, and placeholders that no expression uses.
func (p *placeholders) check() error {
	for name := range p.ExpressionAttributeNames {
		if !p.used[name] {
			return invalid("Value provided in ExpressionAttributeNames unused in expressions: keys: {%s}", name)
		}
	}
	for name := range p.ExpressionAttributeValues {
		if !p.used[name] {
			return invalid("Value provided in ExpressionAttributeValues unused in expressions: keys: {%s}", name)
		}
	}
	return checkValues(p.ExpressionAttributeValues)
}

func (e *expression) peek() string {
	if len(e.toks) == 0 || e.err != nil {
		return ""
	}
	return e.toks[0]
}

func (e *expression) next() string {
	tok := e.peek()
	if tok == "" {
		e.fail()
		return ""
	}
	e.toks = e.toks[1:]
	return tok
}

// take goes past a token if it comes next.
func (e *expression) take(tok string) bool {
	if e.peek() != tok {
		return false
	}
	e.toks = e.toks[1:]
	return true
}

// expect goes past tokens that must come next.
func (e *expression) expect(toks ...string) {
	for _, tok := range toks {
		if !e.take(tok) {
			e.fail()
		}
	}
}

func (e *expression) fail() {
	e.refuse("Syntax error; near: %q in %q", strings.Join(e.toks, " "), e.text)
}

func (e *expression) refuse(format string, args ...any) {
	if e.err == nil {
		e.err = invalid("Invalid expression: "+format, args...)
	}
}

// name reads the name of an attribute.
func (e *expression) name() string {
	tok := e.next()
	name, defined := e.ExpressionAttributeNames[tok]
	switch {
	case tok == hashKey || tok == rangeKey:
		return tok
	case !strings.HasPrefix(tok, "#"):
		e.refuse("%q is written out, and may be a reserved keyword: use ExpressionAttributeNames", tok)
	case !defined:
		e.refuse("An expression attribute name used in the document path is not defined; attribute name: %s", tok)
	}
	e.used[tok] = true
	return name
}

// value reads the placeholder of a value.
func (e *expression) value() *value {
	tok := e.next()
	v := e.ExpressionAttributeValues[tok]
	if v == nil {
		e.refuse("An expression attribute value used in expression is not defined; attribute value: %s", tok)
	}
	e.used[tok] = true
	return v
}

// operand reads a value or the name of an attribute.
func (e *expression) operand() operand {
	if strings.HasPrefix(e.peek(), ":") {
		v := e.value()
		return func(item) *value { return v }
	}
	name := e.name()
	return func(it item) *value { return it[name] }
}
