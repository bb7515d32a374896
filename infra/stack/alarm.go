package stack

import (
	"fmt"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatchactions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssnssubscriptions"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscloudwatch"
	"github.com/aws/jsii-runtime-go"
)

// drawAlarmTopic draws the one topic of all alarms. Alarms name workflows and functions, never people.
func (d *drawing) drawAlarmTopic() {
	d.alarmTopic = awssns.NewTopic(d.stack, jsii.String("Alarms"), &awssns.TopicProps{
		TopicName: jsii.String(d.name("alarms")), DisplayName: jsii.String(d.name("") + " alarms"),
		EnforceSSL: jsii.Bool(true),
	})
	// A topic with a policy of its own has lost the one that AWS gives to those without, by which alarms reach it.
	d.alarmTopic.AddToResourcePolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{awsiam.NewServicePrincipal(jsii.String("cloudwatch.amazonaws.com"), nil)},
		Actions:    jsii.Strings("sns:Publish"), Resources: &[]*string{d.alarmTopic.TopicArn()},
		Conditions: d.onlyThisAccount(),
	}))
	for _, address := range d.Settings.Alarms {
		d.alarmTopic.AddSubscription(awssnssubscriptions.NewEmailSubscription(jsii.String(address), nil))
	}
}

// An alarm rings at once where nothing heals by itself. What is retried rings when it goes on.
type alarm struct {
	name    string
	purpose string // what has happened and what to do first
	metric  awscloudwatch.IMetric
	from    float64 // the metric's value in one of its periods; 0 is the first that is counted
	missing int     // rings where so many periods have no value, and for nothing else; 0: not for that
}

// goesOn is how many failures of what is retried, in five minutes, are more than a passing one.
const goesOn = 3

// drawAlarms draws the alarms and answers them, for the dashboard.
func (d *drawing) drawAlarms() []interfacesawscloudwatch.IAlarmRef {
	var alarms []interfacesawscloudwatch.IAlarmRef
	for _, a := range slices.Concat(d.workflowAlarms(), d.functionAlarms(), d.callAlarms(), d.throttleAlarms(),
		d.watchAlarms(), d.scheduleAlarms()) {
		props := &awscloudwatch.AlarmProps{
			AlarmName: jsii.String(d.name(a.name)), AlarmDescription: jsii.String(a.purpose), Metric: a.metric,
			Threshold: jsii.Number(max(a.from, 1)), EvaluationPeriods: jsii.Number(max(a.missing, 1)),
			ComparisonOperator: awscloudwatch.ComparisonOperator_GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
			TreatMissingData:   awscloudwatch.TreatMissingData_NOT_BREACHING,
		}
		if a.missing > 0 {
			props.ComparisonOperator = awscloudwatch.ComparisonOperator_LESS_THAN_THRESHOLD
			props.TreatMissingData = awscloudwatch.TreatMissingData_BREACHING
		}
		drawn := awscloudwatch.NewAlarm(d.stack, id("Alarm", a.name), props)
		drawn.AddAlarmAction(awscloudwatchactions.NewSnsAction(d.alarmTopic))
		alarms = append(alarms, drawn)
	}
	return alarms
}

func (d *drawing) workflowAlarms() []alarm {
	var alarms []alarm
	for _, w := range d.Blueprint.Workflows {
		machine := d.workflows[w.Name]
		alarms = append(alarms,
			alarm{name: w.Name + "-failed", metric: machine.MetricFailed(sum()),
				purpose: fmt.Sprintf("An execution of the workflow %s failed: open it, read the last state's cause, "+
					"and mend that. It is begun again by itself; if that cannot wait, see \"A cohort failed\" in "+
					"infra/README.md.", w.Name)},
			alarm{name: w.Name + "-timed-out", metric: machine.MetricTimedOut(sum()),
				purpose: fmt.Sprintf("An execution of the workflow %s was a year old, older than AWS lets any be, "+
					"and has ended: open it, see what it waited for, and do that by hand.", w.Name)})
	}
	return alarms
}

func (d *drawing) functionAlarms() []alarm {
	var alarms []alarm
	for _, f := range d.Blueprint.Functions {
		lambda := d.functions[f.Name].lambda
		alarms = append(alarms,
			alarm{name: f.Name + "-errors", from: goesOn, metric: lambda.MetricErrors(sum()),
				purpose: fmt.Sprintf("The function %s fails again and again: its log names the task and the "+
					"reason.", f.Name)},
			alarm{name: f.Name + "-throttles", from: goesOn, metric: lambda.MetricThrottles(sum()),
				purpose: fmt.Sprintf("Lambda turns calls of the function %s away: compare the account's "+
					"concurrency with its quota.", f.Name)})
	}
	return alarms
}

// throttleAlarms are about what is turned away because there is too much of it, but for Lambda's own.
func (d *drawing) throttleAlarms() []alarm {
	tooMany := "The table turns %s away, more often than its clients' retries get over: see by the table's metrics " +
		"which operation it is. A table on demand grows by itself within half an hour; if it does not, look at the " +
		"account's quotas for DynamoDB."
	return []alarm{
		{name: "table-reads-throttled", from: goesOn, purpose: fmt.Sprintf(tooMany, "reads"),
			metric: d.table.Metric(jsii.String("ReadThrottleEvents"), sum())},
		{name: "table-writes-throttled", from: goesOn, purpose: fmt.Sprintf(tooMany, "writes"),
			metric: d.table.Metric(jsii.String("WriteThrottleEvents"), sum())},
		{name: throttledRequests, from: goesOn, metric: d.counted(throttledRequests, "Sum", period()),
			purpose: "Requests are answered 429, since more come than the throttles let pass: the access log names " +
				"the route. HubSpot sends its own again for three days. If they are people's, raise the throttle in " +
				"infra/blueprint; if they are nobody's, wait until it is over."},
	}
}

// callAlarms are about what comes in from outside, goes out to people, or is called by schedules.
func (d *drawing) callAlarms() []alarm {
	return []alarm{
		{name: "dead-letters", metric: d.letters(&awscloudwatch.MetricOptions{}),
			purpose: "The call of a schedule, an event or a stream was given up: the message names what called " +
				"or was called. Mend the cause, invoke the function with the message's input if it has one, delete " +
				"the message."},
		{name: "pages-fail", from: goesOn, metric: d.api.MetricServerError(sum()),
			purpose: "Pages or webhooks are answered 5xx again and again: the access log names the route, the " +
				"function's log the reason. HubSpot tries again for three days."},
		{name: "mail-bounced", metric: d.mailMetric("Bounce"),
			purpose: "Mail came back. Staff are told whose it was, and correct the address at the desk. To look " +
				"yourself: `aws sesv2 list-suppressed-destinations` lists the addresses."},
		{name: "mail-complained-of", metric: d.mailMetric("Complaint"),
			purpose: "Somebody called our mail spam, and gets none since. Staff are told who it was. To look " +
				"yourself: `aws sesv2 list-suppressed-destinations` lists the addresses."},
		{name: "mail-rejected", metric: d.mailMetric("Reject"),
			purpose: "SES took a mail for malware and did not send it: the table's records of mails say which were " +
				"sent last."},
	}
}

// mailMetric counts the mails of this stage that met with something.
func (d *drawing) mailMetric(event string) awscloudwatch.Metric {
	return awscloudwatch.NewMetric(&awscloudwatch.MetricProps{
		Namespace: jsii.String("AWS/SES"), MetricName: jsii.String(event), Statistic: jsii.String("Sum"),
		Period:        period(),
		DimensionsMap: &map[string]*string{mailDimension: jsii.String(d.name(""))},
	})
}

// letters counts the dead letters that wait.
func (d *drawing) letters(options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	options.Statistic, options.Period = jsii.String("Maximum"), period()
	return d.deadLetters.MetricApproximateNumberOfMessagesVisible(options)
}

func period() awscdk.Duration { return awscdk.Duration_Minutes(jsii.Number(5)) }

func sum() *awscloudwatch.MetricOptions {
	return &awscloudwatch.MetricOptions{Statistic: jsii.String("Sum"), Period: period()}
}
