package dynamo

import "strings"

// A keyCondition is what a KeyConditionExpression says: one partition, and a stretch of its sort keys.
type keyCondition struct {
	pk string
	// inside tells whether a sort key is not before the stretch, past whether it is behind it. Both are false for
	// the first keys and true for the rest, as sort.Search wants it; nil stands for no bound.
	inside, past func(sk string) bool
}

// A keyTerm is one comparison of a key attribute with one value, or two for BETWEEN.
type keyTerm struct {
	name, operator string
	values         []string
}

// parseKeyCondition reads "PK = :pk", alone or with one condition on SK, in any order and with parentheses.
func parseKeyCondition(text string, p *placeholders) (keyCondition, error) {
	r := &keyReader{toks: tokens(text), placeholders: p}
	r.condition()
	if r.err == nil && len(r.toks) > 0 {
		r.fail()
	}
	if r.err != nil {
		return keyCondition{}, r.err
	}
	var c keyCondition
	seen := map[string]bool{}
	for _, t := range r.terms {
		if seen[t.name] {
			return c, invalid("KeyConditionExpressions must only contain one condition per key")
		}
		seen[t.name] = true
		switch {
		case t.name == hashKey && t.operator == "=":
			c.pk = t.values[0]
		case t.name == rangeKey && t.operator != "<>":
			c.inside, c.past = bounds(t)
		default:
			return c, invalid("Query key condition not supported: %s %s", t.name, t.operator)
		}
	}
	if !seen[hashKey] {
		return c, invalid("Query condition missed key schema element: %s", hashKey)
	}
	return c, nil
}

func bounds(t keyTerm) (inside, past func(string) bool) {
	v := t.values[0]
	from := func(sk string) bool { return sk >= v }
	behind := func(sk string) bool { return sk > v }
	switch t.operator {
	case "=":
		return from, behind
	case "<":
		return nil, from
	case "<=":
		return nil, behind
	case ">":
		return behind, nil
	case ">=":
		return from, nil
	case "BETWEEN":
		return from, func(sk string) bool { return sk > t.values[1] }
	default: // begins_with
		return from, func(sk string) bool { return sk > v && !strings.HasPrefix(sk, v) }
	}
}

// keyReader reads terms from left to right; after the first error it only keeps that error.
type keyReader struct {
	*placeholders
	toks  []string
	terms []keyTerm
	err   error
}

func (r *keyReader) condition() {
	r.primary()
	for r.err == nil && strings.EqualFold(r.peek(), "AND") {
		r.next()
		r.primary()
	}
}

func (r *keyReader) primary() {
	if r.peek() == "(" {
		r.next()
		r.condition()
		r.expect(")")
		return
	}
	if r.peek() == "begins_with" {
		r.next()
		r.expect("(")
		t := keyTerm{name: r.name(), operator: "begins_with"}
		r.expect(",")
		t.values = []string{r.value()}
		r.expect(")")
		r.terms = append(r.terms, t)
		return
	}
	t := keyTerm{name: r.name(), operator: strings.ToUpper(r.next())}
	t.values = []string{r.value()}
	switch t.operator {
	case "BETWEEN":
		if !strings.EqualFold(r.next(), "AND") {
			r.fail()
		}
		t.values = append(t.values, r.value())
	case "=", "<", "<=", ">", ">=", "<>":
	default:
		r.fail()
	}
	r.terms = append(r.terms, t)
}

func (r *keyReader) peek() string {
	if len(r.toks) == 0 {
		return ""
	}
	return r.toks[0]
}

func (r *keyReader) next() string {
	tok := r.peek()
	if tok == "" {
		r.fail()
		return ""
	}
	r.toks = r.toks[1:]
	return tok
}

func (r *keyReader) expect(tok string) {
	if r.next() != tok {
		r.fail()
	}
}

func (r *keyReader) name() string {
	tok := r.next()
	if alias, ok := r.ExpressionAttributeNames[tok]; ok {
		return alias
	}
	return tok
}

func (r *keyReader) value() string {
	v := r.ExpressionAttributeValues[r.next()]
	if v == nil || v.S == nil {
		if r.err == nil {
			r.err = invalid("One or more parameter values were invalid: Condition parameter type does not match schema type")
		}
		return ""
	}
	return *v.S
}

func (r *keyReader) fail() {
	if r.err == nil {
		r.err = invalid("Invalid KeyConditionExpression: Syntax error near %q", strings.Join(r.toks, " "))
	}
}
