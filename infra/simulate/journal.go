package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"html"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Who acts in the journal besides people: what goes wrong, and who finds that a promise is broken.
const (
	weatherman = "the weather"
	judge      = "the judge"
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
	mu     sync.Mutex
	lines  []Line
	others int // lines that are not by the weather
	sum    hash.Hash
}

func newJournal() *journal { return &journal{sum: sha256.New()} }

func (j *journal) add(l Line) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, l)
	if l.Who != weatherman {
		j.others++
	}
	fmt.Fprintln(j.sum, l)
}

// events is the number of lines that tell of something other than a fault.
func (j *journal) events() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.others
}

// hash is the sum so far, in hex.
func (j *journal) hash() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return hex.EncodeToString(j.sum.Sum(nil))
}

var (
	inner = regexp.MustCompile(`(?s)<main[^>]*>(.*)</main>`)
	tag   = regexp.MustCompile(`<[^>]*>`)
)

// text is what the main part of a page says, in one line.
func text(page string) string {
	if found := inner.FindStringSubmatch(page); found != nil {
		page = found[1]
	}
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(page, " "))), " ")
}

// head is the beginning of a text.
func head(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "..."
	}
	return text
}
