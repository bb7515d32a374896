package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// desk has the first of staff sign in, act and read at the desk what was done.
func (p *play) desk(ctx context.Context, v *verdict) error {
	if stranger, err := p.pages.Get("/desk/cohorts"); err != nil || !strings.Contains(stranger.URL, "/signin?to=") {
		return mismatch("the desk for somebody who has not signed in", "the page to sign in", []any{stranger.URL, err})
	}
	at, err := p.signIn(ctx, p.people.Staff[0])
	if err != nil {
		return err
	}
	all, err := p.records.Applications(ctx, cohort, pug.KindChampion)
	if err != nil || len(all) == 0 {
		return mismatch("the Champions' applications", "one", []any{all, err})
	}
	const why = "Called them: they can host from the second month on."
	form, err := at.Get("/desk/people/" + url.PathEscape(all[0].ID) + "/note")
	if err != nil {
		return err
	}
	shown, err := at.Submit(form, form.Find("why"), url.Values{"why": {why}})
	if err != nil {
		return err
	}
	done, err := at.Submit(shown, shown.Find("shown"), nil)
	if err != nil || done.Status != http.StatusOK {
		return mismatch("the receipt of an act", http.StatusOK, []any{done.Status, done.Text, err})
	}
	log, err := at.Get("/desk/cohorts/" + string(cohort) + "/log")
	if err != nil || !strings.Contains(log.Text, why) {
		return mismatch("the cohort's log", why, []any{log.Status, log.Text, err})
	}
	v.ok("%s has signed in at the desk, and what they did there stands in the log", p.people.Staff[0])
	return nil
}

// signIn has somebody of staff sign in by the link that is mailed to them.
func (p *play) signIn(ctx context.Context, email string) (*browser.Browser, error) {
	at := *p.pages
	var err error
	if at.Cookies, err = cookiejar.New(nil); err != nil {
		return nil, err
	}
	asked, err := at.Get("/signin")
	if err != nil {
		return nil, err
	}
	if _, err := at.Submit(asked, asked.Find("email"), url.Values{"email": {email}}); err != nil {
		return nil, fmt.Errorf("ask for a link: %w", err)
	}
	var link string
	err = p.until(ctx, func(scene) bool {
		for _, m := range p.mail.To(email) {
			if strings.HasPrefix(m.Subject, "Sign in to the desk") && len(m.Links) > 0 {
				link = m.Links[0]
			}
		}
		return link != ""
	})
	if err != nil {
		return nil, err
	}
	button, err := at.Get(link)
	if err != nil {
		return nil, err
	}
	inside, err := at.Submit(button, len(button.Forms)-1, nil)
	if err != nil || inside.Status != http.StatusOK || !strings.HasPrefix(inside.Title, "What needs you") {
		return nil, mismatch("signing in", "the desk", []any{inside.Status, inside.Title, err})
	}
	return &at, nil
}
