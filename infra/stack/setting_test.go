package stack_test

import (
	"encoding/json"
	"maps"
	"net/mail"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/stack"
	"github.com/partnerusergroups/pugs/shared/config"
)

// context is the context of prod with only what is required, changed as given.
func context(changes map[string]any) map[string]any {
	all := maps.Clone(contexts()["prod"])
	maps.Copy(all, changes)
	return all
}

func TestAWrongSettingStopsTheSynthWithASentence(t *testing.T) {
	for name, c := range map[string]struct {
		setting string
		value   any
		want    string // in the error, beside the setting's name
	}{
		"no stage":                                 {"stage", "", "example: prod"},
		"a stage that names cannot hold":           {"stage", "Prod!", "example: prod"},
		"a stage too long for names":               {"stage", "a-stage-of-many-words", "example: prod"},
		"no sender":                                {"sender", "", "example: Partner User Groups <groups@example.com>"},
		"a sender without a name":                  {"sender", "groups@pugs.io", "example: Partner User Groups <groups@example.com>"},
		"a sender of the example":                  {"sender", "Partner User Groups <groups@example.com>", "takes no mail"},
		"no staff":                                 {"staff", "", "example: Ada Hart <ada@example.com>"},
		"staff of whom one has no address":         {"staff", []any{"Ada Hart <ada@pugs.io>", "Bo"}, "example: Ada Hart <ada@example.com>"},
		"staff of the example":                     {"staff", []any{"Ada Hart <ada@pugs.io>", "Bo Lund <bo@staff.example>"}, "takes no mail"},
		"no zone":                                  {"zone", "", "example: America/New_York"},
		"a zone that there is not":                 {"zone", "Mars/Olympus", "example: America/New_York"},
		"a public address without a scheme":        {"publicUrl", "groups.pugs.io", "example: https://groups.example.com"},
		"a public address that is not encrypted":   {"publicUrl", "http://groups.pugs.io", "HTTPS"},
		"a domain with a scheme":                   {"domain", "https://groups.pugs.io", "example: groups.example.com"},
		"a domain without a certificate":           {"domain", "groups.pugs.io", "set certificate as well"},
		"a certificate without a domain":           {"certificate", "arn:aws:acm:eu-west-1:123456789012:certificate/1f0e", "set domain as well"},
		"a certificate that is none":               {"certificate", "1f0e", "example: arn:aws:acm:"},
		"lead times that are not JSON":             {"leads", "70", `example: {"champions_open": 70}`},
		"a lead time that there is not":            {"leads", map[string]any{"champion_open": 70.0}, `example: {"champions_open": 70}`},
		"lead times out of order":                  {"leads", map[string]any{"champions_open": 20.0}, `example: {"champions_open": 70}`},
		"an interval that is no time":              {"intervals", `{"seat_offer": "soon"}`, `example: {"seat_offer": "3d"}`},
		"a cohort that there is not":               {"cohorts", []any{"2026-H2", "2027"}, "example: 2026-H2,2027-H1"},
		"a signature that there is not":            {"signature", "v1", "example: any"},
		"data that would be deleted":               {"data", "delete", "only the stage test"},
		"data that would be both":                  {"data", "maybe", "example: keep"},
		"a table without its stream":               {"table", "pugs-restored", "example: arn:aws:dynamodb:"},
		"an architecture that Lambda has not":      {"architecture", "riscv", "example: arm64"},
		"an identity that SES has not":             {"identity", "phone", "example: domain"},
		"alarms to nowhere":                        {"alarms", "pager", "example: oncall@example.com"},
		"a number where there are words":           {"zone", 5.0, "example: America/New_York"},
		"a setting that there is not":              {"publicURL", "https://groups.pugs.io", "there is no setting publicURL; there are alarms, architecture, certificate"},
		"the same, if nothing is said of its case": {"Stage", "prod", "there is no setting Stage"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := stack.ReadSettings(context(map[string]any{c.setting: c.value}))
			if err == nil {
				t.Fatal("it was taken")
			}
			for _, part := range []string{"setting " + c.setting, c.want} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not speak of %s", err, part)
				}
			}
			if strings.Contains(err.Error(), "PUGS_") {
				t.Errorf("%q speaks of a function's environment", err)
			}
		})
	}
}

func TestSettingsAreRead(t *testing.T) {
	s, err := stack.ReadSettings(context(map[string]any{
		"aws:cdk:enable-path-metadata": true, "acknowledged-issue-numbers": []any{1.0}, "publicUrl": "https://groups.pugs.io/",
		"staff": []any{"Ada Hart <ada@pugs.io>", "Bo Lund <bo@pugs.io>"}, "alarms": []any{"On call <oncall@pugs.io>", "ada@pugs.io"}, "identity": "existing",
		"leads": map[string]any{"champions_open": 80.0},
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := stack.Settings{
		Stage: "prod", KeepData: true, Architecture: "arm64", Identity: "existing", PublicURL: "https://groups.pugs.io",
		Alarms: []string{"oncall@pugs.io", "ada@pugs.io"}, Sender: mail.Address{Name: "Partner User Groups", Address: "groups@pugs.io"},
		Environment: map[string]string{
			config.EnvSender: "Partner User Groups <groups@pugs.io>", config.EnvStaff: "Ada Hart <ada@pugs.io>, Bo Lund <bo@pugs.io>",
			config.EnvZone: "America/New_York", config.EnvLeads: `{"champions_open":80}`,
		},
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
}

func TestOnlyTestStagesMayLoseTheirData(t *testing.T) {
	for name, c := range map[string]struct {
		stage, data string
		kept        bool
	}{
		"prod keeps it":                       {"prod", "", true},
		"a test does not":                     {"test", "", false},
		"nor does another":                    {"test-ada", "", false},
		"a test may keep it":                  {"test", "keep", true},
		"what sounds like a test, keeps it":   {"testing", "", true},
		"and so does the rehearsal of a test": {"pretest", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := stack.ReadSettings(context(map[string]any{"stage": c.stage, "data": c.data}))
			if err != nil || s.KeepData != c.kept {
				t.Errorf("kept: %t, %v", s.KeepData, err)
			}
		})
	}
}

func TestTheSettingsInTheCheckoutAreATests(t *testing.T) {
	text, err := os.ReadFile("../../cdk.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Context map[string]any }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if s, err := stack.ReadSettings(file.Context); err != nil || s.KeepData {
		t.Errorf("%+v, %v", s, err)
	}
	file.Context["stage"] = "prod"
	if _, err := stack.ReadSettings(file.Context); err == nil || !strings.Contains(err.Error(), "the setting sender") {
		t.Errorf("prod would write to people of the example: %v", err)
	}
}
