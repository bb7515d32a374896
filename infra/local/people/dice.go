package people

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// dice are thrown for one person and one matter. Each pair has dice of its own.
type dice struct{ *rand.Rand }

// diceFor makes the dice of a seed and of what they are thrown for.
func diceFor(seed uint64, what ...string) dice {
	hash := sha256.New()
	_ = binary.Write(hash, binary.BigEndian, seed) // a hash takes everything
	for _, text := range what {
		hash.Write(append([]byte(text), 0))
	}
	return dice{rand.New(rand.NewChaCha8([sha256.Size]byte(hash.Sum(nil))))}
}

// chance is true in the given share of throws.
func (d dice) chance(share float64) bool { return d.Float64() < share }

// delay is a time between the two, in whole seconds.
func (d dice) delay(between Delay) time.Duration {
	spread := int64((between.Most - between.Least) / time.Second)
	return between.Least + time.Duration(d.Int64N(spread+1))*time.Second
}

// choice is one of the answer's choices; false for silence.
func (d dice) choice(a Answer) (pug.Choice, bool) {
	at := d.Float64()
	for _, s := range a.Choices {
		if at < s.Share {
			return s.Choice, true
		}
		at -= s.Share
	}
	return "", false
}

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }
