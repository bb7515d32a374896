package stack

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigatewayv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssecretsmanager"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// Props are what a stack is drawn from; every field is required.
type Props struct {
	Blueprint blueprint.Blueprint
	Settings  Settings
	Bootstrap string // a folder with the functions' program in it, see Build
}

// drawing is the stack while it is drawn. The fields are in the order in which they are made: each needs those above it
// at most.
type drawing struct {
	Props
	stack       awscdk.Stack
	alarmTopic  awssns.Topic
	deadLetters awssqs.Queue
	table       awsdynamodb.ITable
	secret      awssecretsmanager.Secret
	ownKey      awssecretsmanager.Secret
	mail        sender
	api         awsapigatewayv2.HttpApi
	stage       awsapigatewayv2.CfnStage
	domain      awsapigatewayv2.DomainName // nil where there is none
	publicURL   *string
	functions   map[string]function
	workflows   map[string]awsstepfunctions.StateMachine
}

// New draws the stack. The error is a workflow of the blueprint that has no definition.
func New(scope constructs.Construct, props Props) (awscdk.Stack, error) {
	d := &drawing{Props: props, functions: map[string]function{}, workflows: map[string]awsstepfunctions.StateMachine{}}
	d.stack = awscdk.NewStack(scope, jsii.String(d.name("")), &awscdk.StackProps{
		StackName: jsii.String(d.name("")), Description: jsii.String(props.Blueprint.Purpose),
		TerminationProtection: jsii.Bool(props.Settings.KeepData),
		Tags: &map[string]*string{"application": jsii.String("pugs"),
			"stage": jsii.String(props.Settings.Stage)},
	})
	d.drawAlarmTopic()
	d.drawDeadLetters()
	d.drawTable()
	d.drawSecret()
	d.drawOwnKey()
	d.drawMail()
	d.drawAPI()
	for _, f := range props.Blueprint.Functions {
		d.drawFunction(f)
		d.drawRoutes(f)
	}
	for _, w := range props.Blueprint.Workflows {
		if err := d.drawWorkflow(w); err != nil {
			return nil, err
		}
	}
	d.drawSchedules()
	for _, s := range props.Blueprint.Streams {
		d.drawStream(s)
	}
	for _, e := range props.Blueprint.Events {
		d.drawEvent(e)
	}
	d.drawDashboard(d.drawAlarms())
	d.drawOutputs()
	return d.stack, nil
}

// name is what a thing is called on AWS: "pugs-prod-intake". The stack itself is "pugs-prod".
func (d *drawing) name(thing string) string {
	return strings.TrimSuffix("pugs-"+d.Settings.Stage+"-"+thing, "-")
}

// id is what a thing is called in the template: "ScheduleOpen".
func id(kind, name string) *string {
	text := kind
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }) {
		text += strings.ToUpper(word[:1]) + word[1:]
	}
	return &text
}

// outlives says what becomes of data when the stack goes, or when a change would replace what holds it.
func (d *drawing) outlives() awscdk.RemovalPolicy {
	if d.Settings.KeepData {
		return awscdk.RemovalPolicy_RETAIN
	}
	return awscdk.RemovalPolicy_DESTROY
}

// remains says the same of logs, dead letters and the sender's identity. Their names are fixed: what a deployment that
// fails has just made goes again, so that the next one does not find the name taken.
func (d *drawing) remains() awscdk.RemovalPolicy {
	if d.Settings.KeepData {
		return awscdk.RemovalPolicy_RETAIN_ON_UPDATE_OR_DELETE
	}
	return awscdk.RemovalPolicy_DESTROY
}
