package workflows_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/workflows"
)

func TestPlaceholdersAreListedOnceAndFilled(t *testing.T) {
	const definition = `{"A": "${review}", "B": "{% $string($round) & '${tell_all}' %}", "C": "${review}"}`
	if diff := cmp.Diff([]string{"review", "tell_all"}, workflows.Placeholders(definition)); diff != "" {
		t.Error(diff)
	}
	filled := workflows.Fill(definition, func(name string) string { return "arn:" + name })
	if want := `{"A": "arn:review", "B": "{% $string($round) & 'arn:tell_all' %}", "C": "arn:review"}`; filled != want {
		t.Errorf("got %s", filled)
	}
}

func TestDefinitionsArePlainJSONInJSONata(t *testing.T) {
	for _, name := range []string{"cohort", "application", "standing"} {
		text, err := workflows.Definition(name)
		if err != nil {
			t.Fatal(err)
		}
		var machine struct{ QueryLanguage, StartAt string }
		if err := json.Unmarshal([]byte(text), &machine); err != nil || machine.QueryLanguage != "JSONata" || machine.StartAt == "" {
			t.Errorf("%s: %+v, %v", name, machine, err)
		}
	}
	if _, err := workflows.Definition("picnic"); err == nil {
		t.Error("there is a picnic")
	}
}
