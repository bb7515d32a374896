package stand_test

import (
	"os"
	"runtime/debug"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain has garbage collected less often: stories are short, and what they leave is taken all at once.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

// TestStories plays one story per script in testdata/stories, each on a stand of its own whose clock jumps. The
// commands are in the files teller_*_test.go; a script reads like what people do: submit, until, answer, mail.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/stories",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			teller := &teller{}
			env.Values[tellerKey{}] = teller
			env.Defer(teller.close)
			return nil
		},
		Cmds: commands(),
	})
}
