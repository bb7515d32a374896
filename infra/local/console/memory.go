package console

import (
	"maps"
	"sync"
	"time"
)

// memory is what the console remembers of whoever sits at the browser. It is safe for concurrent use.
type memory struct {
	mu      sync.Mutex
	read    map[int]bool    // mails that were opened in an inbox, by id
	looked  time.Time       // on the wall: when a browser last asked for a page again
	paced   bool            // somebody chose how fast time passes
	stop    *stop           // at which time stands still by itself; nil where it does not
	stopped map[string]bool // the stops that were made, by their links
	applied *application    // the last one handed in by the form
	steps   map[int]bool    // of the guide, by their numbers
	guiding bool            // the guide looks for what comes next, and does not stop before
}

// application is one that was handed in by the form of the console.
type application struct{ ID, Name, Email, Kind string }

func newMemory() *memory {
	return &memory{read: map[int]bool{}, stopped: map[string]bool{}, steps: map[int]bool{}}
}

// attention is for how long somebody counts as watching after a page asked again: the script does so each second.
const attention = 3 * time.Second

// look notes that a browser watches, and says whether it is the first time that it does, and nobody chose a pace yet.
func (m *memory) look() (first bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	first = m.looked.IsZero() && !m.paced
	m.looked = time.Now()
	return first
}

// watched says whether a browser has ever watched.
func (m *memory) watched() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return !m.looked.IsZero()
}

func (m *memory) choosePace() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.paced = true
}

// stopAt stops at a choice, once, while somebody watches.
func (m *memory) stopAt(s stop) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.guiding || m.stopped[s.Link] || time.Since(m.looked) > attention {
		return false
	}
	m.stopped[s.Link], m.stop = true, &s
	return true
}

// leaveStop ends the stop, where there is one.
func (m *memory) leaveStop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stop = nil
}

func (m *memory) stopNow() *stop {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.stop
}

// open notes that a mail was opened.
func (m *memory) open(mail int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.read[mail] = true
}

// unread counts those of some mails that were not opened.
func (m *memory) unread(mails []int) (count int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range mails {
		if !m.read[id] {
			count++
		}
	}
	return count
}

func (m *memory) apply(a application) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.applied = &a
}

// application is the last one that was handed in by the form; nil before there is one.
func (m *memory) application() *application {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.applied
}

func (m *memory) guide(under bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.guiding = under
}

// take notes that a step of the guide is done.
func (m *memory) take(step int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.steps[step] = true
}

// taken are the steps of the guide that are done, by their numbers.
func (m *memory) taken() map[int]bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.steps)
}
