package dynamo

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/truora/minidyn/types"
)

// An item is a set of named attribute values. Once stored it is never changed, only replaced.
type item = map[string]*types.Item

// checkValues refuses what no attribute value may be: several types at once or none, an empty set, a set with
// duplicates, a number that is not one.
func checkValues(values item) error {
	if err := types.ValidateItemMap(values); err != nil {
		return invalid("%s", err)
	}
	for _, v := range values {
		if err := checkValue(v); err != nil {
			return err
		}
	}
	return nil
}

func checkValue(v *types.Item) error {
	set := 0
	if v != nil {
		for _, has := range []bool{v.S != nil, v.N != nil, v.B != nil, v.BOOL != nil, v.NULL != nil,
			v.L != nil, v.M != nil, v.SS != nil, v.NS != nil, v.BS != nil} {
			if has {
				set++
			}
		}
	}
	if set != 1 {
		return invalid("Supplied AttributeValue must contain exactly one of the supported datatypes, it has %d", set)
	}
	if v.SS != nil && len(v.SS) == 0 || v.NS != nil && len(v.NS) == 0 || v.BS != nil && len(v.BS) == 0 {
		return invalid("One or more parameter values were invalid: An string set  may not be empty")
	}
	if v.N != nil {
		if _, err := strconv.ParseFloat(*v.N, 64); err != nil {
			return invalid("The parameter cannot be converted to a numeric value: %s", *v.N)
		}
	}
	for _, e := range v.L {
		if err := checkValue(e); err != nil {
			return err
		}
	}
	for _, e := range v.M {
		if err := checkValue(e); err != nil {
			return err
		}
	}
	return nil
}

// size is the number of bytes that DynamoDB counts for an item: names and values.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
func size(it item) int {
	n := 0
	for name, v := range it {
		n += len(name) + valueSize(v)
	}
	return n
}

func valueSize(v *types.Item) int {
	switch {
	case v.S != nil:
		return len(*v.S)
	case v.N != nil:
		return len(*v.N)/2 + 1
	case v.B != nil:
		return len(v.B)
	case v.BOOL != nil, v.NULL != nil:
		return 1
	case v.M != nil:
		return 3 + len(v.M) + size(v.M)
	}
	n := 0
	for _, e := range v.L {
		n += valueSize(e) + 1
	}
	if v.L != nil {
		n += 3
	}
	for _, s := range v.SS {
		n += len(*s)
	}
	for _, s := range v.NS {
		n += len(*s)/2 + 1
	}
	for _, b := range v.BS {
		n += len(b)
	}
	return n
}

// appendMap writes an item as JSON, names in order. minidyn's own encoder drops empty lists and maps.
func appendMap(to []byte, it item) []byte {
	to = append(to, '{')
	for i, name := range slices.Sorted(maps.Keys(it)) {
		if i > 0 {
			to = append(to, ',')
		}
		to = append(appendString(to, name), ':')
		to = appendValue(to, it[name])
	}
	return append(to, '}')
}

func appendValue(to []byte, v *types.Item) []byte {
	switch {
	case v.S != nil:
		to = appendString(append(to, `{"S":`...), *v.S)
	case v.N != nil:
		to = appendString(append(to, `{"N":`...), *v.N)
	case v.B != nil:
		to = appendBytes(append(to, `{"B":`...), v.B)
	case v.BOOL != nil:
		to = strconv.AppendBool(append(to, `{"BOOL":`...), *v.BOOL)
	case v.NULL != nil:
		to = strconv.AppendBool(append(to, `{"NULL":`...), *v.NULL)
	case v.M != nil:
		to = appendMap(append(to, `{"M":`...), v.M)
	case v.L != nil:
		to = appendList(append(to, `{"L":`...), v.L, appendValue)
	case v.SS != nil:
		to = appendList(append(to, `{"SS":`...), sorted(v.SS), appendString)
	case v.NS != nil:
		to = appendList(append(to, `{"NS":`...), sorted(v.NS), appendString)
	default:
		to = appendList(append(to, `{"BS":`...), v.BS, appendBytes)
	}
	return append(to, '}')
}

func appendList[T any](to []byte, list []T, appendOne func([]byte, T) []byte) []byte {
	to = append(to, '[')
	for i, e := range list {
		if i > 0 {
			to = append(to, ',')
		}
		to = appendOne(to, e)
	}
	return append(to, ']')
}

func appendBytes(to, b []byte) []byte {
	to = base64.StdEncoding.AppendEncode(append(to, '"'), b)
	return append(to, '"')
}

// appendString writes a JSON string. Only what needs escaping pays for the general encoder.
func appendString(to []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			quoted, err := json.Marshal(s)
			if err != nil {
				panic("a string always has a JSON form: " + err.Error())
			}
			return append(to, quoted...)
		}
	}
	return append(append(append(to, '"'), s...), '"')
}

// sorted gives a set's members in order: minidyn keeps sets in Go maps, whose order changes from run to run.
func sorted(set []*string) []string {
	members := make([]string, len(set))
	for i, s := range set {
		members[i] = *s
	}
	slices.Sort(members)
	return members
}
