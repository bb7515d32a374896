package stack_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// arn begins the ARN of a thing of a service.
func arn(service string) string {
	return "arn:${AWS::Partition}:" + service + ":${AWS::Region}:${AWS::AccountId}:"
}

// onAWS are the resources of a right, as this test knows them.
func onAWS(r blueprint.Resource) []string {
	return map[blueprint.Kind][]string{
		blueprint.Table:        {"${Table.Arn}"},
		blueprint.StateMachine: {arn("states") + "stateMachine:pugs-prod-" + r.Name},
		blueprint.Identity:     {arn("ses") + "identity/*", arn("ses") + "configuration-set/${Mail}"},
		blueprint.Secret:       {"${HubSpotSecret}"},
		blueprint.OwnKey:       {"${OwnKey}"},
		blueprint.Anything:     {"*"},
	}[r.Kind]
}

// condition is what a right holds under, as this test knows it.
func condition(r blueprint.Right) string {
	switch {
	case len(r.Partitions) > 0:
		return fmt.Sprintf(" if map[ForAllValues:StringLike:map[dynamodb:LeadingKeys:%v]]", r.Partitions)
	case r.On.Kind == blueprint.Identity:
		return " if map[StringEqualsIgnoreCase:map[ses:FromAddress:groups@pugs.io]]"
	}
	return ""
}

// expected are the rights of every role, as "action on resource", with " if " and the condition where there is one.
func expected(b blueprint.Blueprint) map[string][]string {
	trace := []string{"xray:PutTraceSegments on *", "xray:PutTelemetryRecords on *"}
	deadLetter := "sqs:SendMessage on ${DeadLetters.Arn}"
	all := map[string][]string{}
	for _, f := range b.Functions {
		logs := "${Logs" + title(f.Name) + ".Arn}"
		all["Role"+title(f.Name)] = append([]string{"logs:CreateLogStream on " + logs, "logs:PutLogEvents on " + logs}, trace...)
		for _, r := range f.Rights {
			for _, resource := range onAWS(r.On) {
				all["Role"+title(f.Name)] = append(all["Role"+title(f.Name)], r.Action+" on "+resource+condition(r))
			}
		}
	}
	var called []string
	for _, s := range b.Schedules {
		all["ScheduleRole"+title(s.Name)] = []string{"lambda:InvokeFunction on ${Function" + title(s.Function) + ".Arn}", deadLetter}
		called = append(called, s.Function)
	}
	for _, s := range b.Streams {
		for _, action := range []string{"DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"} {
			all["Role"+title(s.Function)] = append(all["Role"+title(s.Function)], "dynamodb:"+action+" on ${Table.StreamArn}")
		}
		called = append(called, s.Function)
	}
	for _, e := range b.Events {
		called = append(called, e.Function)
	}
	for _, function := range called {
		if role := "Role" + title(function); !slices.Contains(all[role], deadLetter) {
			all[role] = append(all[role], deadLetter)
		}
	}
	for _, w := range b.Workflows {
		rights := append([]string{"xray:GetSamplingRules on *", "xray:GetSamplingTargets on *"}, trace...)
		for _, action := range strings.Fields("CreateLogDelivery GetLogDelivery UpdateLogDelivery DeleteLogDelivery ListLogDeliveries " +
			"PutResourcePolicy DescribeResourcePolicies DescribeLogGroups") {
			rights = append(rights, "logs:"+action+" on *")
		}
		for _, name := range w.Invokes {
			rights = append(rights, "lambda:InvokeFunction on ${Function"+title(name)+".Arn}")
		}
		all["WorkflowRole"+title(w.Name)] = rights
	}
	return all
}

// rightsOf are the rights of a role in the template.
func rightsOf(t *testing.T, id string, role resource) []string {
	t.Helper()
	var rights []string
	for _, policy := range list(role.Properties["Policies"]) {
		for _, s := range policy.(map[string]any)["PolicyDocument"].(map[string]any)["Statement"].([]any) {
			statement := s.(map[string]any)
			given, fields := "", 3
			if condition, ok := statement["Condition"]; ok {
				given, fields = fmt.Sprintf(" if %v", condition), 4
			}
			if len(statement) != fields || statement["Effect"] != "Allow" {
				t.Errorf("%s has the statement %v", id, statement)
			}
			for _, action := range list(statement["Action"]) {
				for _, resource := range list(statement["Resource"]) {
					rights = append(rights, fmt.Sprintf("%s on %s%s", action, resource, given))
				}
			}
		}
	}
	return rights
}

// list is a value that CloudFormation writes bare where there is one.
func list(v any) []any {
	if many, ok := v.([]any); ok {
		return many
	}
	return []any{v}
}

func TestRolesHoldExactlyTheRightsOfTheBlueprint(t *testing.T) {
	s := drawn(t)
	want := expected(blueprint.Pugs())
	for id, role := range s.prod.of("AWS::IAM::Role") {
		got := rightsOf(t, id, role)
		slices.Sort(got)
		slices.Sort(want[id])
		if diff := cmp.Diff(want[id], got); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
		if role.Properties["ManagedPolicyArns"] != nil {
			t.Errorf("%s has rights that AWS manages", id)
		}
		if explained := strings.Contains(fmt.Sprint(role.Metadata["cdk_nag"]), "AWS takes no resource for"); explained != strings.Contains(strings.Join(got, "\n"), " on *") {
			t.Errorf("%s may do something on anything, and nothing says why: %v", id, role.Metadata)
		}
		delete(want, id)
	}
	for id := range want {
		t.Errorf("there is no %s", id)
	}
	for _, other := range []string{"AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"} {
		if more := s.prod.of(other); len(more) > 0 {
			t.Errorf("rights are attached from outside: %v", more)
		}
	}
}

func TestServicesTakeOnRolesForThisAccountOnly(t *testing.T) {
	s := drawn(t)
	for id, role := range s.prod.of("AWS::IAM::Role") {
		trust := role.Properties["AssumeRolePolicyDocument"].(map[string]any)["Statement"].([]any)[0].(map[string]any)
		service := trust["Principal"].(map[string]any)["Service"]
		account := fmt.Sprint(trust["Condition"]) == "map[StringEquals:map[aws:SourceAccount:${AWS::AccountId}]]"
		if account == (service == "lambda.amazonaws.com") {
			t.Errorf("%s is taken on by %v on the condition %v", id, service, trust["Condition"])
		}
	}
}

func TestASecretOfTheSettingsIsReadWhereOneIsSetAndByNobodyElse(t *testing.T) {
	s := drawn(t)
	for name, reader := range map[string]string{"token": "RoleContacts", "sign-on": "RoleDesk"} {
		secret := "secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:123456789012:secret:pugs/" + name + "-AbCdEf"
		for id, role := range s.test.of("AWS::IAM::Role") {
			if may := slices.Contains(rightsOf(t, id, role), secret); may != (id == reader) {
				t.Errorf("%s may read the %s: %t", id, name, may)
			}
		}
	}
}
