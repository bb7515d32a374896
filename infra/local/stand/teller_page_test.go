package stand_test

import (
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/browser"
)

// visit: visit GET|HEAD EMAIL 'part of the subject': opens the link of that mail and shows the page.
func (t *teller) visit(ts *testscript.TestScript, args []string) error {
	address, err := t.link(args[1], args[2])
	if err != nil {
		return err
	}
	open := t.stand.Browser().Get
	if args[0] == "HEAD" {
		open = t.stand.Browser().Head
	}
	p, err := open(address)
	return show(ts, p, err)
}

// browse: browse PATH: anybody opens a page by its address.
func (t *teller) browse(ts *testscript.TestScript, args []string) error {
	p, err := t.stand.Browser().Get("http://stand.example" + args[0])
	return show(ts, p, err)
}

func show(ts *testscript.TestScript, p browser.Page, err error) error {
	if err != nil {
		return err
	}
	fmt.Fprintf(ts.Stdout(), "%d %s\n%s\n", p.Status, p.Title, p.Text)
	return nil
}

// answer: answer EMAIL 'part of the subject' name=value...: opens the link, fills in the form that has these fields,
// and sends it.
func (t *teller) answer(ts *testscript.TestScript, args []string) error {
	p, err := t.send(args[0], args[1], args[2:])
	return show(ts, p, err)
}

func (t *teller) send(email, subject string, args []string) (browser.Page, error) {
	address, err := t.link(email, subject)
	if err != nil {
		return browser.Page{}, err
	}
	set, err := pairs(args)
	if err != nil {
		return browser.Page{}, err
	}
	p, err := t.patiently(func() (browser.Page, error) { return t.stand.Browser().Get(address) })
	if err != nil {
		return p, err
	}
	form, values, err := complete(p, set)
	if err != nil {
		return p, err
	}
	return t.patiently(func() (browser.Page, error) { return t.stand.Browser().Submit(p, form, values) })
}

// race: race 'part of the subject' EMAIL name=value EMAIL name=value: both open their links, then both send within the
// same moment.
func (t *teller) race(ts *testscript.TestScript, args []string) error {
	type runner struct {
		page   browser.Page
		form   int
		values url.Values
	}
	var runners []runner
	for i := 1; i+1 < len(args); i += 2 {
		address, err := t.link(args[i], args[0])
		if err != nil {
			return err
		}
		p, err := t.stand.Browser().Get(address)
		if err != nil {
			return err
		}
		name, value, _ := strings.Cut(args[i+1], "=")
		runners = append(runners, runner{p, p.Find(name), url.Values{name: {value}}})
	}
	pages, errs := make([]browser.Page, len(runners)), make([]error, len(runners))
	var group sync.WaitGroup
	for i, r := range runners {
		group.Go(func() { pages[i], errs[i] = t.stand.Browser().Submit(r.page, r.form, r.values) })
	}
	group.Wait()
	for i := range pages {
		if err := show(ts, pages[i], errs[i]); err != nil {
			return err
		}
	}
	return nil
}

// decide: decide CHOICE [only=part of the subject]: Ada answers every application that nobody has decided yet.
func (t *teller) decide(ts *testscript.TestScript, args []string) error {
	set, err := pairs(args[1:])
	if err != nil {
		return err
	}
	n := 0
	for _, m := range t.arrived().Listed("ada@staff.example") {
		if len(m.Links) == 0 || !strings.Contains(m.Links[0], "/review/") || !strings.Contains(m.Subject, set["only"]) {
			continue
		}
		p, err := t.patiently(func() (browser.Page, error) { return t.stand.Browser().Get(m.Links[0]) })
		if err != nil {
			return err
		}
		form := p.Find("choice")
		if form < 0 {
			continue // decided
		}
		if _, err := t.patiently(func() (browser.Page, error) {
			return t.stand.Browser().Submit(p, form, url.Values{"choice": {args[0]}})
		}); err != nil {
			return err
		}
		n++
	}
	fmt.Fprintln(ts.Stdout(), n, args[0])
	return nil
}
