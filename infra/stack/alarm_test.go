package stack_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// wanted are the names of the alarms, with the value of their metric from which on they ring.
func wanted(b blueprint.Blueprint) map[string]float64 {
	alarms := map[string]float64{"dead-letters": 1, "mail-bounced": 1, "mail-complained-of": 1, "mail-rejected": 1, "pages-fail": 3,
		"table-reads-throttled": 3, "table-writes-throttled": 3, "requests-throttled": 3}
	for _, w := range b.Workflows {
		alarms[w.Name+"-failed"], alarms[w.Name+"-timed-out"] = 1, 1
	}
	for _, f := range b.Functions {
		alarms[f.Name+"-errors"], alarms[f.Name+"-throttles"] = 3, 3
	}
	for _, w := range b.Watches {
		alarms[w.Name] = max(float64(w.Often.Times), w.Figure.From, 1)
	}
	for _, s := range b.Schedules {
		if s.Missed > 0 {
			alarms[s.Name+"-missed"] = 1
		}
	}
	return alarms
}

func TestAlarmsReachTheTopicAndSayWhatToDo(t *testing.T) {
	s := drawn(t)
	got := map[string]float64{}
	for id, a := range s.prod.of("AWS::CloudWatch::Alarm") {
		name, _ := strings.CutPrefix(a.Properties["AlarmName"].(string), "pugs-prod-")
		got[name] = a.Properties["Threshold"].(float64)
		text := a.Properties["AlarmDescription"].(string)
		if !regexp.MustCompile(`(?i)\b(see|look|open|log|compare|raise|reach|mend|records)\b`).MatchString(text) || len(text) > 1024 {
			t.Errorf("%s says nothing of what to do, or too much: %q", id, text)
		}
		if missing := a.Properties["TreatMissingData"] == "breaching"; missing != strings.HasSuffix(name, "-missed") {
			t.Errorf("%s takes missing data for %v", id, a.Properties["TreatMissingData"])
		}
		if diff := cmp.Diff([]any{"${Alarms}"}, a.Properties["AlarmActions"]); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
	if diff := cmp.Diff(wanted(blueprint.Pugs()), got); diff != "" {
		t.Error(diff)
	}
	policy := fmt.Sprint(s.prod.Resources["AlarmsPolicy"].Properties["PolicyDocument"])
	for _, part := range []string{"aws:SecureTransport:false", "Effect:Deny", "Service:cloudwatch.amazonaws.com", "aws:SourceAccount:${AWS::AccountId}"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the topic's policy lacks %s: %s", part, policy)
		}
	}
	if len(s.prod.of("AWS::SNS::Subscription")) != 0 {
		t.Error("somebody has subscribed unasked")
	}
	for _, subscription := range s.test.of("AWS::SNS::Subscription") {
		if subscription.Properties["Endpoint"] != "oncall@pugs.example" || subscription.Properties["Protocol"] != "email" {
			t.Errorf("alarms go to %v", subscription.Properties)
		}
	}
}

func TestLinesInLogsRing(t *testing.T) {
	s := drawn(t)
	var want, got []string
	for _, w := range blueprint.Pugs().Watches {
		for _, f := range blueprint.Pugs().Functions {
			value, unit := "1", "<nil>"
			if w.Figure.Field != "" {
				value, unit = "$."+w.Figure.Field, w.Figure.Unit
			}
			if w.Function == "" || w.Function == f.Name {
				want = append(want, fmt.Sprintf(`{ $.msg = "%s*" } in ${Logs%s}: %s %s as pugs-prod %s`, w.Message, title(f.Name), value, unit, w.Name))
			}
		}
	}
	for _, s := range blueprint.Pugs().Schedules {
		if s.Missed > 0 {
			want = append(want, fmt.Sprintf(`{ ($.msg = "schedule ran") && ($.schedule = "%s") } in ${Logs%s}: 1 <nil> as pugs-prod %s-ran`, s.Name, title(s.Function), s.Name))
		}
	}
	want = append(want, `{ $.status = "429" } in ${AccessLogs}: 1 <nil> as pugs-prod requests-throttled`)
	for _, filter := range s.prod.of("AWS::Logs::MetricFilter") {
		counts := filter.Properties["MetricTransformations"].([]any)[0].(map[string]any)
		got = append(got, fmt.Sprintf("%s in %s: %s %v as %s %s", filter.Properties["FilterPattern"], filter.Properties["LogGroupName"],
			counts["MetricValue"], counts["Unit"], counts["MetricNamespace"], counts["MetricName"]))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	s.prod.has(t, "AlarmLaunchHealed", "AWS::CloudWatch::Alarm", map[string]any{"Namespace": "pugs-prod", "MetricName": "launch-healed", "Statistic": "Sum", "Threshold": 1.0, "Period": 300.0})
	s.prod.has(t, "AlarmWebhookSignature", "AWS::CloudWatch::Alarm", map[string]any{"MetricName": "webhook-signature", "Threshold": 4.0, "Period": 3600.0})
	s.prod.has(t, "AlarmOldestLetter", "AWS::CloudWatch::Alarm", map[string]any{"MetricName": "oldest-letter", "Statistic": "Maximum", "Threshold": 7200.0, "Period": 3600.0})
}

// A day in autumn has 25 hours, so a daily schedule has not failed to run before that.
func TestAScheduleThatDoesNotRunIsMissed(t *testing.T) {
	s := drawn(t)
	for schedule, hours := range map[string]float64{"open": 27, "launch": 27, "attendance": 27, "sweep": 3} {
		s.prod.has(t, "Alarm"+title(schedule)+"Missed", "AWS::CloudWatch::Alarm", map[string]any{
			"Namespace": "pugs-prod", "MetricName": schedule + "-ran", "Statistic": "Sum", "Period": 3600.0, "EvaluationPeriods": hours,
			"ComparisonOperator": "LessThanThreshold", "Threshold": 1.0, "TreatMissingData": "breaching",
		})
	}
}

func TestWhatTheTableTurnsAwayRings(t *testing.T) {
	s := drawn(t)
	for id, metric := range map[string]string{"AlarmTableReadsThrottled": "ReadThrottleEvents", "AlarmTableWritesThrottled": "WriteThrottleEvents"} {
		s.prod.has(t, id, "AWS::CloudWatch::Alarm", map[string]any{"Namespace": "AWS/DynamoDB", "MetricName": metric, "Statistic": "Sum",
			"Dimensions": []any{map[string]any{"Name": "TableName", "Value": "${Table}"}}})
	}
}

func TestTheDashboardShowsWhatRingsFirst(t *testing.T) {
	s := drawn(t)
	var board struct {
		Widgets []struct {
			Type       string
			Properties struct {
				Title  string
				Alarms []string
			}
		}
	}
	if err := json.Unmarshal([]byte(s.prod.Resources["Dashboard"].Properties["DashboardBody"].(string)), &board); err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, w := range board.Widgets {
		titles = append(titles, w.Properties.Title)
	}
	if len(titles) != 11 || titles[0] != "Alarms" || len(board.Widgets[0].Properties.Alarms) != len(s.prod.of("AWS::CloudWatch::Alarm")) {
		t.Errorf("it shows %q and %d alarms", titles, len(board.Widgets[0].Properties.Alarms))
	}
}
