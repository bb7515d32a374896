package people

import (
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// morning is how the subject of the letter of the morning begins.
const morning = "At the desk:"

// askDesk is a letter whose button signs in: that of the morning, or one that was asked for.
func (p *People) askDesk(e errand) {
	wait := e.dice.delay(p.Habits.Desk)
	switch {
	case strings.HasPrefix(e.title, morning):
		p.after(e, wait, func() error { return p.atDesk(e) }, patience())
	case strings.HasPrefix(e.title, signIn):
		p.after(e, time.Minute, func() error { return p.mend(e) }, patience())
	}
}

// enter signs in by the button of a letter. There is no page where the link was used before.
func (p *People) enter(e errand) (at *browser.Browser, page browser.Page, err error) {
	inside := *p.Browser
	if inside.Cookies, err = cookiejar.New(nil); err != nil {
		return nil, page, err
	}
	button, err := inside.Get(e.link)
	if err != nil || len(button.Forms) == 0 {
		return &inside, page, err
	}
	if err := working(button); err != nil {
		return nil, page, err
	}
	page, err = inside.Submit(button, len(button.Forms)-1, nil)
	if err == nil {
		err = working(page)
	}
	return &inside, page, err
}

// atDesk is a morning at the desk.
func (p *People) atDesk(e errand) error {
	at, page, err := p.enter(e)
	if page.URL == "" {
		return err
	}
	for n := 0; n < mostRounds && err == nil; n++ {
		if err = working(page); err != nil {
			return err
		}
		var more bool
		if more, err = p.decideAtDesk(e, at, page); err != nil || !more {
			break
		}
		page, err = at.Get("/desk")
	}
	if err != nil {
		return err
	}
	return p.setAside(e, at)
}

// mostRounds is how often staff look at the desk again in a morning, since it shows them so many rows at once.
const mostRounds = 20

// decideAtDesk takes the decisions on members that are this person's to take, those of one choice together. It says
// whether there were any.
func (p *People) decideAtDesk(e errand, at *browser.Browser, page browser.Page) (more bool, err error) {
	for _, choice := range []pug.Choice{pug.ChoiceApprove, pug.ChoiceDecline, pug.ChoiceWaitlist} {
		form := page.Find("id", "choice", "one")
		if form < 0 {
			return more, nil
		}
		field, _ := page.Forms[form].Field("id")
		var mine []string
		for _, o := range field.Options {
			if p.mine(e, o.Value) == choice {
				mine = append(mine, o.Value)
			}
		}
		if len(mine) == 0 {
			continue
		}
		values := url.Values{"id": mine, "choice": {string(choice)}, "note": {note(choice)}}
		if len(mine) == 1 {
			values = url.Values{"one": {string(choice) + " " + mine[0]}}
		}
		after, err := at.Submit(page, form, values)
		if err == nil {
			err = working(after)
		}
		if err != nil {
			return more, err
		}
		more = true
	}
	return more, nil
}

// mine is the person's choice on an application; empty where they leave it to others, or everybody does.
func (p *People) mine(e errand, application string) pug.Choice {
	if !strings.Contains(application, "-"+string(pug.KindMember)+"-") {
		return "" // Champions are decided behind the links in mail
	}
	common := diceFor(p.Seed, "staff", "desk", application)
	whose := common.IntN(len(p.Staff))
	choice, answers := common.choice(p.Habits.Members)
	curious := diceFor(p.Seed, e.person, "desk", application).chance(p.Habits.Curious)
	if !answers || slices.Index(p.Staff, e.person) != whose && !curious {
		return ""
	}
	return choice
}

// setAside takes an odd application off the desk, since nothing is to become of it.
func (p *People) setAside(e errand, at *browser.Browser) error {
	page, err := at.Get("/desk")
	if err != nil {
		return err
	}
	link, found := page.Link("Set aside")
	if !found || slices.Index(p.Staff, e.person) != 0 {
		return nil
	}
	return p.act(at, link.Address, func(browser.Form) url.Values {
		return url.Values{"why": {"They were told what to do, and can apply again."}}
	})
}
