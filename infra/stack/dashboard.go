package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscloudwatch"
	"github.com/aws/jsii-runtime-go"
)

// drawDashboard draws the page that an engineer opens first: what rings, then how workflows, pages and mail do, then
// the lines of the logs.
func (d *drawing) drawDashboard(alarms []interfacesawscloudwatch.IAlarmRef) {
	awscloudwatch.NewDashboard(d.stack, jsii.String("Dashboard"), &awscloudwatch.DashboardProps{
		DashboardName: jsii.String(d.name("")), DefaultInterval: awscdk.Duration_Days(jsii.Number(7)),
		Widgets: &[]*[]awscloudwatch.IWidget{
			{awscloudwatch.NewAlarmStatusWidget(&awscloudwatch.AlarmStatusWidgetProps{
				Title: jsii.String("Alarms"), Alarms: &alarms, Width: jsii.Number(wide), Height: jsii.Number(5),
			})},
			{graph("Executions", d.executions()), graph("Requests", d.requests()), graph("Mails", d.mails())},
			{graph("Failures of functions", d.failures()), graph("Duration of functions, 95 %", d.durations()),
				graph("Dead letters and capacity of the table", d.storage())},
			{graph("Oldest that waits, in seconds", d.waiting()), graph("Repaired by the sweep", d.repaired()),
				graph("Turned away", d.throttled())},
			{awscloudwatch.NewLogQueryWidget(&awscloudwatch.LogQueryWidgetProps{
				Title: jsii.String("Warnings and errors, newest first"), LogGroupNames: d.logGroups(),
				Width: jsii.Number(wide), Height: jsii.Number(8),
				QueryLines: jsii.Strings(
					"filter level in ['WARN', 'ERROR'] or @type = 'REPORT' and status != 'success'",
					"fields @timestamp, @log, level, msg, error, @message", "sort @timestamp desc", "limit 50"),
			})},
		},
	})
}

// wide is the width of the dashboard; three graphs stand in a row.
const wide = 24

func graph(title string, metrics []awscloudwatch.IMetric) awscloudwatch.IWidget {
	return awscloudwatch.NewGraphWidget(&awscloudwatch.GraphWidgetProps{
		Title: jsii.String(title), Left: &metrics, Width: jsii.Number(wide / 3), Height: jsii.Number(6),
	})
}

func (d *drawing) executions() []awscloudwatch.IMetric {
	var metrics []awscloudwatch.IMetric
	for _, w := range d.Blueprint.Workflows {
		m := d.workflows[w.Name]
		metrics = append(metrics, m.MetricStarted(called(w.Name+" started")),
			m.MetricSucceeded(called(w.Name+" succeeded")),
			m.MetricFailed(called(w.Name+" failed")), m.MetricTimedOut(called(w.Name+" timed out")))
	}
	return metrics
}

func (d *drawing) requests() []awscloudwatch.IMetric {
	return []awscloudwatch.IMetric{d.api.MetricCount(called("all")), d.api.MetricClientError(called("4xx")),
		d.api.MetricServerError(called("5xx"))}
}

func (d *drawing) mails() []awscloudwatch.IMetric {
	return []awscloudwatch.IMetric{d.mailMetric("Send"), d.mailMetric("Delivery"), d.mailMetric("Bounce"),
		d.mailMetric("Complaint"), d.mailMetric("Reject")}
}

func (d *drawing) failures() []awscloudwatch.IMetric {
	var metrics []awscloudwatch.IMetric
	for _, f := range d.Blueprint.Functions {
		metrics = append(metrics, d.functions[f.Name].lambda.MetricErrors(called(f.Name)),
			d.functions[f.Name].lambda.MetricThrottles(called(f.Name+" throttled")))
	}
	return metrics
}

func (d *drawing) durations() []awscloudwatch.IMetric {
	p95 := func(label string) *awscloudwatch.MetricOptions {
		return &awscloudwatch.MetricOptions{Label: jsii.String(label), Statistic: jsii.String("p95"), Period: period()}
	}
	metrics := []awscloudwatch.IMetric{d.api.MetricLatency(p95("requests"))}
	for _, f := range d.Blueprint.Functions {
		metrics = append(metrics, d.functions[f.Name].lambda.MetricDuration(p95(f.Name)))
	}
	return metrics
}

func (d *drawing) storage() []awscloudwatch.IMetric {
	return []awscloudwatch.IMetric{
		d.letters(&awscloudwatch.MetricOptions{Label: jsii.String("dead letters")}),
		d.table.MetricConsumedReadCapacityUnits(called("units read")),
		d.table.MetricConsumedWriteCapacityUnits(called("units written")),
	}
}

// waiting are the figures of how long something has waited, and repaired those of how often something was.
func (d *drawing) waiting() []awscloudwatch.IMetric  { return d.figures("Seconds") }
func (d *drawing) repaired() []awscloudwatch.IMetric { return d.figures("Count") }

func (d *drawing) figures(unit string) []awscloudwatch.IMetric {
	var metrics []awscloudwatch.IMetric
	for _, w := range d.Blueprint.Watches {
		if w.Figure.Unit == unit {
			metrics = append(metrics, d.watchAlarm(w).metric)
		}
	}
	return metrics
}

func (d *drawing) throttled() []awscloudwatch.IMetric {
	var metrics []awscloudwatch.IMetric
	for _, a := range d.throttleAlarms() {
		metrics = append(metrics, a.metric)
	}
	return metrics
}

// called is a sum under a name that says more than the metric's own.
func called(label string) *awscloudwatch.MetricOptions {
	options := sum()
	options.Label = jsii.String(label)
	return options
}

func (d *drawing) logGroups() *[]*string {
	var names []*string
	for _, f := range d.Blueprint.Functions {
		names = append(names, d.functions[f.Name].logs.LogGroupName())
	}
	return &names
}
