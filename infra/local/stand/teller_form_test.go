package stand_test

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/unicode"

	"github.com/partnerusergroups/pugs/infra/local/browser"
)

// complete finds the first form of a page that takes all of these answers, and fills them in as a person would: fields
// and options may be named by what is written next to them, such as "M01 Example=missed". A hidden field picks the
// form: action=publish.
func complete(p browser.Page, answers map[string]string) (int, url.Values, error) {
	for i, form := range p.Forms {
		if values := completed(form, answers); values != nil {
			return i, values, nil
		}
	}
	return -1, nil, fmt.Errorf("the page %q has no form that takes %v:\n%s", p.Title, answers, p.Text)
}

// completed is nil where the form does not take the answers.
func completed(form browser.Form, answers map[string]string) url.Values {
	values := url.Values{}
	for name, answer := range answers {
		field, ok := labelled(form, name)
		if !ok {
			return nil
		}
		value, ok := chosen(field, answer)
		if !ok {
			return nil
		}
		values.Set(field.Name, value)
	}
	return values
}

func labelled(form browser.Form, name string) (browser.Field, bool) {
	if field, ok := form.Field(name); ok {
		return field, true
	}
	for _, field := range form.Fields {
		if strings.HasPrefix(field.Label, name) {
			return field, true
		}
	}
	return browser.Field{}, false
}

func chosen(field browser.Field, answer string) (string, bool) {
	if field.Options == nil {
		return answer, field.Type != "hidden" || field.Value == answer
	}
	if field.Offers(answer) {
		return answer, true
	}
	for _, o := range field.Options {
		if strings.Contains(o.Label, answer) {
			return o.Value, true
		}
	}
	return "", false
}

// open: open EMAIL 'part of the subject': opens the link of that mail, and leaves the page open in the person's
// browser.
func (t *teller) open(ts *testscript.TestScript, args []string) error {
	address, err := t.link(args[0], args[1])
	if err != nil {
		return err
	}
	p, err := t.stand.Browser().Get(address)
	t.leaveOpen(args[0], p)
	return show(ts, p, err)
}

// leaveOpen leaves a page open in the person's browser.
func (t *teller) leaveOpen(email string, p browser.Page) {
	if t.tabs == nil {
		t.tabs = map[string]browser.Page{}
	}
	t.tabs[email] = p
}

// browser is the person's, with the session that they have at the desk, if they have one.
func (t *teller) browser(email string) *browser.Browser {
	b := t.stand.Browser()
	if jar, known := t.cookies[email]; known {
		b.Cookies = jar
	}
	return b
}

// follow: follow EMAIL 'text of a link': goes on to where the page leads that the person left open.
func (t *teller) follow(ts *testscript.TestScript, args []string) error {
	link, ok := t.tabs[args[0]].Link(args[1])
	if !ok {
		return fmt.Errorf("the page %q has no link %q:\n%s", t.tabs[args[0]].Title, args[1], t.tabs[args[0]].Text)
	}
	p, err := t.browser(args[0]).Follow(t.tabs[args[0]], link)
	t.leaveOpen(args[0], p)
	return show(ts, p, err)
}

// fill: fill EMAIL name=value...: fills in and sends a form of the page that the person left open, however old it is by
// now.
func (t *teller) fill(ts *testscript.TestScript, args []string) error {
	set, err := pairs(args[1:])
	if err != nil {
		return err
	}
	form, values, err := complete(t.tabs[args[0]], set)
	if err != nil {
		return err
	}
	p, err := t.browser(args[0]).Submit(t.tabs[args[0]], form, values)
	t.leaveOpen(args[0], p)
	return show(ts, p, err)
}

// press: press EMAIL PART: presses the button of the form that leads to an address with the part in it, on the page that
// the person left open.
func (t *teller) press(ts *testscript.TestScript, args []string) error {
	at := t.tabs[args[0]]
	form := slices.IndexFunc(at.Forms, func(f browser.Form) bool { return strings.Contains(f.Action, args[1]) })
	if form < 0 {
		return fmt.Errorf("the page %q has no form that leads to %q:\n%s", at.Title, args[1], at.Text)
	}
	p, err := t.browser(args[0]).Submit(at, form, nil)
	t.leaveOpen(args[0], p)
	return show(ts, p, err)
}

// upload: upload EMAIL 'part of the subject' FILE [utf16] [times=N]: opens the link of that mail, and sends the file by
// the page's form for one: as it is, in UTF-16, or over and over again. The page stays open.
func (t *teller) upload(ts *testscript.TestScript, args []string) error {
	address, err := t.link(args[0], args[1])
	if err != nil {
		return err
	}
	file := ts.ReadFile(args[2])
	for _, how := range args[3:] {
		if n, err := strconv.Atoi(strings.TrimPrefix(how, "times=")); err == nil {
			file = strings.Repeat(file, n)
		} else if file, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(file); err != nil {
			return err
		}
	}
	p, err := t.stand.Browser().Get(address)
	if err != nil {
		return err
	}
	p, err = t.stand.Browser().Submit(p, p.Find("report"), url.Values{"report": {file}})
	t.leaveOpen(args[0], p)
	return show(ts, p, err)
}
