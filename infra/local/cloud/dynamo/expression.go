package dynamo

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/truora/minidyn/interpreter"
	"github.com/truora/minidyn/interpreter/language"
)

// placeholders are the names (#n) and values (:v) that a request's expressions use.
type placeholders struct {
	ExpressionAttributeNames  map[string]string
	ExpressionAttributeValues item
}

// check refuses what DynamoDB refuses in expressions before it evaluates them and minidyn lets pass, or notices
// only when it meets an item: reserved words as names, placeholders that are not defined, and ones not used.
func (p *placeholders) check(expressions ...string) error {
	if err := checkValues(p.ExpressionAttributeValues); err != nil {
		return err
	}
	used := map[string]bool{}
	for _, text := range expressions {
		toks := tokens(text)
		for i, tok := range toks {
			call := i+1 < len(toks) && toks[i+1] == "("
			if err := p.checkToken(tok, call); err != nil {
				return err
			}
			if strings.EqualFold(tok, "NOT") && !call && (i+2 >= len(toks) || toks[i+2] != "(") {
				return invalid("Invalid expression: NOT needs parentheses here, since minidyn binds it to the next word alone")
			}
			used[tok] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.ExpressionAttributeNames)) {
		if !used[name] {
			return invalid("Value provided in ExpressionAttributeNames unused in expressions: keys: {%s}", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.ExpressionAttributeValues)) {
		if !used[name] {
			return invalid("Value provided in ExpressionAttributeValues unused in expressions: keys: {%s}", name)
		}
	}
	return nil
}

func (p *placeholders) checkToken(tok string, call bool) error {
	switch {
	case tok[0] == '#':
		if _, ok := p.ExpressionAttributeNames[tok]; !ok {
			return invalid("Invalid expression: An expression attribute name used in the document path is not defined; attribute name: %s", tok)
		}
	case tok[0] == ':':
		if _, ok := p.ExpressionAttributeValues[tok]; !ok {
			return invalid("Invalid expression: An expression attribute value used in expression is not defined; attribute value: %s", tok)
		}
	case !call && !isOperator(tok) && language.IsReservedWord(strings.ToUpper(tok)):
		return invalid("Invalid expression: Attribute name is a reserved keyword; reserved keyword: %s", tok)
	}
	return nil
}

func isOperator(word string) bool {
	switch strings.ToUpper(word) {
	case "AND", "OR", "NOT", "IN", "BETWEEN", "SET", "REMOVE", "ADD", "DELETE":
		return true
	}
	return false
}

// tokens cuts an expression into words, placeholders and symbols.
func tokens(text string) []string {
	var toks []string
	for i := 0; i < len(text); {
		start := i
		for i < len(text) && isWord(text[i]) {
			i++
		}
		switch {
		case i > start:
		case text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r':
			i++
			continue
		case strings.HasPrefix(text[i:], "<=") || strings.HasPrefix(text[i:], ">=") || strings.HasPrefix(text[i:], "<>"):
			i += 2
		default:
			i++
		}
		toks = append(toks, text[start:i])
	}
	return toks
}

func isWord(c byte) bool {
	return c == '#' || c == ':' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// match tells whether an item (nil: there is none) meets a condition or a filter. No expression: it does.
func (p *placeholders) match(expression string, it item) (ok bool, err error) {
	if expression == "" {
		return true, nil
	}
	defer refuse(expression, &err)
	var lang interpreter.Language
	ok, err = lang.Match(interpreter.MatchInput{
		Expression:     expression,
		ExpressionType: interpreter.ExpressionTypeConditional,
		Item:           it,
		Attributes:     p.ExpressionAttributeValues,
		Aliases:        p.ExpressionAttributeNames,
	})
	if err != nil {
		return false, invalid("Invalid expression %q: %s", expression, err)
	}
	return ok, nil
}

// refuse turns a panic of minidyn into an error: it has some, such as for an index beyond the end of a list.
func refuse(expression string, err *error) {
	if problem := recover(); problem != nil {
		*err = invalid("The expression %q is more than can be evaluated here: %v", expression, problem)
	}
}

// project gives the parts of an item that a projection names. No expression: all of it.
func (p *placeholders) project(expression string, it item) (out item, err error) {
	if expression == "" || it == nil {
		return it, nil
	}
	defer refuse(expression, &err)
	var lang interpreter.Language
	out, err = lang.Project(interpreter.ProjectInput{Expression: expression, Item: it, Aliases: p.ExpressionAttributeNames})
	if err != nil {
		return nil, invalid("Invalid ProjectionExpression %q: %s", expression, err)
	}
	return out, nil
}

// update gives the item that an update expression makes of it; the item itself stays as it is.
//
// The parts of minidyn's language are used rather than its Update, which leaves in place what REMOVE took away.
// An attribute that the expression did not touch keeps its stored form, since minidyn's numbers are floats.
func (p *placeholders) update(expression string, it item) (out item, err error) {
	defer refuse(expression, &err)
	parser := language.NewUpdateParser(language.NewLexer(expression))
	parsed := parser.ParseUpdateExpression()
	if problems := parser.Errors(); len(problems) > 0 {
		return nil, invalid("Invalid UpdateExpression %q: %s", expression, strings.Join(problems, "; "))
	}
	before, err := p.attributes(it, nil)
	if err != nil {
		return nil, err
	}
	after, err := p.attributes(it, func(env *language.Environment) language.Object {
		return language.EvalUpdate(parsed, env)
	})
	if err != nil {
		return nil, err
	}
	nulls := countNulls(it) + countNulls(p.ExpressionAttributeValues)
	for name, value := range after {
		was, ok := before[name]
		switch {
		case ok && reflect.DeepEqual(was, value):
			after[name] = it[name]
		case value.NULL != nil && nulls == 0:
			return nil, invalid("The provided expression refers to an attribute that does not exist in the item")
		case value.SS != nil && len(value.SS) == 0, value.NS != nil && len(value.NS) == 0, value.BS != nil && len(value.BS) == 0:
			delete(after, name)
		}
	}
	return after, nil
}

// countNulls counts the NULLs that an update may pass on. One that comes from nowhere is minidyn's word for a
// missing attribute.
func countNulls(values item) int {
	n := 0
	for _, v := range values {
		if v.NULL != nil {
			n++
		}
	}
	return n
}

// attributes takes an item through minidyn's representation and back, running eval on the way.
func (p *placeholders) attributes(it item, eval func(*language.Environment) language.Object) (item, error) {
	env := language.NewEnvironment()
	env.Aliases = p.ExpressionAttributeNames
	values := map[string]bool{}
	for name := range p.ExpressionAttributeValues {
		values[name] = true
	}
	for _, attributes := range []item{it, p.ExpressionAttributeValues} {
		if err := env.AddAttributes(attributes); err != nil {
			return nil, invalid("%s", err)
		}
	}
	if eval != nil {
		if result := eval(env); result.Type() == language.ObjectTypeError {
			return nil, invalid("Invalid UpdateExpression: %s", result.Inspect())
		}
	}
	out := item{}
	env.Apply(out, nil, values)
	return out, nil
}
