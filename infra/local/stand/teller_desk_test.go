package stand_test

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// desk: desk EMAIL PATH [name=value...]: somebody of staff opens a page of the desk, and signs in before, if they have
// not. With answers, they fill in its form, and do what it then says it will do. In the path and in the answers, an
// address in braces stands for the id of the person's application, {champion:ina@fjord.example} for a Champion's, and
// {staff:ada@staff.example} for that of one of staff.
func (t *teller) desk(ts *testscript.TestScript, args []string) error {
	at, err := t.signedIn(args[0])
	if err != nil {
		return err
	}
	for i, arg := range args[1:] {
		if args[1+i], err = t.named(arg); err != nil {
			return err
		}
	}
	p, err := t.patiently(func() (browser.Page, error) { return at.Get(args[1]) })
	if err == nil && strings.HasPrefix(p.Title, "Sign in to the desk") { // the session has ended
		delete(t.cookies, args[0])
		return t.desk(ts, args)
	}
	t.leaveOpen(args[0], p)
	if len(args) == 2 || err != nil {
		return show(ts, p, err)
	}
	answers, err := pairs(args[2:])
	if err != nil {
		return err
	}
	form, values, err := complete(p, answers)
	if err != nil {
		return err
	}
	p, err = t.patiently(func() (browser.Page, error) { return at.Submit(p, form, values) })
	if err := show(ts, p, err); err != nil {
		return err
	}
	if form = p.Find("shown"); form < 0 {
		return nil
	}
	p, err = t.patiently(func() (browser.Page, error) { return at.Submit(p, form, nil) })
	t.leaveOpen(args[0], p)
	return show(ts, p, err)
}

// signedIn is the browser of somebody of staff.
func (t *teller) signedIn(email string) (*browser.Browser, error) {
	at := t.stand.Browser()
	if jar, known := t.cookies[email]; known {
		at.Cookies = jar
		return at, nil
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	at.Cookies = jar
	asked, err := at.Get("/signin")
	if err != nil {
		return nil, err
	}
	if _, err := at.Submit(asked, asked.Find("email"), url.Values{"email": {email}}); err != nil {
		return nil, err
	}
	address, err := t.link(email, "Sign in to the desk")
	if err != nil {
		return nil, err
	}
	button, err := at.Get(address)
	if err != nil {
		return nil, err
	}
	if p, err := at.Submit(button, 0, nil); err != nil || p.Status != http.StatusOK {
		return nil, fmt.Errorf("signing in led to %q: %v", p.Title, err)
	}
	if t.cookies == nil {
		t.cookies = map[string]*cookiejar.Jar{}
	}
	t.cookies[email] = jar
	return at, nil
}

// named puts the ids of applications in the place of addresses in braces.
func (t *teller) named(text string) (string, error) {
	before, rest, found := strings.Cut(text, "{")
	email, after, closed := strings.Cut(rest, "}")
	if !found || !closed {
		return text, nil
	}
	if staff, is := strings.CutPrefix(email, "staff:"); is {
		after, err := t.named(after)
		return before + pug.Staff{Email: staff}.ID() + after, err
	}
	kind := pug.KindMember
	if bare, champion := strings.CutPrefix(email, "champion:"); champion {
		email, kind = bare, pug.KindChampion
	}
	a, err := t.stand.Records().ApplicationOf(context.Background(), pug.Person{Email: email}, "2026-H2", kind)
	if pug.IsError(err, pug.NotFound) {
		a, err = t.odd(email, kind)
	}
	if err != nil {
		return "", err
	}
	after, err = t.named(after)
	return before + a.ID + after, err
}

// odd finds an application that was not reviewable as it came.
func (t *teller) odd(email string, kind pug.Kind) (pug.Application, error) {
	all, err := t.stand.Records().Applications(context.Background(), "2026-H2", kind)
	for _, a := range all {
		if a.Email == email {
			return a, err
		}
	}
	return pug.Application{}, cmp.Or(err, fmt.Errorf("nobody has applied as a %s from %s", kind, email))
}
