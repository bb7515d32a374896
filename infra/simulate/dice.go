package main

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strconv"
)

// dice are thrown for one purpose. Each purpose has dice of its own, so that one more throw here changes none there.
type dice struct{ *rand.Rand }

func diceFor(seed uint64, purpose string) dice {
	return dice{rand.New(rand.NewPCG(seed, hashOf(purpose)))}
}

// chance is true in the given share of throws.
func (d dice) chance(share float64) bool { return d.Float64() < share }

// between is any number from least to most, each order of magnitude as likely as the next.
func (d dice) between(least, most float64) float64 {
	return least * math.Exp(d.Float64()*math.Log(most/least))
}

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

func hashOf(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // a hash takes everything
	return h.Sum64()
}

// draw is a number from 0 to 1 that follows from the seed and a name alone: whatever else is drawn, and in which
// order, changes nothing about it.
func draw(seed uint64, name string) float64 {
	x := hashOf(strconv.FormatUint(seed, 10) + " " + name)
	// The finalizer of SplitMix64: FNV alone leaves the high bits of short names alike.
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	x ^= x >> 31
	return float64(x>>11) / (1 << 53)
}
