package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsscheduler"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/config"
)

func (d *drawing) drawSchedules() {
	group := awsscheduler.NewCfnScheduleGroup(d.stack, jsii.String("Schedules"),
		&awsscheduler.CfnScheduleGroupProps{Name: jsii.String(d.name(""))})
	for _, s := range d.Blueprint.Schedules {
		d.drawSchedule(s, group)
	}
}

func (d *drawing) drawSchedule(s blueprint.Schedule, group awsscheduler.CfnScheduleGroup) {
	called := d.functions[s.Function].lambda.FunctionArn()
	role := d.role(id("ScheduleRole", s.Name), "scheduler.amazonaws.com", "What the schedule "+s.Name+" may do.",
		[]grant{
			{actions: []string{"lambda:InvokeFunction"}, resources: []*string{called}},
			{actions: []string{"sqs:SendMessage"}, resources: []*string{d.deadLetters.QueueArn()}},
		})
	awsscheduler.NewCfnSchedule(d.stack, id("Schedule", s.Name), &awsscheduler.CfnScheduleProps{
		Name: jsii.String(d.name(s.Name)), Description: jsii.String(s.Purpose), GroupName: group.Ref(),
		ScheduleExpression:         jsii.String(s.Expression),
		ScheduleExpressionTimezone: jsii.String(d.Settings.Environment[config.EnvZone]),
		FlexibleTimeWindow:         &awsscheduler.CfnSchedule_FlexibleTimeWindowProperty{Mode: jsii.String("OFF")},
		Target: &awsscheduler.CfnSchedule_TargetProperty{
			Arn: called, RoleArn: role.RoleArn(), Input: jsii.String(s.Event()),
			RetryPolicy: &awsscheduler.CfnSchedule_RetryPolicyProperty{
				MaximumRetryAttempts:     jsii.Number(d.Blueprint.Retry.Attempts),
				MaximumEventAgeInSeconds: jsii.Number(d.Blueprint.Retry.Within.Seconds()),
			},
			DeadLetterConfig: &awsscheduler.CfnSchedule_DeadLetterConfigProperty{Arn: d.deadLetters.QueueArn()},
		},
	})
}

// drawDeadLetters draws where the calls of schedules, streams and events end that failed for good: those that did not
// reach Lambda, sent by EventBridge, and those that a function could not do, sent by Lambda. Each letter names its
// schedule, its rule or its function.
func (d *drawing) drawDeadLetters() {
	d.deadLetters = awssqs.NewQueue(d.stack, jsii.String("DeadLetters"), &awssqs.QueueProps{
		QueueName: jsii.String(d.name("dead-letters")), RetentionPeriod: awscdk.Duration_Days(jsii.Number(14)),
		Encryption: awssqs.QueueEncryption_SQS_MANAGED, EnforceSSL: jsii.Bool(true),
		RemovalPolicy: d.remains(),
	})
	explain(d.deadLetters.Node().DefaultChild().(awssqs.CfnQueue), "AwsSolutions-SQS3",
		"This is the dead-letter queue, of schedules, streams and events and of the functions that they call.")
}
