package stack_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdklabs/cdk-nag-go/cdknag/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/stack"
)

// TestMain ends the CDK's process, which comes to life with the import of its packages.
func TestMain(m *testing.M) {
	m.Run()
	jsii.Close()
}

// template is a synthesized template. The CDK's references are written as "${Table.Arn}", without the digits that it gives to ids.
type template struct {
	Resources map[string]resource
	Outputs   map[string]struct{ Value string }
	plain     map[string]any // as the CDK wrote it
	findings  string         // cdk-nag's report
}

type resource struct {
	Type                                string
	Properties                          map[string]any
	Metadata                            map[string]any
	DependsOn                           []string
	DeletionPolicy, UpdateReplacePolicy string
}

// stacks are the two that every test looks at.
type stacks struct {
	prod template // with the required settings only
	test template // a test stage with a domain of its own
}

func contexts() map[string]map[string]any {
	return map[string]map[string]any{
		"prod": {"stage": "prod", "sender": "Partner User Groups <groups@pugs.io>", "staff": "Ada Hart <ada@pugs.io>", "zone": "America/New_York"},
		"test": {"stage": "test-2", "sender": "Partner User Groups <groups@pugs.example>", "staff": "Ada Hart <ada@pugs.example>", "zone": "Europe/Berlin",
			"domain": "groups.pugs.example", "certificate": "arn:aws:acm:eu-west-1:123456789012:certificate/1f0e", "architecture": "x86_64",
			"identity": "address", "table": "arn:aws:dynamodb:eu-west-1:123456789012:table/pugs-restored/stream/2026-11-20T09:12:00.000", "alarms": "oncall@pugs.example", "hubspotToken": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:pugs/token-AbCdEf",
			"signOn": map[string]any{"issuer": "https://login.pugs.example", "client": "pugs", "secret": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:pugs/sign-on-AbCdEf"}, "cohorts": "2026-H2", "leads": map[string]any{"champions_open": 80.0}},
	}
}

// synthesize draws both stacks. Node takes seconds to load the CDK, so it is done once for all tests.
var synthesize = sync.OnceValues(func() (stacks, error) {
	out, err := os.MkdirTemp("", "pugs-stack-")
	if err != nil {
		return stacks{}, err
	}
	defer func() { _ = os.RemoveAll(out) }()
	program := filepath.Join(out, "program")
	if err := os.Mkdir(program, 0o755); err != nil {
		return stacks{}, err
	}
	// What is in the program makes no difference to the template but in its hash.
	if err := os.WriteFile(filepath.Join(program, "bootstrap"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		return stacks{}, err
	}
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String(filepath.Join(out, "cdk.out")), AnalyticsReporting: jsii.Bool(false)})
	for _, context := range contexts() {
		settings, err := stack.ReadSettings(context)
		if err != nil {
			return stacks{}, err
		}
		if _, err := stack.New(app, stack.Props{Blueprint: blueprint.Pugs(), Settings: settings, Bootstrap: program}); err != nil {
			return stacks{}, err
		}
	}
	awscdk.Aspects_Of(app).Add(cdknag.NewAwsSolutionsChecks(nil), nil)
	app.Synth(nil)
	var s stacks
	if s.prod, err = load(filepath.Join(out, "cdk.out"), "pugs-prod"); err != nil {
		return stacks{}, err
	}
	s.test, err = load(filepath.Join(out, "cdk.out"), "pugs-test-2")
	return s, err
})

// drawn is both stacks, or a skipped test where there is no Node to draw them.
func drawn(t *testing.T) stacks {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil && os.Getenv("CI") == "" {
		t.Skip("Node is not installed, so the stack is not drawn here: the CDK needs it")
	}
	s, err := synthesize()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func load(folder, name string) (template, error) {
	text, err := os.ReadFile(filepath.Join(folder, name+".template.json"))
	if err != nil {
		return template{}, err
	}
	var t template
	if err := json.Unmarshal(text, &t.plain); err != nil {
		return template{}, err
	}
	resources := map[string]any{}
	for id, r := range t.plain["Resources"].(map[string]any) {
		if resources[short(id)] != nil {
			return template{}, fmt.Errorf("%s: two resources are called %s", name, short(id))
		}
		resources[short(id)] = readable(r)
	}
	if text, err = json.Marshal(map[string]any{"Resources": resources, "Outputs": readable(t.plain["Outputs"])}); err != nil {
		return template{}, err
	}
	if err := json.Unmarshal(text, &t); err != nil {
		return template{}, err
	}
	report, err := os.ReadFile(filepath.Join(folder, "AwsSolutions-"+name+"-NagReport.csv"))
	t.findings = string(report)
	return t, err
}

// short is an id without the digits that the CDK puts at its end.
func short(id string) string { return regexp.MustCompile(`[0-9A-F]{8}$`).ReplaceAllString(id, "") }

// readable writes references, and strings joined of them, as text.
func readable(v any) any {
	switch v := v.(type) {
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = readable(v[i])
		}
		return list
	case map[string]any:
		if name, ok := v["Ref"].(string); ok {
			return "${" + short(name) + "}"
		}
		if path, ok := v["Fn::GetAtt"].([]any); ok {
			return fmt.Sprintf("${%s.%s}", short(path[0].(string)), path[1])
		}
		if join, ok := v["Fn::Join"].([]any); ok {
			var parts []string
			for _, part := range join[1].([]any) {
				parts = append(parts, readable(part).(string))
			}
			return strings.Join(parts, join[0].(string))
		}
		object := map[string]any{}
		for name := range v {
			object[name] = readable(v[name])
		}
		return object
	}
	return v
}

// of are the resources of a type, by id.
func (s template) of(resourceType string) map[string]resource {
	found := map[string]resource{}
	for id, r := range s.Resources {
		if r.Type == resourceType {
			found[id] = r
		}
	}
	return found
}

// has compares a resource with what is wanted of it; what is not spoken of may be anything.
func (s template) has(t *testing.T, id, resourceType string, want map[string]any) {
	t.Helper()
	r, ok := s.Resources[id]
	if !ok || r.Type != resourceType {
		t.Errorf("%s is no %s but %q", id, resourceType, r.Type)
		return
	}
	if diff := cmp.Diff(want, within(r.Properties, want)); diff != "" {
		t.Errorf("%s: %s", id, diff)
	}
}

// within cuts got down to what want speaks of.
func within(got, want any) any {
	object, ok := got.(map[string]any)
	wanted, both := want.(map[string]any)
	if !ok || !both {
		return got
	}
	part := map[string]any{}
	for name, value := range wanted {
		if inner, ok := object[name]; ok {
			part[name] = within(inner, value)
		}
	}
	return part
}

// title is a name as it stands in ids.
func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func TestEachResourceOfAStageBearsItsName(t *testing.T) {
	s := drawn(t)
	for id, r := range s.prod.Resources {
		for _, property := range []string{"FunctionName", "StateMachineName", "LogGroupName", "QueueName", "TopicName", "AlarmName", "DashboardName", "Name"} {
			name, ok := r.Properties[property].(string)
			if ok && !strings.HasPrefix(name, "${") && !strings.Contains(name, "pugs-prod") {
				t.Errorf("%s is called %s, which another stage may be as well", id, name)
			}
		}
	}
}

func TestOutputsSayWhatToDoNext(t *testing.T) {
	s := drawn(t)
	for output, want := range map[string]string{
		"WebhookURL":       "${Api.ApiEndpoint}/webhooks/applications",
		"SetHubSpotSecret": "aws secretsmanager put-secret-value --region ${AWS::Region} --secret-id ${HubSpotSecret} --secret-string CLIENT_SECRET",
		"TableName":        "${Table}",
		"AlarmTopicARN":    "${Alarms}",
		"DashboardURL":     "https://${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=${AWS::Region}#dashboards/dashboard/pugs-prod",
		"MailRecord1":      "${Sender.DkimDNSTokenName1} CNAME ${Sender.DkimDNSTokenValue1}",
	} {
		if got := s.prod.Outputs[output].Value; got != want {
			t.Errorf("%s is %s\nwant %s", output, got, want)
		}
	}
	for output, want := range map[string]string{
		"WebhookURL":   "https://groups.pugs.example/webhooks/applications",
		"DomainRecord": "groups.pugs.example CNAME ${Domain.RegionalDomainName}",
	} {
		if got := s.test.Outputs[output].Value; got != want {
			t.Errorf("%s is %s\nwant %s", output, got, want)
		}
	}
}
