package stand_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/browser"
)

// page: page EMAIL: opens the person's own page, by the link in the latest letter to the address that has one, and
// leaves it open in their browser.
func (t *teller) page(ts *testscript.TestScript, args []string) error {
	p, err := t.ownPage(args[0])
	t.leaveOpen(args[0], p)
	return show(ts, p, err)
}

func (t *teller) ownPage(email string) (browser.Page, error) {
	for _, m := range slices.Backward(t.arrived().Listed(email)) {
		at := slices.IndexFunc(m.Links, func(l string) bool { return strings.Contains(l, "/my/") })
		if at >= 0 {
			return t.patiently(func() (browser.Page, error) { return t.browser(email).Get(m.Links[at]) })
		}
	}
	return browser.Page{}, fmt.Errorf("no letter to %s has a link to their page", email)
}

// own has somebody do on their own page what a link there says, which has to be possible.
func (t *teller) own(test *testing.T, email, says string, answers map[string]string) {
	test.Helper()
	page, err := t.ownPage(email)
	if err != nil {
		test.Fatal(err)
	}
	link, found := page.Link(says)
	if !found {
		test.Fatalf("the page has no link %q:\n%s", says, page.Text)
	}
	at := t.browser(email)
	if page, err = at.Follow(page, link); err != nil || len(page.Forms) != 1 {
		test.Fatalf("%s: %v:\n%s", says, err, page.Text)
	}
	_, values, err := complete(page, answers)
	if err == nil {
		page, err = at.Submit(page, 0, values)
	}
	if err != nil || page.Status != 200 {
		test.Fatalf("%s: %v:\n%s", says, err, page.Text)
	}
}
