package match

import "math/bits"

// set is a set of members, as bits.
type set []uint64

func (s set) put(m int)  { s[m>>6] |= 1 << (m & 63) }
func (s set) drop(m int) { s[m>>6] &^= 1 << (m & 63) }

func (s set) has(m int) bool { return s[m>>6]>>(m&63)&1 == 1 }

// unite says whether the set has grown.
func (s set) unite(other set) (grown bool) {
	for i, w := range other {
		grown = grown || w&^s[i] != 0
		s[i] |= w
	}
	return grown
}

func (s set) remove(other set) {
	for i, w := range other {
		s[i] &^= w
	}
}

// uniteBoth is unite with what two sets have in common.
func (s set) uniteBoth(a, b set) (grown bool) {
	for i, w := range a {
		w &= b[i]
		grown = grown || w&^s[i] != 0
		s[i] |= w
	}
	return grown
}

// commonBut is a member of both sets who is not in a third, or none.
func (s set) commonBut(other, third set) int {
	for i, w := range other {
		if both := w & s[i] &^ third[i]; both != 0 {
			return i<<6 + bits.TrailingZeros64(both)
		}
	}
	return none
}

func (s set) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// with counts the members that are in both sets.
func (s set) with(other set) (n int) {
	for i, w := range other {
		n += bits.OnesCount64(w & s[i])
	}
	return n
}

// without counts the members that are not in the other set.
func (s set) without(other set) (n int) {
	for i, w := range other {
		n += bits.OnesCount64(s[i] &^ w)
	}
	return n
}
