package stand

import (
	"fmt"
	"math/rand/v2"
	"sync"
)

// random is a stream of random bytes that depends on the seed and its purpose alone.
func (s *Stand) random(purpose string) *randomness {
	var key [32]byte
	copy(key[:], fmt.Sprintf("%016x %s", s.cfg.Seed, purpose))
	return &randomness{source: rand.NewChaCha8(key)}
}

// randomness is a locked stream: handlers of a browser's requests draw from it at once.
type randomness struct {
	mu     sync.Mutex
	source *rand.ChaCha8
}

func (r *randomness) Read(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.source.Read(p)
}
