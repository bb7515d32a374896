package asl

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/xiatechs/jsonata-go"
	"github.com/xiatechs/jsonata-go/jtypes"
)

// queries compiles and evaluates JSONata.
type queries struct {
	now  func() time.Time
	rand io.Reader
}

// evaluation is held while a query is answered. The library keeps the context of a call in its own package-level functions; so one query
// runs at a time in the whole process, whatever engine asks.
var evaluation sync.Mutex

// query is a compiled JSONata expression.
type query struct {
	source string
	expr   *jsonata.Expr
	names  []string // of the variables and functions that it may refer to, builtin functions left out
}

// errUndefined is the outcome of a query that yields nothing.
var errUndefined = errors.New("undefined")

var reference = regexp.MustCompile(`\$([A-Za-z_][A-Za-z0-9_]*)`)

// compile checks an expression and prepares it; functions that answer from the clock or from Rand replace the library's.
func (q *queries) compile(source string) (*query, error) {
	if err := checkQuery(source); err != nil {
		return nil, err
	}
	expr, err := jsonata.Compile(source)
	if err != nil {
		return nil, err
	}
	c := &query{source: source, expr: expr}
	ours, used := q.functions(), map[string]jsonata.Extension{}
	for _, m := range reference.FindAllStringSubmatch(source, -1) {
		name := m[1]
		if f, ok := ours[name]; ok {
			used[name] = f
		}
		if !slices.Contains(c.names, name) {
			c.names = append(c.names, name)
		}
	}
	if err := expr.RegisterExts(used); err != nil {
		return nil, fmt.Errorf("register functions: %w", err)
	}
	c.names = slices.DeleteFunc(c.names, func(name string) bool { return isFunction(name) })
	return c, nil
}

// eval answers the query. lookup gives the variables; a name that it does not know is undefined, whatever was bound before.
func (q *queries) eval(c *query, lookup func(name string) any) (value any, err error) {
	evaluation.Lock()
	defer evaluation.Unlock()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r) // the library panics on some wrong types
		}
	}()
	vars := make(map[string]any, len(c.names))
	for _, name := range c.names {
		vars[name] = lookup(name)
	}
	if err := c.expr.RegisterVars(vars); err != nil {
		return nil, fmt.Errorf("bind variables: %w", err)
	}
	v, err := c.expr.Eval(nil)
	switch {
	case errors.Is(err, jsonata.ErrUndefined):
		return nil, errUndefined
	case err != nil:
		return nil, awsError(err)
	}
	if _, ok := v.(jtypes.Callable); ok {
		return nil, errors.New("the result is a function")
	}
	if s, ok := v.([]any); ok && s == nil {
		v = []any{}
	}
	if v == nil {
		return null(), nil
	}
	return normal(v)
}

// awsError gives the commonest errors the code and the text of JSONata's reference implementation, which AWS shows.
func awsError(err error) error {
	e := new(jsonata.EvalError)
	if !errors.As(err, &e) {
		return err
	}
	switch e.Type {
	case jsonata.ErrNonCallable:
		return errors.New("T1006: Attempted to invoke a non-function")
	case jsonata.ErrNonNumberLHS:
		return fmt.Errorf("T2001: The left side of the %q operator must evaluate to a number", e.Value)
	case jsonata.ErrNonNumberRHS:
		return fmt.Errorf("T2002: The right side of the %q operator must evaluate to a number", e.Value)
	}
	return err
}
