package dynamo

// A condition tells whether an item (nil: there is none) meets it.
type condition func(it item) bool

// condition reads comparisons, attribute_exists and attribute_not_exists, joined by NOT, AND, OR and parentheses.
func (e *expression) condition() condition {
	left := e.conjunction()
	for e.take("OR") {
		either, or := left, e.conjunction()
		left = func(it item) bool { return either(it) || or(it) }
	}
	return left
}

func (e *expression) conjunction() condition {
	left := e.term()
	for e.take("AND") {
		both, and := left, e.term()
		left = func(it item) bool { return both(it) && and(it) }
	}
	return left
}

func (e *expression) term() condition {
	switch {
	case e.take("NOT"):
		inner := e.term()
		return func(it item) bool { return !inner(it) }
	case e.take("("):
		inner := e.condition()
		e.expect(")")
		return inner
	case e.take("attribute_exists"):
		name := e.argument()
		return func(it item) bool { return it[name] != nil }
	case e.take("attribute_not_exists"):
		name := e.argument()
		return func(it item) bool { return it[name] == nil }
	}
	return e.comparison()
}

// argument reads the name of an attribute in parentheses.
func (e *expression) argument() string {
	e.expect("(")
	name := e.name()
	e.expect(")")
	return name
}

// comparison reads two operands with an operator between them. Values of different types are neither equal nor in
// any order, and nor is one that is missing.
func (e *expression) comparison() condition {
	left, operator, right := e.operand(), e.next(), e.operand()
	if operator == "=" {
		return func(it item) bool { return left(it).equal(right(it)) }
	}
	holds, known := map[string]func(order int) bool{
		"<":  func(order int) bool { return order < 0 },
		"<=": func(order int) bool { return order <= 0 },
		">":  func(order int) bool { return order > 0 },
		">=": func(order int) bool { return order >= 0 },
	}[operator]
	if !known {
		e.refuse("the operator %q is not known here", operator)
	}
	return func(it item) bool {
		order, ok := left(it).compare(right(it))
		return ok && holds(order)
	}
}
