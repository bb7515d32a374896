package stack_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// wanted are the names of the alarms, with how many failures in five minutes ring.
func wanted(b blueprint.Blueprint) map[string]float64 {
	alarms := map[string]float64{"dead-letters": 1, "mail-bounced": 1, "mail-complained-of": 1, "mail-rejected": 1, "pages-fail": 3}
	for _, w := range b.Workflows {
		alarms[w.Name+"-failed"], alarms[w.Name+"-timed-out"] = 1, 1
	}
	for _, f := range b.Functions {
		alarms[f.Name+"-errors"], alarms[f.Name+"-throttles"] = 3, 3
	}
	for _, w := range b.Watches {
		alarms[w.Name] = float64(max(w.Often.Times, 1))
	}
	return alarms
}

func TestAlarmsReachTheTopicAndSayWhatToDo(t *testing.T) {
	s := drawn(t)
	got := map[string]float64{}
	for id, a := range s.prod.of("AWS::CloudWatch::Alarm") {
		name, _ := strings.CutPrefix(a.Properties["AlarmName"].(string), "pugs-prod-")
		got[name] = a.Properties["Threshold"].(float64)
		if text := a.Properties["AlarmDescription"].(string); len(text) < 60 || a.Properties["TreatMissingData"] != "notBreaching" {
			t.Errorf("%s says %q", id, text)
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
			if w.Function == "" || w.Function == f.Name {
				want = append(want, fmt.Sprintf(`{ $.msg = "%s*" } in ${Logs%s} counts pugs-prod %s`, w.Message, title(f.Name), w.Name))
			}
		}
	}
	for _, filter := range s.prod.of("AWS::Logs::MetricFilter") {
		counts := filter.Properties["MetricTransformations"].([]any)[0].(map[string]any)
		got = append(got, fmt.Sprintf("%s in %s counts %s %s", filter.Properties["FilterPattern"], filter.Properties["LogGroupName"], counts["MetricNamespace"], counts["MetricName"]))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	s.prod.has(t, "AlarmLaunchHealed", "AWS::CloudWatch::Alarm", map[string]any{"Namespace": "pugs-prod", "MetricName": "launch-healed", "Statistic": "Sum", "Threshold": 1.0, "Period": 300.0})
	s.prod.has(t, "AlarmWebhookSignature", "AWS::CloudWatch::Alarm", map[string]any{"MetricName": "webhook-signature", "Threshold": 4.0, "Period": 3600.0})
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
	if len(titles) != 8 || titles[0] != "Alarms" || len(board.Widgets[0].Properties.Alarms) != len(s.prod.of("AWS::CloudWatch::Alarm")) {
		t.Errorf("it shows %q and %d alarms", titles, len(board.Widgets[0].Properties.Alarms))
	}
}
