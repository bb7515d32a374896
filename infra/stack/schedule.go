package stack

import (
	"fmt"
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsscheduler"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
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

// scheduleAlarms are about schedules that did not run, or whose calls all failed. CloudWatch watches hours rather than
// one long period, so that it does not matter when in the day they begin; all together are a week at most.
func (d *drawing) scheduleAlarms() []alarm {
	var alarms []alarm
	for _, s := range d.Blueprint.Schedules {
		hours := int(s.Missed.Hours())
		if hours == 0 {
			continue
		}
		alarms = append(alarms, alarm{
			name: s.Name + "-missed", metric: d.runs(s), missing: hours,
			purpose: fmt.Sprintf("The schedule %s has not run for %d hours: see in EventBridge Scheduler whether it "+
				"is enabled, then what is among the dead letters and in the log of the function %s. To run it now, "+
				"invoke the function with %s. After the first deployment this rings until the first run.",
				s.Name, hours, s.Function, s.Event()),
		})
	}
	return alarms
}

// runs counts the runs of a schedule in each hour.
func (d *drawing) runs(s blueprint.Schedule) awscloudwatch.IMetric {
	name := s.Name + "-ran"
	d.functions[s.Function].logs.AddMetricFilter(id("Ran", s.Name), &awslogs.MetricFilterOptions{
		FilterPattern: awslogs.FilterPattern_All(
			awslogs.FilterPattern_StringValue(jsii.String("$.msg"), jsii.String("="),
				jsii.String(lambdafn.ScheduleRan)),
			awslogs.FilterPattern_StringValue(jsii.String("$.schedule"), jsii.String("="), jsii.String(s.Name))),
		MetricNamespace: jsii.String(d.name("")), MetricName: jsii.String(name), MetricValue: jsii.String("1"),
	})
	return d.counted(name, "Sum", minutes(time.Hour))
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
