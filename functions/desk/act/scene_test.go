package act_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

var noon = time.Date(2026, time.September, 1, 12, 0, 0, 0, time.UTC)

// open is the desk with one application, by Mira, and nobody signed in.
func open(t *testing.T) (*functest.Env, pug.Application) {
	t.Helper()
	env := functest.New(t, noon)
	var err error
	env.Function, err = desk.New(desk.Deps{Deps: env.Deps()})
	env.Must(t, err)
	return env, env.Member(t, "Mira Okafor")
}
