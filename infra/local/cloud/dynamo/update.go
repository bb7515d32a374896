package dynamo

import (
	"maps"
	"math/big"
)

// An update is what an update expression does: attributes to set, and attributes to take away.
type update struct {
	set    []assignment
	remove []string
}

// An assignment sets an attribute to an operand, or to the sum or the difference of two.
type assignment struct {
	name     string
	left     operand
	operator string // "+", "-", or none
	right    operand
}

// update reads a SET clause and a REMOVE clause, of which there is at least one.
func (e *expression) update() update {
	var u update
	target := e.targets()
	for more := e.take("SET"); more; more = e.take(",") {
		u.set = append(u.set, e.assignment(target()))
	}
	for more := e.take("REMOVE"); more; more = e.take(",") {
		u.remove = append(u.remove, target())
	}
	if len(u.set)+len(u.remove) == 0 {
		e.fail()
	}
	return u
}

// targets gives a function that reads the name of an attribute to change: not one of the key, and none twice.
func (e *expression) targets() func() string {
	seen := map[string]bool{hashKey: true, rangeKey: true}
	return func() string {
		name := e.name()
		if seen[name] {
			e.refuse("Two document paths overlap with each other, or change the key: %s", name)
		}
		seen[name] = true
		return name
	}
}

func (e *expression) assignment(name string) assignment {
	e.expect("=")
	a := assignment{name: name, left: e.source()}
	if operator := e.peek(); operator == "+" || operator == "-" {
		a.operator = e.next()
		a.right = e.operand()
	}
	return a
}

// source reads an operand, or if_not_exists: an attribute, and what stands for it where the item lacks it.
func (e *expression) source() operand {
	if !e.take("if_not_exists") {
		return e.operand()
	}
	e.expect("(")
	name := e.name()
	e.expect(",")
	otherwise := e.operand()
	e.expect(")")
	return func(it item) *value {
		if v := it[name]; v != nil {
			return v
		}
		return otherwise(it)
	}
}

// apply gives the item that the update makes of another, which stays as it is.
func (u update) apply(old item) (item, error) {
	out := maps.Clone(old)
	for _, a := range u.set {
		v, err := a.value(old)
		if err != nil {
			return nil, err
		}
		out[a.name] = v
	}
	for _, name := range u.remove {
		delete(out, name)
	}
	return out, nil
}

func (a assignment) value(old item) (*value, error) {
	left := a.left(old)
	if left == nil {
		return nil, invalid("The provided expression refers to an attribute that does not exist in the item")
	}
	if a.operator == "" {
		return left, nil
	}
	right := a.right(old)
	if left.N == nil || right == nil || right.N == nil {
		return nil, invalid("An operand in the update expression has an incorrect data type")
	}
	combine := (*big.Rat).Add
	if a.operator == "-" {
		combine = (*big.Rat).Sub
	}
	sum := combine(new(big.Rat), left.number(), right.number())
	text := sum.Num().String()
	if !sum.IsInt() || len(text) > maxDigits {
		return nil, invalid("Only whole numbers of up to %d digits are counted here", maxDigits)
	}
	return &value{N: &text}, nil
}
