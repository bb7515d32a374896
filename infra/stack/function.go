package stack

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambdadestinations"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/config"
)

// function is a function of the blueprint on AWS.
type function struct {
	lambda awslambda.Function
	logs   awslogs.LogGroup
}

// lambdaRetries is how often Lambda itself does the call of a schedule or an event again; it takes no more than two.
const lambdaRetries = 2

func (d *drawing) drawFunction(f blueprint.Function) {
	logs := d.logGroup(id("Logs", f.Name), "/aws/lambda/"+d.name(f.Name))
	grants := append(d.granted(f.Rights), tracing(),
		grant{actions: []string{"logs:CreateLogStream", "logs:PutLogEvents"}, resources: []*string{logs.LogGroupArn()}})
	props := &awslambda.FunctionProps{
		FunctionName: jsii.String(d.name(f.Name)), Description: jsii.String(f.Purpose), Handler: jsii.String(f.Name),
		Runtime: awslambda.Runtime_PROVIDED_AL2023(), Architecture: d.architecture(),
		Code:    awslambda.Code_FromAsset(jsii.String(d.Bootstrap), nil), // the same for all: it is uploaded once
		Timeout: awscdk.Duration_Seconds(jsii.Number(f.Timeout.Seconds())), MemorySize: jsii.Number(f.Memory),
		Environment: d.environment(), LogGroup: logs, Tracing: awslambda.Tracing_ACTIVE,
	}
	streams, unawaited := d.streams(f.Name), d.unawaited(f.Name)
	if streams {
		grants = append(grants, d.reading())
	}
	if streams || unawaited {
		grants = append(grants,
			grant{actions: []string{"sqs:SendMessage"}, resources: []*string{d.deadLetters.QueueArn()}})
	}
	if unawaited {
		props.OnFailure = awslambdadestinations.NewSqsDestination(d.deadLetters)
		props.RetryAttempts = jsii.Number(min(lambdaRetries, d.Blueprint.Retry.Attempts))
		props.MaxEventAge = awscdk.Duration_Seconds(jsii.Number(d.Blueprint.Retry.Within.Seconds()))
	}
	// Without policy updates, the CDK adds nothing to what the blueprint says.
	props.Role = d.role(id("Role", f.Name), "lambda.amazonaws.com", "What the function "+f.Name+" may do.",
		grants).WithoutPolicyUpdates(nil)
	d.functions[f.Name] = function{lambda: awslambda.NewFunction(d.stack, id("Function", f.Name), props), logs: logs}
}

// streams says whether a function is called with what changes in the table.
func (d *drawing) streams(function string) bool {
	return slices.ContainsFunc(d.Blueprint.Streams, func(s blueprint.Stream) bool { return s.Function == function })
}

// unawaited says whether a function is called by what does not wait for its answer: a schedule or an event.
func (d *drawing) unawaited(function string) bool {
	scheduled := func(s blueprint.Schedule) bool { return s.Function == function }
	hears := func(e blueprint.Event) bool { return e.Function == function }
	return slices.ContainsFunc(d.Blueprint.Schedules, scheduled) || slices.ContainsFunc(d.Blueprint.Events, hears)
}

func (d *drawing) architecture() awslambda.Architecture {
	if d.Settings.Architecture == "x86_64" {
		return awslambda.Architecture_X86_64()
	}
	return awslambda.Architecture_ARM_64()
}

// environment is what every function reads at its start. State machines are named rather than referred to: they refer
// to the functions.
func (d *drawing) environment() *map[string]*string {
	env := map[string]*string{
		config.EnvTable: d.table.TableName(), config.EnvPublicURL: d.publicURL, config.EnvSecret: d.secret.SecretArn(),
		config.EnvOwnKey:           d.ownKey.SecretArn(),
		config.EnvConfigurationSet: d.mail.configurationSet.ConfigurationSetName(),
	}
	if d.Settings.HubSpotToken != "" {
		env[config.EnvHubSpotToken] = jsii.String(d.Settings.HubSpotToken)
	}
	for _, name := range slices.Sorted(maps.Keys(d.Settings.Environment)) {
		env[name] = jsii.String(d.Settings.Environment[name])
	}
	for _, w := range d.Blueprint.Workflows {
		env[config.EnvWorkflow+strings.ToUpper(w.Name)] = d.machineARN(w.Name)
	}
	return &env
}

// logGroup draws a log group that forgets as the blueprint says.
func (d *drawing) logGroup(id *string, name string) awslogs.LogGroup {
	group := awslogs.NewLogGroup(d.stack, id,
		&awslogs.LogGroupProps{LogGroupName: jsii.String(name), RemovalPolicy: d.remains()})
	group.Node().DefaultChild().(awslogs.CfnLogGroup).SetRetentionInDays(jsii.Number(d.Blueprint.KeepLogs.Hours() / 24))
	return group
}

// Build compiles the functions' program for Lambda into the folder, under the name that Lambda's provided runtimes look
// for. The same source gives the same bytes, so that what has not changed is not uploaded again. Go, and the current
// directory within the module, are needed.
func Build(ctx context.Context, architecture, folder string) error {
	machine := map[string]string{"arm64": "arm64", "x86_64": "amd64"}[architecture]
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=",
		"-tags", "lambda.norpc",
		"-o", filepath.Join(folder, "bootstrap"), "github.com/partnerusergroups/pugs/functions/bootstrap")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH="+machine, "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("compile the functions for %s: %w\n%s", architecture, err, out)
	}
	return nil
}
