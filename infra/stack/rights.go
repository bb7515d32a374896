package stack

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// grant lets a role call actions on resources. Where AWS takes no resource for them there is none, and why says so.
type grant struct {
	actions   []string
	resources []*string
	why       string
}

// role draws a role for a service. All of its rights are in it: no policy is attached later.
func (d *drawing) role(id *string, service, purpose string, grants []grant) awsiam.Role {
	var statements []awsiam.PolicyStatement
	var whys []string
	for _, g := range grants {
		resources := g.resources
		if g.why != "" {
			resources = []*string{jsii.String("*")}
			whys = append(whys, g.why)
		}
		statements = append(statements, awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
			Actions: jsii.Strings(g.actions...), Resources: &resources,
		}))
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
			"Resource::*")
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

// granted turns the rights of a blueprint entry into grants, one for each resource.
func (d *drawing) granted(rights []blueprint.Right) []grant {
	var grants []grant
	place := map[blueprint.Resource]int{}
	for _, r := range rights {
		i, ok := place[r.On]
		if !ok {
			i = len(grants)
			place[r.On] = i
			grants = append(grants, grant{resources: d.arns(r.On), why: r.On.Why})
		}
		grants[i].actions = append(grants[i].actions, r.Action)
	}
	return grants
}

// arns are what a resource of the blueprint is on AWS.
func (d *drawing) arns(r blueprint.Resource) []*string {
	switch r.Kind {
	case blueprint.Table:
		return []*string{d.table.TableArn()}
	case blueprint.StateMachine:
		return []*string{d.machineARN(r.Name)}
	case blueprint.Identity: // SES asks for a right on both
		return []*string{d.mail.identityARN, d.mail.configurationSetARN}
	case blueprint.Secret:
		return []*string{d.secret.SecretArn()}
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
