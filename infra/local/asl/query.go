package asl

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/xiatechs/jsonata-go"
	"github.com/xiatechs/jsonata-go/jparse"
	"github.com/xiatechs/jsonata-go/jtypes"
)

// query is a compiled JSONata expression.
type query struct {
	source string
	expr   *jsonata.Expr
	names  []string // of the variables that it refers to
	clock  bool     // it asks for the time
}

// functions are the JSONata functions that a query may call: those that the library answers as AWS does.
var functions = [...]string{
	"abs", "boolean", "ceil", "contains", "count", "exists", "floor", "fromMillis", "join", "length", "lowercase",
	"max", "millis", "min", "not", "number", "round", "string", "sum", "toMillis", "uppercase",
}

// newQuery compiles an expression, and refuses what the library reads or evaluates otherwise than AWS.
func newQuery(source string) (*query, error) {
	node, err := jparse.Parse(source)
	if err != nil {
		return nil, fmt.Errorf("JSONata %q: %w", source, err)
	}
	q := &query{source: source}
	if err := walk(reflect.ValueOf(node), q.check); err != nil {
		return nil, fmt.Errorf("JSONata %q: %w", source, err)
	}
	// The library edits the text before it parses it, to allow comments and quoted names in paths; that also hits
	// string literals such as "See you." & "Bye". Where the edited text means something else, it is refused.
	if q.expr, err = jsonata.Compile(source); err != nil || q.expr.String() != node.String() {
		return nil, fmt.Errorf("JSONata %q: the library misreads a quote after a full stop, or a comment", source)
	}
	return q, nil
}

// check refuses a node that is not known to mean the same on AWS, and notes the names of variables.
func (q *query) check(node jparse.Node) error {
	switch n := node.(type) {
	case *jparse.StringNode, *jparse.NumberNode, *jparse.BooleanNode, *jparse.NullNode, *jparse.ArrayNode,
		*jparse.ObjectNode, *jparse.BlockNode, *jparse.ConditionalNode, *jparse.PredicateNode, *jparse.NegationNode,
		*jparse.NumericOperatorNode, *jparse.ComparisonOperatorNode, *jparse.BooleanOperatorNode,
		*jparse.StringConcatenationNode:
		return nil
	case *jparse.VariableNode:
		return q.note(n.Name)
	case *jparse.FunctionCallNode:
		f, ok := n.Func.(*jparse.VariableNode)
		if !ok || !slices.Contains(functions[:], f.Name) {
			return fmt.Errorf("the function %v is not supported (known: %s)", n.Func, strings.Join(functions[:], ", "))
		}
		q.clock = q.clock || f.Name == "millis"
		return nil
	case *jparse.NameNode:
		if strings.ContainsAny(n.Value, "#@") {
			return fmt.Errorf("the binding %s is not supported", n.Value)
		}
		return nil
	case *jparse.PathNode:
		return checkPath(n)
	}
	return fmt.Errorf("%v is not supported", node)
}

// note adds the name of a variable, unless it is a function's or the item's that a predicate looks at.
func (q *query) note(name string) error {
	if name == "$" {
		return errors.New("$$ is not supported")
	}
	if name != "" && !slices.Contains(functions[:], name) && !slices.Contains(q.names, name) {
		q.names = append(q.names, name)
	}
	return nil
}

// checkPath lets a path lead on by names and predicates alone.
func checkPath(path *jparse.PathNode) error {
	for _, step := range path.Steps[1:] {
		switch step.(type) {
		case *jparse.NameNode, *jparse.PredicateNode:
		default:
			return fmt.Errorf("the step %v in a path is not supported", step)
		}
	}
	return nil
}

// walk visits every node of a syntax tree: the library has no visitor, but its nodes have exported fields.
func walk(v reflect.Value, visit func(jparse.Node) error) error {
	var parts []reflect.Value
	switch v.Kind() {
	case reflect.Interface:
		parts = append(parts, v.Elem())
	case reflect.Pointer:
		node, ok := v.Interface().(jparse.Node)
		if !ok || v.IsNil() {
			return nil
		}
		if err := visit(node); err != nil {
			return err
		}
		parts = append(parts, v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				parts = append(parts, v.Field(i))
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			parts = append(parts, v.Index(i))
		}
	}
	for _, part := range parts {
		if err := walk(part, visit); err != nil {
			return err
		}
	}
	return nil
}

// errUndefined is for a query that yields nothing.
var errUndefined = errors.New("undefined")

// evaluation is held while a query is answered. The library keeps the context of a call in its own package-level
// functions; so one query runs at a time in the whole process, whatever engine asks.
var evaluation sync.Mutex

// now is the name under which lookup gives the time: milliseconds since 1970, as $millis answers.
const now = "millis"

// eval answers the query. lookup gives the variables; a name that it does not know is undefined.
func (q *query) eval(lookup func(name string) any) (value any, err error) {
	evaluation.Lock()
	defer evaluation.Unlock()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r) // the library panics on some wrong types
		}
	}()
	vars := make(map[string]any, len(q.names))
	for _, name := range q.names {
		vars[name] = lookup(name)
	}
	if err := q.expr.RegisterVars(vars); err != nil {
		return nil, fmt.Errorf("bind variables: %w", err)
	}
	if err := q.setClock(lookup); err != nil {
		return nil, fmt.Errorf("bind the time: %w", err)
	}
	v, err := q.expr.Eval(nil)
	switch _, function := v.(jtypes.Callable); {
	case errors.Is(err, jsonata.ErrUndefined):
		return nil, errUndefined
	case err != nil:
		return nil, err
	case function:
		return nil, errors.New("the result is a function")
	case v == nil:
		return null(), nil
	}
	return normal(v)
}

// setClock has $millis answer in virtual time; the library's own asks the machine's clock.
func (q *query) setClock(lookup func(name string) any) error {
	if !q.clock {
		return nil
	}
	millis := func() float64 { return lookup(now).(float64) }
	return q.expr.RegisterExts(map[string]jsonata.Extension{"millis": {Func: millis}})
}

// normal gives a result of the library the types that parse gives.
func normal(v any) (any, error) {
	switch v := v.(type) {
	case string, float64, bool:
		return v, nil
	case []any:
		if v == nil {
			return []any{}, nil
		}
	}
	text, err := render(v)
	if err != nil {
		return nil, err
	}
	return parse(text)
}
