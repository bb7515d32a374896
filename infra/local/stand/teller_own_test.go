package stand_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/browser"
)

// page: page EMAIL: opens the person's own page, by the link in the latest letter to the address that has one, and
// leaves it open in their browser.
func (t *teller) page(ts *testscript.TestScript, args []string) error {
	for _, m := range slices.Backward(t.mailbox().To(args[0])) {
		at := slices.IndexFunc(m.Links, func(l string) bool { return strings.Contains(l, "/my/") })
		if at < 0 {
			continue
		}
		p, err := t.patiently(func() (browser.Page, error) { return t.browser(args[0]).Get(m.Links[at]) })
		t.leaveOpen(args[0], p)
		return show(ts, p, err)
	}
	return fmt.Errorf("no letter to %s has a link to their page", args[0])
}
