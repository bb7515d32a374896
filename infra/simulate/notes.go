package main

import (
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Notes are what the world saw for itself: what webhooks acknowledged, what people sent and were shown, and the mail
// that they got. What the system did is judged by them, not by what it says of itself.
type Notes struct {
	mu         sync.Mutex
	Deliveries []Delivery
	Clicks     []Click
	Mails      []Mail
	Repairs    []Repair
	Done       []Done
	GivenUp    int      // calls about events that were never taken
	Logs       []string // the lines that name somebody
}

// Delivery is one delivery of a submission, and the answer.
type Delivery struct {
	At          time.Time
	Submission  Submission
	Status      int
	Outcome     string // accepted, duplicate, odd or late
	Application string // its id
}

// Click is one form that somebody sent, and the page that came.
type Click struct {
	At      time.Time
	Who     string // their address
	Purpose string // the first part of the link's path
	Subject string // of the mail that the link was in
	Choice  string
	Status  int
	Page    string // its title and text
}

// Mail is one mail that somebody got. What the records said at that time stands beside it.
type Mail struct {
	At          time.Time
	To, Subject string
	Invitation  bool
	// Applications are those of the recipient, in the cohort that the subject names or in all; nil where the mail is
	// about none.
	Applications []pug.Application
	Seated       bool // by one of them the recipient has a seat, or leads a group, at the time
	Free         bool // by one of them they do not: some people apply to more than one cohort
	Overtaken    bool // it asks what was answered long since, or tells of somebody else what is not so any more
}

// Done is what staff did at the desk, or tried to.
type Done struct {
	At    time.Time
	Act   string
	About string // the id of what it was done to
	Done  bool   // the page said so
}

// Repair is what a sweep said that it put right.
type Repair struct {
	At     time.Time
	Count  int
	Faults int // that had happened by then
}

func (n *Notes) repaired(r Repair) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.Repairs = append(n.Repairs, r)
}

func (n *Notes) did(d Done) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.Done = append(n.Done, d)
}

func (n *Notes) gaveUp() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.GivenUp++
}

func (n *Notes) logged(line string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.Logs = append(n.Logs, line)
}

func (n *Notes) delivered(d Delivery) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.Deliveries = append(n.Deliveries, d)
}

func (n *Notes) clicked(c Click) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.Clicks = append(n.Clicks, c)
}

func (n *Notes) mailed(m Mail) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.Mails = append(n.Mails, m)
}
