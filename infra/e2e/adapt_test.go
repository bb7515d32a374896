package main

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTimeoutsBecomeWhatTheEmulatorTakes(t *testing.T) {
	const date = `"TimeoutSeconds": "{% $max([1, $ceil(($toMillis($months[$month].ask) - $millis()) / 1000)]) %}"`
	awaits := func(task string) string {
		return `{"Type": "Task", "Arguments": {"Payload": {"task": "` + task + `"}}, ` + date + `, "Next": "Plan",
			"Catch": [{"ErrorEquals": ["States.Timeout"], "Assign": {"pause": 60}, "Next": "Ask"}, {"ErrorEquals": ["States.ALL"], "Next": "Tell"}]}`
	}
	for name, test := range map[string]struct {
		state, want string
		changed     int
	}{
		"a wait for a date is a plain one": {awaits("await"),
			`{"Type": "Wait", "Timestamp": "{% $months[$month].ask %}", "Assign": {"pause": 60}, "Next": "Ask"}`, 1},
		"a wait for a person takes an hour": {`{"Type": "Task", "Arguments": {"Payload": {"task": "ask"}}, ` + date + `}`,
			`{"Type": "Task", "Arguments": {"Payload": {"task": "ask"}}, "TimeoutSeconds": 3600}`, 1},
		"so does one in a branch": {`{"Type": "Parallel", "Branches": [{"States": {"A": {` + date + `}}}]}`,
			`{"Type": "Parallel", "Branches": [{"States": {"A": {"TimeoutSeconds": 3600}}}]}`, 1},
		"a number stays":         {`{"TimeoutSeconds": 60}`, `{"TimeoutSeconds": 60}`, 0},
		"other expressions stay": {`{"Timestamp": "{% $at %}"}`, `{"Timestamp": "{% $at %}"}`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			definition, _ := json.Marshal(`{"States": {"S": ` + test.state + `}}`)
			got, changed, err := adapt([]byte(`{"Resources": {"Cohort": {"Properties": {"DefinitionString": ` + string(definition) + `}},
				"Table": {"Properties": {"TableName": "pugs"}}, "Bare": {}}}`))
			if err != nil || changed != test.changed {
				t.Fatalf("%d are changed, %v", changed, err)
			}
			var adapted struct {
				Resources struct {
					Cohort struct {
						Properties struct{ DefinitionString string }
					}
					Table struct{ Properties struct{ TableName string } }
				}
			}
			var came struct{ States struct{ S any } }
			var want any
			for text, into := range map[string]any{string(got): &adapted, test.want: &want} {
				if err := json.Unmarshal([]byte(text), into); err != nil {
					t.Fatal(err)
				}
			}
			if err := json.Unmarshal([]byte(adapted.Resources.Cohort.Properties.DefinitionString), &came); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, came.States.S); diff != "" || adapted.Resources.Table.Properties.TableName != "pugs" {
				t.Errorf("table %v (-want +got):\n%s", adapted.Resources.Table, diff)
			}
		})
	}
}

func TestATemplateThatCannotBeReadIsNotDeployed(t *testing.T) {
	for _, template := range []string{"", `{"Resources": {"Cohort": {"Properties": {"DefinitionString": "{"}}}}`} {
		if _, _, err := adapt([]byte(template)); err == nil {
			t.Errorf("%q was adapted", template)
		}
	}
}
