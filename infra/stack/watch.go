package stack

import (
	"strings"
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// watchAlarms are about lines in the logs of functions, and about figures in them.
func (d *drawing) watchAlarms() []alarm {
	var alarms []alarm
	for _, w := range d.Blueprint.Watches {
		for _, f := range d.Blueprint.Functions {
			if w.Function == "" || w.Function == f.Name {
				d.watch(f.Name, w)
			}
		}
		alarms = append(alarms, d.watchAlarm(w))
	}
	return alarms
}

// watch makes a metric of the lines in a function's log: of their number, or of the figure in them.
func (d *drawing) watch(function string, w blueprint.Watch) {
	count := &awslogs.MetricFilterOptions{
		FilterPattern: awslogs.FilterPattern_StringValue(jsii.String("$.msg"), jsii.String("="),
			jsii.String(w.Message+"*")),
		MetricNamespace: jsii.String(d.name("")), MetricName: jsii.String(w.Name), MetricValue: jsii.String("1"),
	}
	if w.Figure.Field != "" {
		count.MetricValue = jsii.String("$." + w.Figure.Field)
		count.Unit = awscloudwatch.Unit(strings.ToUpper(w.Figure.Unit))
	}
	d.functions[function].logs.AddMetricFilter(id("Watch", w.Name), count)
}

// counted is a metric of this stage that is made of lines in logs.
func (d *drawing) counted(name, statistic string, period awscdk.Duration) awscloudwatch.IMetric {
	return awscloudwatch.NewMetric(&awscloudwatch.MetricProps{
		Namespace: jsii.String(d.name("")), MetricName: jsii.String(name), Statistic: jsii.String(statistic),
		Period: period,
	})
}

func minutes(d time.Duration) awscdk.Duration {
	return awscdk.Duration_Minutes(jsii.Number(d.Minutes()))
}

func (d *drawing) watchAlarm(w blueprint.Watch) alarm {
	a := alarm{name: w.Name, purpose: w.Purpose}
	switch {
	case w.Figure.Field != "":
		a.from, a.metric = w.Figure.From, d.counted(w.Name, "Maximum", minutes(w.Figure.Every))
	case w.Often.Times > 0:
		a.from, a.metric = float64(w.Often.Times), d.counted(w.Name, "Sum", minutes(w.Often.Within))
	default:
		a.metric = d.counted(w.Name, "Sum", period())
	}
	return a
}
