package people

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Config is what people need to act. All of it is required but the seed.
type Config struct {
	Clock   *clock.Clock
	Browser *browser.Browser
	Staff   []string // mail addresses
	Seed    uint64
	Habits  Habits // DefaultHabits for ordinary people
}

// People are everybody who gets mail. They are safe for concurrent use.
type People struct {
	Config

	mu       sync.Mutex
	matters  map[matter]*progress
	scanned  map[string]bool // own pages that a scanner came to
	troubles []string
}

// matter is something that one person is asked, and perhaps reminded of.
type matter struct{ person, purpose, title string }

// progress is what a person has done about a matter.
type progress struct {
	began time.Time // when the first mail about it came
	acted bool      // they have done something, or are about to
}

// New makes people who wait for mail.
func New(c Config) *People {
	return &People{Config: c, matters: map[matter]*progress{}, scanned: map[string]bool{}}
}

// Troubles lists what went wrong for people, in sentences without addresses: pages that failed or did not exist, forms
// that did not have what was to be filled in, answers that were not taken. On a stand without faults there are none.
func (p *People) Troubles() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.troubles)
}

func (p *People) trouble(e errand, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.troubles = append(p.troubles, fmt.Sprintf("mail %d (%s, %q): %v", e.mail.ID, e.purpose, e.mail.Subject, err))
}

// reminder begins the subject of a mail that asks again.
const reminder = "Reminder: "

// Receive lets the recipient of a mail plan what to do about its links. Nothing is done at once.
func (p *People) Receive(m mailbox.Mail) {
	if len(m.Links) == 0 {
		return
	}
	p.scan(m)
	title, reminded := strings.CutPrefix(m.Subject, reminder)
	for _, link := range m.Links {
		e := errand{matter: matter{m.To, purpose(p.Browser.Base, link), title}, mail: m, link: link, reminded: reminded}
		if e.purpose == "" {
			continue
		}
		e.progress = p.begin(e)
		e.dice = diceFor(p.Seed, e.person, e.purpose, e.title)
		p.react(e)
	}
}

// react is where the purpose of a link decides what kind of person reads the mail.
func (p *People) react(e errand) {
	switch e.purpose {
	case "review", "standing", "groups":
		p.askStaff(e)
		p.askMending(e)
	case "signin":
		p.askDesk(e)
	case "meetings":
		p.askPlan(e)
	case "attendance":
		p.askReport(e)
	case "points":
		p.askPoints(e)
	case "seats":
		p.ask(e, p.Habits.Seat)
	case "renewals":
		p.ask(e, p.Habits.Renewal)
	case "join":
		p.askJoin(e)
	case "choose":
		p.askChoose(e)
	case ownPage:
		p.askOwn(e)
	}
}

// ownPage is the purpose of the links to people's own pages.
const ownPage = "my"

// purpose is the first part of a link's path: "review". It is empty for what is no link of one of the programme's
// pages, and for the pages of a cohort, which are for everybody.
func purpose(base, link string) string {
	path, ok := strings.CutPrefix(link, strings.TrimRight(base, "/")+"/")
	first, rest, more := strings.Cut(path, "/")
	if _, err := pug.ParseCohortID(rest); !ok || !more || err == nil {
		return ""
	}
	return first
}

// begin notes when a matter began. A mail that is no reminder begins it anew: somebody may apply twice.
func (p *People) begin(e errand) *progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.matters[e.matter] == nil || !e.reminded {
		p.matters[e.matter] = &progress{began: e.mail.Time}
	}
	return p.matters[e.matter]
}

// take is true for the first one who is to act on a matter.
func (p *People) take(e errand) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	first := !e.progress.acted
	e.progress.acted = true
	return first
}

// count is how many matters of this purpose the person was asked about so far, this one among them.
func (p *People) count(e errand) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for m := range p.matters {
		if m.person == e.person && m.purpose == e.purpose {
			n++
		}
	}
	return n
}
