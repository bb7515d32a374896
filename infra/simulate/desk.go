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
		p.stand.Clock.GoAfter(d.At.Sub(p.stand.Clock.Now()), "desk", func(*clock.Process) { p.do(d, patienceAtDesk()) })
	}
}

// patienceAtDesk is how long staff wait before they try something again that failed.
func patienceAtDesk() []time.Duration { return []time.Duration{10 * time.Minute, 2 * time.Hour, day} }

// errFailed is a page that says that it did not work.
var errFailed = errors.New("the page failed")

// do has the clerk do something, and again where a page failed.
func (p *player) do(d Deed, patience []time.Duration) {
	sent := p.stand.Clock.Now()
	all := scout{p.stand.Records(), d.Cohort, sent, p.zone}.chances(d.Act)
	if len(all) == 0 {
		return // there is nobody whom it can be done to
	}
	c := all[int(d.Whom*float64(len(all)))]
	done, outcome, err := p.act(c.path())
	if err != nil {
		outcome = err.Error()
	}
	p.notes.did(Done{sent, d.Act, done})
	p.journal.add(Line{At: sent, Who: clerk, What: "does at the desk: " + d.Act, Outcome: outcome,
		Command: c.command()})
	if errors.Is(err, errFailed) && len(patience) > 0 {
		p.stand.Clock.GoAfter(patience[0], "desk", func(*clock.Process) { p.do(d, patience[1:]) })
	}
}

// act does what a form at the desk asks for, which its address fills in: it goes on, and then does what the page says
// it will do. What is not possible is not done.
func (p *player) act(path string) (done bool, outcome string, err error) {
	at, err := p.signIn()
	if err != nil {
		return false, "", err
	}
	page, err := at.Get(path)
	for range 4 {
		form := page.Find("shown")
		if form < 0 {
			form = page.Find("why")
		}
		switch {
		case err != nil:
			return false, "", err
		case page.Status >= http.StatusInternalServerError:
			return false, "", fmt.Errorf("%w: %d", errFailed, page.Status)
		case page.Status >= http.StatusBadRequest || form < 0:
			return strings.Contains(page.URL, "/desk/done/"), fmt.Sprint(page.Status, " ", head(page.Text, 400)), nil
		}
		page, err = at.Submit(page, form, nil)
	}
	return false, "", fmt.Errorf("the page %q goes on and on", page.Title)
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
