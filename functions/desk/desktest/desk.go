package desktest

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Noon is when Open opens the desk: on the first day of September 2026, in UTC.
var Noon = time.Date(2026, time.September, 1, 12, 0, 0, 0, time.UTC)

// New is the desk at a time, with Ada Hart and Bo Lund on the staff. Options change what it is built from.
func New(t testing.TB, at time.Time, options ...func(*desk.Deps)) *functest.Env {
	t.Helper()
	env := functest.New(t, at)
	deps := desk.Deps{Deps: env.Deps()}
	for _, option := range options {
		option(&deps)
	}
	var err error
	env.Function, err = desk.New(deps)
	env.Must(t, err)
	return env
}

// Open is the desk at noon with one application, which is Mira's and approved.
func Open(t testing.TB, options ...func(*desk.Deps)) (*functest.Env, pug.Application) {
	t.Helper()
	env := New(t, Noon, options...)
	return env, env.Member(t, "Mira Okafor")
}
