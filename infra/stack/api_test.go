package stack_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

func TestEachRouteOfTheBlueprintReachesItsFunction(t *testing.T) {
	s := drawn(t)
	var want, got, permitted, callers []string
	for _, f := range blueprint.Pugs().Functions {
		for _, r := range f.Routes {
			want = append(want, fmt.Sprintf("%s %s calls ${Function%s.Arn}", r.Method, r.Path, title(f.Name)))
			permitted = append(permitted, fmt.Sprintf("${Api}/*/*%s calls ${Function%s.Arn}", strings.NewReplacer("{link}", "*", "{slash+}", "*", "{rest+}", "*", "{reader}", "*").Replace(r.Path), title(f.Name)))
		}
	}
	for _, route := range s.prod.of("AWS::ApiGatewayV2::Route") {
		integration, _ := strings.CutPrefix(route.Properties["Target"].(string), "integrations/${")
		target := s.prod.Resources[strings.TrimSuffix(integration, "}")].Properties
		if target["PayloadFormatVersion"] != "2.0" || target["IntegrationType"] != "AWS_PROXY" {
			t.Errorf("%v is passed on as %v", route.Properties["RouteKey"], target)
		}
		got = append(got, fmt.Sprintf("%s calls %s", route.Properties["RouteKey"], target["IntegrationUri"]))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, p := range s.prod.of("AWS::Lambda::Permission") {
		if p.Properties["Principal"] == "events.amazonaws.com" { // see TestEventsOfThisStageReachTheirFunctions
			continue
		}
		if p.Properties["Principal"] != "apigateway.amazonaws.com" {
			t.Errorf("%v may call %v", p.Properties["Principal"], p.Properties["FunctionName"])
		}
		callers = append(callers, fmt.Sprintf("%s calls %s", strings.TrimPrefix(p.Properties["SourceArn"].(string), arn("execute-api")), p.Properties["FunctionName"]))
	}
	slices.Sort(permitted)
	slices.Sort(callers)
	if diff := cmp.Diff(slices.Compact(permitted), callers); diff != "" {
		t.Errorf("API Gateway may call otherwise: %s", diff)
	}
}

func TestAccessLogsHoldNoLink(t *testing.T) {
	s := drawn(t)
	settings := s.prod.Resources["ApiStage"].Properties["AccessLogSettings"].(map[string]any)
	if settings["DestinationArn"] != "${AccessLogs.Arn}" {
		t.Errorf("they go to %v", settings["DestinationArn"])
	}
	var line map[string]string
	if err := json.Unmarshal([]byte(settings["Format"].(string)), &line); err != nil {
		t.Fatal(err)
	}
	// What else there is, such as path, http.path or identity.sourceIp, would tell a link's token or a person.
	harmless := []string{"$context.error.message", "$context.integrationErrorMessage", "$context.integrationLatency", "$context.requestId",
		"$context.requestTime", "$context.responseLatency", "$context.responseLength", "$context.routeKey", "$context.status"}
	if diff := cmp.Diff(harmless, slices.Sorted(maps.Values(line))); diff != "" {
		t.Error(diff)
	}
}

func TestTheAPIIsThrottledAndHasOneAddress(t *testing.T) {
	s := drawn(t)
	s.prod.has(t, "ApiStage", "AWS::ApiGatewayV2::Stage", map[string]any{
		"StageName": "$default", "AutoDeploy": true, "DefaultRouteSettings": map[string]any{"ThrottlingBurstLimit": 100.0, "ThrottlingRateLimit": 50.0},
		"RouteSettings": map[string]any{"POST /webhooks/applications": map[string]any{"ThrottlingBurstLimit": 400.0, "ThrottlingRateLimit": 200.0}},
	})
	if after := s.prod.Resources["ApiStage"].DependsOn; !slices.Contains(after, "RouteWebhooksApplicationsPOST") {
		t.Errorf("the stage has settings for a route that need not be there yet: it only waits for %v", after)
	}
	s.prod.has(t, "Api", "AWS::ApiGatewayV2::Api", map[string]any{"ProtocolType": "HTTP", "DisableExecuteApiEndpoint": false})
	s.test.has(t, "Api", "AWS::ApiGatewayV2::Api", map[string]any{"DisableExecuteApiEndpoint": true})
	s.test.has(t, "Domain", "AWS::ApiGatewayV2::DomainName", map[string]any{"DomainName": "groups.pugs.example", "DomainNameConfigurations": []any{
		map[string]any{"CertificateArn": "arn:aws:acm:eu-west-1:123456789012:certificate/1f0e", "EndpointType": "REGIONAL", "SecurityPolicy": "TLS_1_2"},
	}})
	if got := len(s.test.of("AWS::ApiGatewayV2::ApiMapping")); got != 1 || len(s.prod.of("AWS::ApiGatewayV2::DomainName")) != 0 {
		t.Errorf("the domain leads to %d APIs", got)
	}
}
