package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseventstargets"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// drawEvent has EventBridge call a function with what a service reports. All stages of an account share its bus: the
// mail of other ones, which has another configuration set, is none of this one's business.
func (d *drawing) drawEvent(e blueprint.Event) {
	mail := map[string]any{"tags": map[string]any{
		mailDimension: []*string{d.mail.configurationSet.ConfigurationSetName()},
	}}
	target := awseventstargets.NewLambdaFunction(d.functions[e.Function].lambda, &awseventstargets.LambdaFunctionProps{
		DeadLetterQueue: d.deadLetters,
		RetryAttempts:   jsii.Number(d.Blueprint.Retry.Attempts),
		MaxEventAge:     awscdk.Duration_Seconds(jsii.Number(d.Blueprint.Retry.Within.Seconds())),
	})
	awsevents.NewRule(d.stack, id("Event", e.Name), &awsevents.RuleProps{
		RuleName: jsii.String(d.name(e.Name)), Description: jsii.String(e.Purpose),
		EventPattern: &awsevents.EventPattern{
			Source: jsii.Strings(e.Source), DetailType: jsii.Strings(e.Types...),
			Detail: &map[string]any{"mail": mail},
		},
		Targets: &[]awsevents.IRuleTarget{target},
	})
}
