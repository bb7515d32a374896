package stand_test

import (
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// forgotten: forgotten TEXT...: no item of the table has any of the texts in it.
func (t *teller) forgotten(_ *testscript.TestScript, args []string) error {
	for _, text := range args {
		if keys := t.stand.Cloud.Mentions("pugs", text); len(keys) > 0 {
			return fmt.Errorf("%q stands in %s", text, strings.Join(keys, ", "))
		}
	}
	return nil
}
