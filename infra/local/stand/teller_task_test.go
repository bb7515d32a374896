package stand_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/workflows"
)

// breaks is how calls of tasks fail in a story.
type breaks struct {
	first    bool            // the first call of each task times out
	done     bool            // it is done all the same
	hit      map[string]bool // the tasks whose first call was made, as "review ask"
	function string          // whose task never passes
	task     string          // empty: all of them
	name     string          // of the error
}

// next says how a call fails, see stand.Config.Break.
func (b *breaks) next(function, task string) (name string, done bool) {
	if b.name != "" && function == b.function && (b.task == "" || b.task == task) {
		return b.name, false
	}
	key := function + " " + task
	if !b.first || b.hit[key] {
		return "", false
	}
	b.hit[key] = true
	return "Sandbox.Timedout", b.done
}

// timeouts: timeouts before|after: the first call of each task that a workflow makes times out, before or after the
// task is done.
func (t *teller) timeouts(_ *testscript.TestScript, args []string) error {
	*t.breaks = breaks{first: true, done: args[0] == "after", hit: map[string]bool{}}
	return nil
}

// struck: every task of every workflow has timed out, but the one that tells staff of trouble, of which there was none,
// and the one that is for older functions.
func (t *teller) struck(*testscript.TestScript, []string) error {
	all, err := tasks()
	if err != nil {
		return err
	}
	delete(all, "cohort stuck")
	delete(all, "cohort await_launch")
	for task := range t.breaks.hit {
		delete(all, task)
	}
	if len(all) > 0 {
		return fmt.Errorf("these were never called: %v", slices.Sorted(maps.Keys(all)))
	}
	return nil
}

// tasks lists the tasks of all workflows, each as its function and its name.
func tasks() (map[string]bool, error) {
	all := map[string]bool{}
	call := regexp.MustCompile(`"FunctionName": "\$\{(\w+)\}",\s+"Payload": \{\s*"task": "(\w+)"`)
	for _, workflow := range []string{"cohort", "application", "absence"} {
		text, err := workflows.Definition(workflow)
		if err != nil {
			return nil, err
		}
		for _, m := range call.FindAllStringSubmatch(text, -1) {
			all[m[1]+" "+m[2]] = true
		}
	}
	return all, nil
}

// broken: broken review[.ask] Sandbox.Timedout: from now on every call of a function's tasks, or of that one, fails by
// that name; broken none: none does.
func (t *teller) broken(_ *testscript.TestScript, args []string) error {
	*t.breaks = breaks{}
	if args[0] == "none" {
		return nil
	}
	t.breaks.function, t.breaks.task, _ = strings.Cut(args[0], ".")
	t.breaks.name = args[1]
	return nil
}
