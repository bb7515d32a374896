package asl

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/xiatechs/jsonata-go"
	"github.com/xiatechs/jsonata-go/jparse"
)

// unsupported are JSONata functions that AWS lacks, or that the library lacks or answers in random order.
var unsupported = [...]string{"assert", "each", "eval", "formatInteger", "parseInteger", "shuffle", "spread"}

// checkQuery refuses expressions that the library reads or evaluates otherwise than AWS.
func checkQuery(source string) error {
	node, err := jparse.Parse(source)
	if err != nil {
		return err
	}
	// The library edits the text before parsing it, to allow comments and quoted names in paths; that also hits string literals
	// such as "See you." & "Bye". Where the edited text means something else, it is refused.
	expr, err := jsonata.Compile(source)
	if err != nil || expr.String() != node.String() {
		return errors.New("the JSONata library misreads a quote after a full stop, or a comment: split the string, quote names with backticks")
	}
	return walk(reflect.ValueOf(node), checkNode)
}

func checkNode(n any) error {
	switch n := n.(type) {
	case *jparse.FunctionApplicationNode:
		if _, ok := n.RHS.(*jparse.FunctionCallNode); ok {
			return errors.New("a function call after ~> is not supported (the JSONata library changes it with each evaluation): write $f(x)")
		}
	case *jparse.WildcardNode, *jparse.DescendentNode:
		return errors.New("the wildcards * and ** are not supported (their order is random)")
	case *jparse.VariableNode:
		if slices.Contains(unsupported[:], n.Name) {
			return fmt.Errorf("the function $%s is not supported", n.Name)
		}
	case *jparse.NameNode:
		if !n.Escaped() && strings.ContainsAny(n.Value, "#@") {
			return fmt.Errorf("the binding %s is not supported", n.Value)
		}
	case *jparse.PathNode:
		for _, step := range n.Steps[1:] {
			if object, ok := step.(*jparse.ObjectNode); ok && mentionsItem(object) {
				return errors.New("$ inside .{...} is not supported (the JSONata library gives an array for it): use $map")
			}
		}
	}
	return nil
}

func mentionsItem(object *jparse.ObjectNode) bool {
	return walk(reflect.ValueOf(object), func(n any) error {
		if v, ok := n.(*jparse.VariableNode); ok && v.Name == "" {
			return errUndefined
		}
		return nil
	}) != nil
}

// walk visits every node of a syntax tree: the library has no visitor, but its nodes have exported fields.
func walk(v reflect.Value, visit func(node any) error) error {
	switch v.Kind() {
	case reflect.Interface:
		return walk(v.Elem(), visit)
	case reflect.Pointer:
		if v.IsNil() || !v.CanInterface() {
			return nil
		}
		if _, ok := v.Interface().(jparse.Node); !ok {
			return nil
		}
		if err := visit(v.Interface()); err != nil {
			return err
		}
		return walk(v.Elem(), visit)
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			if err := walk(v.Field(i), visit); err != nil {
				return err
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if err := walk(v.Index(i), visit); err != nil {
				return err
			}
		}
	}
	return nil
}
