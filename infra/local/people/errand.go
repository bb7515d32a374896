package people

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
)

// errand is one person on the way to one page.
type errand struct {
	matter
	mail     mailbox.Mail // the one that they read
	link     string
	reminded bool
	progress *progress
	dice     dice
}

// action is what a person does with a page that has forms.
type action func(errand, browser.Page) error

// errFailed is a page that says that it did not work, and to try again.
var errFailed = errors.New("the page failed")

// patience is how long people wait before they try a page again that failed. Then they give up.
func patience() []time.Duration { return []time.Duration{10 * time.Minute, 2 * time.Hour, day} }

// later has the person open the page after a while and act on it.
func (p *People) later(e errand, after time.Duration, do action) {
	p.after(e, after, func() error { return p.visit(e, do) }, patience())
}

// after runs something on the clock, and again where a page failed.
func (p *People) after(e errand, wait time.Duration, run func() error, patience []time.Duration) {
	p.Clock.GoAfter(wait, e.purpose, func(*clock.Process) {
		err := run()
		switch {
		case err == nil:
		case errors.Is(err, errFailed) && len(patience) > 0:
			p.after(e, patience[0], run, patience[1:])
		default:
			p.trouble(e, err)
		}
	})
}

// visit opens the page. Where it has nothing to fill in, because it is decided or the link has ended, the person
// shrugs.
func (p *People) visit(e errand, do action) error {
	page, err := p.Browser.Get(e.link)
	if err != nil {
		return err
	}
	if err := working(page); err != nil || len(page.Forms) == 0 {
		return err
	}
	return do(e, page)
}

// working says what is wrong with a page that people cannot use.
func working(page browser.Page) error {
	switch {
	case page.Status >= http.StatusInternalServerError:
		return fmt.Errorf("%w: %d", errFailed, page.Status)
	case page.Status != http.StatusOK && page.Status != http.StatusGone:
		return fmt.Errorf("the page answered %d: %s", page.Status, page.Title)
	}
	return nil
}

// submit fills in the form and sends it. What the form lacks, the person leaves out, if it is optional for them.
func (p *People) submit(page browser.Page, form int, values, optional url.Values) (browser.Page, error) {
	if form < 0 {
		return page, fmt.Errorf("the page has other forms than expected: %s", page.Title)
	}
	for name, value := range optional {
		if _, ok := page.Forms[form].Field(name); ok {
			values[name] = value
		}
	}
	after, err := p.Browser.Submit(page, form, values)
	return after, cmp.Or(err, working(after))
}

// ask has the person answer a question with one of the habit's choices, or stay silent.
func (p *People) ask(e errand, habit Answer) {
	choice, answers := e.dice.choice(habit)
	if answers && p.take(e) {
		p.later(e, e.dice.delay(habit.Delay), func(e errand, page browser.Page) error {
			_, err := p.submit(page, page.Find("choice"), url.Values{"choice": {string(choice)}},
				url.Values{"note": {note(choice)}})
			return err
		})
	}
}

// scan opens every link of some mails before their recipients do, as mail scanners would: HEAD, then GET. It must
// change nothing.
func (p *People) scan(m mailbox.Mail) {
	d := diceFor(p.Seed, m.To, "scanner", m.Subject, m.Time.UTC().Format(time.RFC3339Nano))
	if !d.chance(p.Habits.Scanned) {
		return
	}
	for _, link := range m.Links {
		if purpose(p.Browser.Base, link) == ownPage && !p.unseen(link) {
			continue
		}
		e := errand{matter: matter{m.To, "scanner", m.Subject}, mail: m, link: link}
		p.after(e, d.delay(p.Habits.Scan), func() error { return p.peek(link) }, patience())
	}
}

// unseen is true for the first scanner that comes to a person's own page: it is the same in all mails, and what was in
// order once is not opened again. Most scanners know it for harmless, and leave it.
func (p *People) unseen(link string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := p.scanned[link]
	p.scanned[link] = true
	return !seen && diceFor(p.Seed, link, "scanner").chance(p.Habits.Scanned/5)
}

func (p *People) peek(link string) error {
	for _, open := range []func(string) (browser.Page, error){p.Browser.Head, p.Browser.Get} {
		page, err := open(link)
		if err := cmp.Or(err, working(page)); err != nil {
			return err
		}
	}
	return nil
}
