package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// clerk is who of staff does all of it, and principal what the simulation signs them in by.
const (
	clerk     = "ada@staff.example"
	principal = "clerk"
)

// plan has the deeds of the world done in their time.
func (p *player) plan() {
	p.stand.Cloud.Allow(principal, []cloud.Grant{{Action: "dynamodb:PutItem", Resource: "*"}})
	for _, d := range p.world.Deeds {
		p.atDesk(d.At.Sub(p.stand.Clock.Now()), func() { p.do(d) })
	}
}

// atDesk has the clerk do something after a while.
func (p *player) atDesk(after time.Duration, do func()) {
	p.stand.Clock.GoAfter(after, "desk", func(*clock.Process) { do() })
}

// patienceAtDesk is how long staff wait before they try something again that failed.
func patienceAtDesk() []time.Duration { return []time.Duration{10 * time.Minute, 2 * time.Hour, day} }

// errFailed is a page that says that it did not work.
var errFailed = errors.New("the page failed")

// do has the clerk do something; of some of it they find later that it was a mistake, or that it was none.
func (p *player) do(d Deed) {
	all := p.scout(d.Cohort).chances(d.Act)
	if len(all) == 0 {
		return // there is nobody whom it can be done to
	}
	c := all[int(d.Whom*float64(len(all)))]
	p.perform(d.Act, c.path(), c.command(), patienceAtDesk(), func(receipt browser.Page) {
		if d.Undone > 0 {
			p.atDesk(d.Undone, func() { p.undo(d, c, receipt) })
		}
	})
}

// scout finds out what can be done in a cohort now.
func (p *player) scout(cohort pug.CohortID) scout {
	return scout{p.stand.Records(), cohort, p.stand.Clock.Now(), p.zone, p.world.Cohorts}
}

// letGo has the clerk let all letters go that are held still.
func (p *player) letGo() {
	for _, id := range p.world.Cohorts {
		for _, act := range []string{"end", "release"} {
			for _, c := range p.scout(id).chances(act) {
				p.perform(act, c.path(), c.command(), patienceAtDesk(), func(browser.Page) {})
			}
		}
	}
}

// undo takes back what a receipt is about, if it can be; and then it is done after all, if it was no mistake.
func (p *player) undo(d Deed, c chance, receipt browser.Page) {
	back, can := receipt.Link("Undo")
	if !can {
		return
	}
	to, err := url.Parse(back.Address)
	if err != nil {
		p.journal.add(Line{At: p.stand.Clock.Now(), Who: clerk, What: "cannot undo", Outcome: err.Error()})
		return
	}
	values := to.Query()
	values.Set("why", "It was a mistake.")
	if d.Act == extends { // of whom the log keeps no address
		values["email"] = c.values["email"]
	}
	p.perform(undo, to.Path+"?"+values.Encode(), fmt.Sprintf("desk %s %s %s", clerk, to.Path, answers(values)),
		patienceAtDesk(), func(browser.Page) {
			if d.Again {
				p.atDesk(d.Undone, func() {
					p.perform(d.Act, c.path(), c.command(), patienceAtDesk(), func(browser.Page) {})
				})
			}
		})
}

// perform has the clerk do what an address is filled in for, and again where a page failed. Then comes what follows
// once it is done.
func (p *player) perform(act, path, command string, patience []time.Duration, then func(receipt browser.Page)) {
	sent := p.stand.Clock.Now()
	page, err := p.act(path)
	outcome := fmt.Sprint(page.Status, " ", head(page.Text, 400))
	if err != nil {
		outcome = err.Error()
	}
	done := err == nil && page.Status == http.StatusOK && strings.Contains(page.URL, "/desk/done/")
	p.notes.did(Done{sent, act, strings.Split(path, "/")[3], done}) // /desk/people/<id>/withdraw
	p.journal.add(Line{At: sent, Who: clerk, What: "does at the desk: " + act, Outcome: outcome, Command: command})
	switch {
	case done:
		then(page)
	case errors.Is(err, errFailed) && len(patience) > 0:
		p.atDesk(patience[0], func() { p.perform(act, path, command, patience[1:], then) })
	}
}

// act does what a form at the desk asks for, which its address fills in: it goes on, and then does what the page says
// it will do. What is not possible is not done. It gives the page where that ends.
func (p *player) act(path string) (browser.Page, error) {
	at, err := p.signIn()
	if err != nil {
		return browser.Page{}, err
	}
	page, err := at.Get(path)
	for range 4 {
		form := page.Find("shown")
		if form < 0 {
			form = page.Find("why")
		}
		switch {
		case err != nil:
			return page, err
		case page.Status >= http.StatusInternalServerError:
			return page, fmt.Errorf("%w: %d", errFailed, page.Status)
		case page.Status >= http.StatusBadRequest || form < 0:
			return page, nil
		}
		page, err = at.Submit(page, form, nil)
	}
	return page, fmt.Errorf("the page %q goes on and on", page.Title)
}

// signIn begins a session of the clerk, as a link in mail would.
func (p *player) signIn() (*browser.Browser, error) {
	now := p.stand.Clock.Now()
	seed := [32]byte{byte(now.Unix()), byte(now.Unix() >> 8), byte(now.Unix() >> 16)}
	links := link.Minter{Rand: rand.NewChaCha8(seed)}
	secret, hash, err := links.Secret()
	if err != nil {
		return nil, err
	}
	table := store.New(dynamodb.NewFromConfig(p.stand.Cloud.Config(principal)), "pugs")
	s := store.Session{Email: clerk, Hash: hash, Begun: now, Seen: now}
	if err := table.BeginSession(context.Background(), s, ""); err != nil && !pug.IsError(err, pug.Conflict) {
		return nil, fmt.Errorf("%w: %w", errFailed, err)
	}
	at := p.stand.Browser()
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	home, err := url.Parse(at.Base)
	if err != nil {
		return nil, err
	}
	value := base64.RawURLEncoding.EncodeToString([]byte(clerk)) + "." + secret
	jar.SetCookies(home, []*http.Cookie{{Name: "desk", Value: value, Path: "/"}})
	at.Cookies = jar
	return at, nil
}
