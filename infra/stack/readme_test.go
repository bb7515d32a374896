package stack_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/blueprint"
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
		s, err := hubspot.Reader{}.Read(body)
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

// Alarms of a kind stand in one row: "<workflow>-failed".
func TestTheManualNamesEveryAlarm(t *testing.T) {
	text, app := manual(t), blueprint.Pugs()
	kinds := map[string][]string{"<workflow>": {}, "<function>": {}, "<schedule>": {}}
	for _, w := range app.Workflows {
		kinds["<workflow>"] = append(kinds["<workflow>"], w.Name)
	}
	for _, f := range app.Functions {
		kinds["<function>"] = append(kinds["<function>"], f.Name)
	}
	for _, s := range app.Schedules {
		kinds["<schedule>"] = append(kinds["<schedule>"], s.Name)
	}
	for name := range wanted(app) {
		found := strings.Contains(text, "`"+name+"`")
		for kind, names := range kinds {
			of, what, _ := strings.Cut(name, "-")
			found = found || slices.Contains(names, of) && strings.Contains(text, "`"+kind+"-"+what+"`")
		}
		if !found {
			t.Errorf("the alarm %s is missing", name)
		}
	}
}

func TestTheManualRunsEverySchedule(t *testing.T) {
	calls := map[string]bool{}
	for _, call := range regexp.MustCompile(`(?m)^invoke (\w+ '.*"schedule".*')$`).FindAllStringSubmatch(manual(t), -1) {
		calls[call[1]] = false
	}
	for _, s := range blueprint.Pugs().Schedules {
		call := s.Function + " '" + s.Event() + "'"
		if _, ok := calls[call]; !ok {
			t.Errorf("the schedule %s is not run", s.Name)
		}
		delete(calls, call)
	}
	for call := range calls {
		t.Errorf("there is no schedule that calls %s", call)
	}
}

func TestTheManualStopsAndStartsEveryFunction(t *testing.T) {
	var all []string
	for _, f := range blueprint.Pugs().Functions {
		all = append(all, f.Name)
	}
	loops := regexp.MustCompile(`(?m)^for name in (.+); do$`).FindAllStringSubmatch(manual(t), -1)
	if len(loops) != 2 {
		t.Fatalf("%d loops, not one that stops and one that starts", len(loops))
	}
	for _, loop := range loops {
		names := strings.Fields(loop[1])
		if slices.Sort(names); !slices.Equal(names, slices.Sorted(slices.Values(all))) {
			t.Errorf("there are %v, the manual says %v", all, names)
		}
	}
}

func TestTheManualAsksLogsForLinesThatAreWritten(t *testing.T) {
	for _, asked := range regexp.MustCompile("\\blog (\\w+) \"(.+?)\"").FindAllStringSubmatch(manual(t), -1) {
		files, err := filepath.Glob("../../functions/" + asked[1] + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		written := slices.ContainsFunc(files, func(name string) bool {
			source, err := os.ReadFile(name)
			return err == nil && strings.Contains(string(source), strconv.Quote(asked[2]))
		})
		if !written {
			t.Errorf("the function %s never logs %q", asked[1], asked[2])
		}
	}
}

func TestTheManualLeadsToWhatItHas(t *testing.T) {
	text := manual(t)
	anchors := map[string]bool{}
	for _, heading := range regexp.MustCompile(`(?m)^##+ (.+)$`).FindAllStringSubmatch(text, -1) {
		plain := regexp.MustCompile(`[^a-z0-9 -]`).ReplaceAllString(strings.ToLower(heading[1]), "")
		anchors[strings.ReplaceAll(plain, " ", "-")] = true
	}
	for _, link := range regexp.MustCompile(`\]\(#(.+?)\)`).FindAllStringSubmatch(text, -1) {
		if !anchors[link[1]] {
			t.Errorf("there is no section #%s", link[1])
		}
	}
}
