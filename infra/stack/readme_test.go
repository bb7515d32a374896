package stack_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/stack"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// manual is the document for whoever deploys and operates.
func manual(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The refusal of a setting that there is not names all that there are.
func TestTheManualListsEverySetting(t *testing.T) {
	_, err := stack.ReadSettings(context(map[string]any{"unheard": "of"}))
	if err == nil {
		t.Fatal("there is a setting that is unheard of")
	}
	_, settings, ok := strings.Cut(err.Error(), "there are ")
	if !ok {
		t.Fatalf("the refusal names no settings: %v", err)
	}
	text := manual(t)
	for _, setting := range strings.Split(settings, ", ") {
		if !strings.Contains(text, "`"+setting+"`") {
			t.Errorf("the setting %s is missing", setting)
		}
	}
}

func TestTheManualListsWhatFunctionsRead(t *testing.T) {
	text := manual(t)
	for id, f := range drawn(t).test.of("AWS::Lambda::Function") {
		variables := f.Properties["Environment"].(map[string]any)["Variables"].(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(variables)) {
			if strings.HasPrefix(name, "PUGS_WORKFLOW_") {
				name = "PUGS_WORKFLOW_<NAME>"
			}
			if !strings.Contains(text, "`"+name+"`") {
				t.Errorf("%s, which %s reads, is missing", name, id)
			}
		}
	}
}

func TestTheManualListsWhatFormsSend(t *testing.T) {
	text := manual(t)
	for _, body := range sample.Bodies() {
		s, err := hubspot.ParseBody(body)
		if err != nil {
			continue // the sample has some that are no forms
		}
		for property := range s.Properties {
			isTopic := strings.HasPrefix(property, "pug_topic_")
			if strings.HasPrefix(property, "pug_") && !isTopic && !strings.Contains(text, "`"+property+"`") {
				t.Errorf("the property %s is missing", property)
			}
		}
	}
}

func TestTheManualListsWhatDropDownsOffer(t *testing.T) {
	text := manual(t)
	var values []string
	for _, role := range pug.Roles() {
		values = append(values, string(role))
	}
	for _, region := range pug.Regions() {
		values = append(values, string(region))
	}
	for _, kind := range pug.PartnerTypes() {
		values = append(values, string(kind))
	}
	for _, value := range values {
		if !strings.Contains(text, "`"+value+"`") {
			t.Errorf("the value %s is missing", value)
		}
	}
}

func TestTheManualNamesOutputsThatThereAre(t *testing.T) {
	text, outputs := manual(t), drawn(t).prod.Outputs
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		record, isRecord := strings.CutPrefix(name, "MailRecord")
		if isRecord && record != "1" && record != "3" {
			continue // the text says from which to which
		}
		if !strings.Contains(text, name) {
			t.Errorf("the output %s is missing", name)
		}
	}
}
