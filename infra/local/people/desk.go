package people

import (
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// morning is how the subject of the letter of the morning begins.
const morning = "At the desk:"

// askDesk is the letter of the morning: whoever reads it signs in by its button, and works at the desk.
func (p *People) askDesk(e errand) {
	if !strings.HasPrefix(e.title, morning) {
		return
	}
	wait := e.dice.delay(p.Habits.Desk)
	p.after(e, wait, func() error { return p.atDesk(e) }, patience())
}

// atDesk is a morning at the desk.
func (p *People) atDesk(e errand) error {
	at := *p.Browser
	var err error
	if at.Cookies, err = cookiejar.New(nil); err != nil {
		return err
	}
	button, err := at.Get(e.link)
	if err != nil || len(button.Forms) == 0 {
		return err
	}
	if err := working(button); err != nil {
		return err
	}
	page, err := at.Submit(button, len(button.Forms)-1, nil)
	for n := 0; n < mostRounds && err == nil; n++ {
		if err = working(page); err != nil {
			return err
		}
		var more bool
		if more, err = p.decideAtDesk(e, &at, page); err != nil || !more {
			break
		}
		page, err = at.Get("/desk")
	}
	if err != nil {
		return err
	}
	return p.setAside(e, &at)
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
	form, err := at.Get(link.Address)
	if err != nil {
		return err
	}
	shown, err := at.Submit(form, form.Find("why"), url.Values{"why": {"They were told what to do, and can apply again."}})
	if err != nil {
		return err
	}
	done, err := at.Submit(shown, shown.Find("shown"), nil)
	if err != nil {
		return err
	}
	return working(done)
}
