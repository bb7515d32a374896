package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"sync"
	"time"
)

// Line is one thing that happened in a world: when, who did it, what, and what came of it. Command, if set, is how a
// story of the stand tells it.
type Line struct {
	At      time.Time
	Who     string
	What    string
	Outcome string
	Command string
}

func (l Line) String() string {
	return fmt.Sprintf("%s  %-22s %s  %s", l.At.UTC().Format("2006-01-02 15:04:05.000"), l.Who, l.What, l.Outcome)
}

// journal takes down what happens, in order. Its sum over all lines tells whether two runs are the same.
type journal struct {
	mu    sync.Mutex
	lines []Line
	sum   hash.Hash
}

func newJournal() *journal { return &journal{sum: sha256.New()} }

func (j *journal) add(l Line) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, l)
	fmt.Fprintln(j.sum, l)
}

// len is the number of lines.
func (j *journal) len() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.lines)
}

// hash is the sum so far, in hex.
func (j *journal) hash() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return hex.EncodeToString(j.sum.Sum(nil))
}
