package pug

import "slices"

// term is a value of one of the programme's lists, with how pages and mail name it.
type term[T ~string] struct {
	value T
	label string
}

func values[T ~string](list []term[T]) []T {
	all := make([]T, len(list))
	for i, t := range list {
		all[i] = t.value
	}
	return all
}

// labelOf names a value; one that is not in the list is named by its own text.
func labelOf[T ~string](list []term[T], value T) string {
	for _, t := range list {
		if t.value == value {
			return t.label
		}
	}
	return string(value)
}

// near says whether two values are the same or one of the pairs, either way round.
func near[T comparable](pairs [][2]T, a, b T) bool {
	return a == b || slices.Contains(pairs, [2]T{a, b}) || slices.Contains(pairs, [2]T{b, a})
}
