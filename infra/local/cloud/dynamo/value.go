package dynamo

import (
	"encoding/json"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strings"
)

// An item is a set of named attribute values.
type item map[string]*value

// A value is an attribute value as it is on the wire: exactly one of its members is set. Sets are not known here.
type value struct {
	S    *string
	N    *string
	B    []byte
	BOOL *bool
	NULL *bool
	L    []*value
	M    item
}

// Limits of numbers: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const (
	maxDigits = 38
	maxNumber = 1e126
)

// checkValues refuses what no attribute value may be: several types at once or none, a number that is not one.
func checkValues(values item) error {
	for _, v := range values {
		if err := v.check(); err != nil {
			return err
		}
	}
	return nil
}

func (v *value) check() error {
	if v == nil {
		v = &value{}
	}
	set := []bool{v.S != nil, v.N != nil, v.B != nil, v.BOOL != nil, v.NULL != nil, v.L != nil, v.M != nil}
	types := len(slices.DeleteFunc(set, func(is bool) bool { return !is }))
	switch {
	case types != 1:
		return invalid("Supplied AttributeValue must contain exactly one of the supported datatypes, it has %d", types)
	case v.N != nil && !isNumber(*v.N):
		return invalid("The parameter cannot be converted to a numeric value: %s", *v.N)
	}
	for _, e := range v.L {
		if err := e.check(); err != nil {
			return err
		}
	}
	return checkValues(v.M)
}

// isNumber takes JSON's numbers, which all are DynamoDB's, within DynamoDB's limits.
func isNumber(text string) bool {
	var n float64
	return len(text) <= maxDigits && json.Unmarshal([]byte(text), &n) == nil && math.Abs(n) < maxNumber
}

// number is the value of an N. Its text has been checked.
func (v *value) number() *big.Rat {
	n, _ := new(big.Rat).SetString(*v.N)
	return n
}

// equal tells whether two values are the same; a missing one is like no other.
func (v *value) equal(other *value) bool {
	switch {
	case v == nil || other == nil:
		return false
	case v.S != nil && other.S != nil:
		return *v.S == *other.S
	case v.N != nil && other.N != nil:
		return *v.N == *other.N || v.number().Cmp(other.number()) == 0
	}
	return reflect.DeepEqual(v, other)
}

// compare orders two texts, or two numbers. Everything else has no order, which is not ok.
func (v *value) compare(other *value) (order int, ok bool) {
	switch {
	case v == nil || other == nil:
		return 0, false
	case v.S != nil && other.S != nil:
		return strings.Compare(*v.S, *other.S), true
	case v.N != nil && other.N != nil:
		return v.number().Cmp(other.number()), true
	}
	return 0, false
}

// size is the number of bytes that DynamoDB counts for an item: names and values.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
func size(it item) int {
	n := 0
	for name, v := range it {
		n += len(name) + v.size()
	}
	return n
}

func (v *value) size() int {
	const structure = 3 // of a list or map itself; each of its elements takes one more byte
	switch {
	case v.S != nil:
		return len(*v.S)
	case v.N != nil:
		return len(*v.N)/2 + 1
	case v.B != nil:
		return len(v.B)
	case v.M != nil:
		return structure + len(v.M) + size(v.M)
	case v.L != nil:
		n := structure + len(v.L)
		for _, e := range v.L {
			n += e.size()
		}
		return n
	}
	return 1
}
