package stack_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/stack"
)

func TestTheTableOutlivesTheStack(t *testing.T) {
	s := drawn(t)
	s.prod.has(t, "Table", "AWS::DynamoDB::Table", map[string]any{
		"BillingMode":                      "PAY_PER_REQUEST",
		"KeySchema":                        []any{map[string]any{"AttributeName": "PK", "KeyType": "HASH"}, map[string]any{"AttributeName": "SK", "KeyType": "RANGE"}},
		"StreamSpecification":              map[string]any{"StreamViewType": "NEW_IMAGE"},
		"TimeToLiveSpecification":          map[string]any{"AttributeName": "ttl", "Enabled": true},
		"PointInTimeRecoverySpecification": map[string]any{"PointInTimeRecoveryEnabled": true},
		"SSESpecification":                 map[string]any{"SSEEnabled": true},
		"DeletionProtectionEnabled":        true,
	})
	s.prod.has(t, "HubSpotSecret", "AWS::SecretsManager::Secret", map[string]any{"GenerateSecretString": map[string]any{}})
	s.prod.has(t, "OwnKey", "AWS::SecretsManager::Secret",
		map[string]any{"GenerateSecretString": map[string]any{"PasswordLength": float64(64), "ExcludePunctuation": true}})
	for id, kept := range map[string]string{"prod": "Retain", "test": "Delete"} {
		template := map[string]template{"prod": s.prod, "test": s.test}[id]
		for _, name := range []string{"Table", "HubSpotSecret", "OwnKey"} { // ids that never change: what moved would be replaced by an empty one
			if r := template.Resources[name]; r.DeletionPolicy != kept || r.UpdateReplacePolicy != kept {
				t.Errorf("%s: %s is %s, or %s when replaced", id, name, r.DeletionPolicy, r.UpdateReplacePolicy)
			}
		}
	}
	s.test.has(t, "Table", "AWS::DynamoDB::Table", map[string]any{"DeletionProtectionEnabled": false})
	if err := stack.CheckKept("prod", s.prod.plain); err != nil {
		t.Error(err)
	}
	if err := stack.CheckKept("prod", s.test.plain); err == nil || !strings.Contains(err.Error(), "HubSpotSecret") {
		t.Errorf("a test's stack was taken for prod: %v", err)
	}
}

func TestARestoredTableIsUsedInPlaceOfTheStacksOwn(t *testing.T) {
	s := drawn(t)
	const restored = "arn:aws:dynamodb:eu-west-1:123456789012:table/pugs-restored"
	const stream = restored + "/stream/2026-11-20T09:12:00.000"
	for id, role := range s.test.of("AWS::IAM::Role") {
		for _, right := range rightsOf(t, id, role) {
			if on := strings.Fields(right)[2]; strings.HasPrefix(right, "dynamodb:") && on != restored && on != stream {
				t.Errorf("%s may %s", id, right)
			}
		}
	}
	for id, m := range s.test.of("AWS::Lambda::EventSourceMapping") {
		if source := m.Properties["EventSourceArn"]; source != stream {
			t.Errorf("%s tells of what changes in %v", id, source)
		}
	}
	if got := s.test.Outputs["TableName"].Value; got != "pugs-restored" {
		t.Errorf("the output names the table %s", got)
	}
	if _, kept := s.test.Resources["Table"]; !kept {
		t.Error("the stack's own table, to which there may be a way back, is gone")
	}
}

func TestLogsDeadLettersAndTheSenderOutliveTheStack(t *testing.T) {
	s := drawn(t)
	for _, c := range []struct {
		template             template
		onDelete, onReplaced string
	}{
		{s.prod, "RetainExceptOnCreate", "Retain"},
		{s.test, "Delete", "Delete"},
	} {
		found := 0
		for _, kind := range []string{"AWS::Logs::LogGroup", "AWS::SQS::Queue", "AWS::SES::EmailIdentity"} {
			for id, r := range c.template.of(kind) {
				found++
				if r.DeletionPolicy != c.onDelete || r.UpdateReplacePolicy != c.onReplaced {
					t.Errorf("%s is %s, or %s when replaced", id, r.DeletionPolicy, r.UpdateReplacePolicy)
				}
			}
		}
		// The logs of functions, of workflows and of the API; the dead letters; the sender.
		b := blueprint.Pugs()
		if want := len(b.Functions) + len(b.Workflows) + 1 + 1 + 1; found != want {
			t.Errorf("there are %d of them, want %d", found, want)
		}
	}
}

func TestAStackThatWouldDeleteDataIsRefused(t *testing.T) {
	table := func(changes map[string]any) map[string]any {
		r := map[string]any{"Type": "AWS::DynamoDB::Table", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain",
			"Properties": map[string]any{"DeletionProtectionEnabled": true}}
		for name, value := range changes {
			r[name] = value
		}
		return map[string]any{"Resources": map[string]any{"Table": r, "Queue": map[string]any{"Type": "AWS::SQS::Queue"}}}
	}
	for name, c := range map[string]struct {
		stage    string
		template map[string]any
		want     string // in the error; none where it is empty
	}{
		"a table that is kept":                      {"prod", table(nil), ""},
		"a test's table that is not":                {"test", table(map[string]any{"DeletionPolicy": "Delete"}), ""},
		"a table that goes with its stack":          {"prod", table(map[string]any{"DeletionPolicy": "Delete"}), "DeletionPolicy is Delete"},
		"a table that goes when replaced":           {"prod", table(map[string]any{"UpdateReplacePolicy": "Delete"}), "UpdateReplacePolicy is Delete"},
		"a table of which nothing is said":          {"prod", table(map[string]any{"DeletionPolicy": nil}), "DeletionPolicy"},
		"a table without protection":                {"prod", table(map[string]any{"Properties": map[string]any{}}), "deletion protection"},
		"a secret that goes with its stack":         {"prod", table(map[string]any{"Type": "AWS::SecretsManager::Secret", "DeletionPolicy": "Delete"}), "the stage prod would lose what Table holds"},
		"a stage that only sounds like a test":      {"testing", table(map[string]any{"DeletionPolicy": "Delete"}), "the stage testing would lose"},
		"a template without resources, lost or not": {"prod", map[string]any{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := stack.CheckKept(c.stage, c.template)
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
