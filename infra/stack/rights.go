package stack

import (
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// grant lets a role call actions on resources.
type grant struct {
	actions   []string
	resources []*string      // none: anything
	condition map[string]any // none: always
	why       string         // no narrower resource can be named; empty where one is
}

// role draws a role for a service. All of its rights are in it: no policy is attached later.
func (d *drawing) role(id *string, service, purpose string, grants []grant) awsiam.Role {
	var statements []awsiam.PolicyStatement
	var whys []string
	for _, g := range grants {
		statement := &awsiam.PolicyStatementProps{Actions: jsii.Strings(g.actions...), Resources: &g.resources}
		if len(g.resources) == 0 {
			statement.Resources = jsii.Strings("*")
		}
		if len(g.condition) > 0 {
			statement.Conditions = &g.condition
		}
		if g.why != "" {
			whys = append(whys, g.why)
		}
		statements = append(statements, awsiam.NewPolicyStatement(statement))
	}
	role := awsiam.NewRole(d.stack, id, &awsiam.RoleProps{
		Description: jsii.String(purpose),
		AssumedBy:   awsiam.NewServicePrincipal(jsii.String(service), d.forThisAccount(service)),
		InlinePolicies: &map[string]awsiam.PolicyDocument{
			"rights": awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &statements}),
		},
	})
	if len(whys) > 0 {
		explain(role.Node().DefaultChild().(awsiam.CfnRole), "AwsSolutions-IAM5", strings.Join(whys, " "),
			"Resource::*", "Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*")
	}
	return role
}

// forThisAccount keeps a service from taking on the role on behalf of another account. Lambda names no account when it
// takes on a role, and lets nobody use the role of another account anyway.
func (d *drawing) forThisAccount(service string) *awsiam.ServicePrincipalOpts {
	if service == "lambda.amazonaws.com" {
		return nil
	}
	return &awsiam.ServicePrincipalOpts{Conditions: d.onlyThisAccount()}
}

func (d *drawing) onlyThisAccount() *map[string]any {
	return &map[string]any{"StringEquals": map[string]any{"aws:SourceAccount": d.stack.Account()}}
}

// granted turns the rights of a blueprint entry into grants, one for all the actions on the same.
func (d *drawing) granted(rights []blueprint.Right) []grant {
	var grants []grant
	place := map[string]int{}
	for _, r := range rights {
		if r.On.Kind == blueprint.Token && d.Settings.HubSpotToken == "" ||
			r.On.Kind == blueprint.SignOn && d.Settings.SignOnSecret == "" {
			continue // there is none to read
		}
		on := fmt.Sprint(r.On, r.Partitions)
		i, ok := place[on]
		if !ok {
			i = len(grants)
			place[on] = i
			grants = append(grants, d.grantOn(r))
		}
		grants[i].actions = append(grants[i].actions, r.Action)
	}
	return grants
}

// grantOn is a grant of no actions yet, on what the right is on.
func (d *drawing) grantOn(r blueprint.Right) grant {
	g := grant{resources: d.arns(r.On), why: r.On.Why}
	switch {
	case len(r.Partitions) > 0:
		g.condition = within(r.Partitions)
	case r.On.Kind == blueprint.Identity:
		g.condition = map[string]any{
			"StringEqualsIgnoreCase": map[string]any{"ses:FromAddress": d.Settings.Sender.Address},
		}
		g.why = "In its sandbox, and for addresses that it has verified, SES asks for the right on the recipient's " +
			"identity as well. Whom we write to is not known here; from whom, the condition says."
	}
	return g
}

// within is the condition that all keys of a call are in the partitions. It also holds where AWS names no keys, and
// deliberately lacks the "Null": "false" on the key that IAM's guide pairs with ForAllValues: whether the items of a
// transaction come with their keys is documented nowhere. If they did not, that would refuse every transaction; as it
// is, they would be as free as without a condition.
func within(partitions []string) map[string]any {
	return map[string]any{"ForAllValues:StringLike": map[string]any{"dynamodb:LeadingKeys": partitions}}
}

// arns are what a resource of the blueprint is on AWS.
func (d *drawing) arns(r blueprint.Resource) []*string {
	switch r.Kind {
	case blueprint.Table:
		return []*string{d.table.TableArn()}
	case blueprint.StateMachine:
		return []*string{d.machineARN(r.Name)}
	case blueprint.Identity: // SES asks for a right on each of them
		return []*string{d.sesARN("identity", "*"), d.mail.configurationSetARN}
	case blueprint.Secret:
		return []*string{d.secret.SecretArn()}
	case blueprint.OwnKey:
		return []*string{d.ownKey.SecretArn()}
	case blueprint.Token:
		return []*string{jsii.String(d.Settings.HubSpotToken)}
	case blueprint.SignOn:
		return []*string{jsii.String(d.Settings.SignOnSecret)}
	}
	return nil
}

// tracing is what a service needs that reports to X-Ray.
func tracing(more ...string) grant {
	return grant{actions: append([]string{"xray:PutTraceSegments", "xray:PutTelemetryRecords"}, more...),
		why: "AWS takes no resource for sending traces to X-Ray."}
}

// explain tells cdk-nag, and who reads the template, why a rule is not followed here.
func explain(resource awscdk.CfnResource, rule, reason string, appliesTo ...string) {
	entry := map[string]any{"id": rule, "reason": reason}
	if len(appliesTo) > 0 {
		entry["applies_to"] = appliesTo
	}
	resource.AddMetadata(jsii.String("cdk_nag"), map[string]any{"rules_to_suppress": []any{entry}})
}
