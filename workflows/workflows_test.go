package workflows_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/workflows"
)

func TestPlaceholdersAreListedOnceAndFilled(t *testing.T) {
	const definition = `{"A": "${review}", "B": "{% $string($rounds) & '${tell_all}' %}", "C": "${review}"}`
	if diff := cmp.Diff([]string{"review", "tell_all"}, workflows.Placeholders(definition)); diff != "" {
		t.Error(diff)
	}
	filled := workflows.Fill(definition, func(name string) string { return "arn:" + name })
	if want := `{"A": "arn:review", "B": "{% $string($rounds) & 'arn:tell_all' %}", "C": "arn:review"}`; filled != want {
		t.Errorf("got %s", filled)
	}
}

func TestOnlyTheWorkflowsThatThereAreHaveADefinition(t *testing.T) {
	if _, err := workflows.Definition("picnic"); err == nil {
		t.Error("there is a picnic")
	}
}

// machine is what the tests read of a definition, or of a branch of one.
type machine struct {
	Comment       string
	QueryLanguage string
	States        map[string]struct {
		Type, Comment, Resource string
		Arguments               struct {
			Payload struct {
				Task, State string
				Input       map[string]string
			}
		}
		TimeoutSeconds any
		Branches       []machine
	}
}

// each visits the states of a workflow, those in branches included.
func (m machine) each(visit func(name string, m machine)) {
	for name, s := range m.States {
		visit(name, m)
		for _, branch := range s.Branches {
			branch.each(visit)
		}
	}
}

func read(t *testing.T, name string) machine {
	t.Helper()
	text, err := workflows.Definition(name)
	if err != nil {
		t.Fatal(err)
	}
	var m machine
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return m
}

func TestDefinitionsReadLikeText(t *testing.T) {
	for _, workflow := range []string{"cohort", "application", "absence"} {
		t.Run(workflow, func(t *testing.T) {
			m := read(t, workflow)
			if m.QueryLanguage != "JSONata" || m.Comment == "" {
				t.Errorf("the language is %q, the comment %q", m.QueryLanguage, m.Comment)
			}
			m.each(func(name string, m machine) {
				s := m.States[name]
				if s.Comment == "" || !strings.ContainsAny(s.Comment[len(s.Comment)-1:], ".?") {
					t.Errorf("%s says nothing of itself: %q", name, s.Comment)
				}
				if asks := strings.HasSuffix(name, "?"); asks != (s.Type == "Choice") {
					t.Errorf("%s is a %s", name, s.Type)
				}
			})
		})
	}
}

func TestEveryWaitForAnAnswerEndsAtADeadline(t *testing.T) {
	deadline := regexp.MustCompile(`^\{% \$max\(\[1, \$ceil\(\(\$toMillis\(\$[a-z_.]+(\[\$[a-z]+\](\.ask)?)?\) - \$millis\(\)\) / 1000\)\]\) %\}$`)
	for _, workflow := range []string{"cohort", "application", "absence"} {
		read(t, workflow).each(func(name string, m machine) {
			s := m.States[name]
			timeout, _ := s.TimeoutSeconds.(string)
			if waits := strings.HasSuffix(s.Resource, ".waitForTaskToken"); waits != deadline.MatchString(timeout) {
				t.Errorf("%s: %s ends after %v", workflow, name, s.TimeoutSeconds)
			}
		})
	}
}

// Without it, a function that dies slowly could put its token in the place of a newer one.
func TestATaskThatWaitsSaysWhichTryItIs(t *testing.T) {
	for _, workflow := range []string{"cohort", "application", "absence"} {
		read(t, workflow).each(func(name string, m machine) {
			s := m.States[name]
			waits := strings.HasSuffix(s.Resource, ".waitForTaskToken")
			if says := s.Arguments.Payload.State == "{% $states.context.State %}"; says != waits {
				t.Errorf("%s: %s waits %t, and says %q", workflow, name, waits, s.Arguments.Payload.State)
			}
		})
	}
}

// What a task is about has one name in all functions, and comes from the variable of that name.
func TestTaskInputsAreNamedAlike(t *testing.T) {
	input := "$states.context.Execution.Input."
	sources := map[string][]string{
		"application": {"$application", input + "application"},
		"cohort":      {"$cohort", input + "cohort"},
		"flag":        {"$flag", input + "flag"},
		"offer":       {"$offer"},
		"kind":        {"champion", "member"},
		"month":       {"$months[$month].name"},
		"dates":       {"$exists(" + input + "dates) ? " + input + "dates : {}"},
		"date": {"champions_open", "champions_decide", "members_open", "members_decide", "propose", "launch", "renew",
			"end", "$months[$month].name"},
		"at": {"$plan.champions_open", "$plan.champions_decide", "$plan.members_open", "$plan.members_decide", "$plan.propose",
			"$launch", "$renew", "$end", "$months[$month].ask"},
		"token": {"$states.context.Task.Token"},
		"round": {"$rounds"},
		"doing": {"$states.input.doing"},
		"said":  {"$states.input.said"},
		"again": {`$states.input.then = "mend"`},
	}
	for _, workflow := range []string{"cohort", "application", "absence"} {
		read(t, workflow).each(func(name string, m machine) {
			for field, value := range m.States[name].Arguments.Payload.Input {
				source := strings.TrimSuffix(strings.TrimPrefix(value, "{% "), " %}")
				if !slices.Contains(sources[field], source) {
					t.Errorf("%s: %s takes %q from %s", workflow, name, field, value)
				}
			}
		})
	}
}
