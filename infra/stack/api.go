package stack

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigatewayv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscertificatemanager"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// drawAPI draws the HTTP API without its routes: functions need its address, and routes need functions.
func (d *drawing) drawAPI() {
	d.api = awsapigatewayv2.NewHttpApi(d.stack, jsii.String("Api"), &awsapigatewayv2.HttpApiProps{
		ApiName: jsii.String(d.name("")), Description: jsii.String(d.Blueprint.Purpose),
		CreateDefaultStage: jsii.Bool(false),
		// one address, so that a link looks the same to everybody
		DisableExecuteApiEndpoint: jsii.Bool(d.Settings.Domain != ""),
	})
	options := &awsapigatewayv2.HttpStageOptions{
		StageName: jsii.String("$default"), AutoDeploy: jsii.Bool(true),
		Throttle: &awsapigatewayv2.ThrottleSettings{
			RateLimit: jsii.Number(d.Blueprint.Throttle.PerSecond), BurstLimit: jsii.Number(d.Blueprint.Throttle.Burst),
		},
	}
	switch {
	case d.Settings.PublicURL != "":
		d.publicURL = jsii.String(d.Settings.PublicURL)
	case d.Settings.Domain != "":
		d.publicURL = jsii.String("https://" + d.Settings.Domain)
		d.drawDomain()
		options.DomainMapping = &awsapigatewayv2.DomainMappingOptions{DomainName: d.domain}
	default:
		d.publicURL = d.api.ApiEndpoint()
	}
	d.stage = d.api.AddStage(jsii.String("Stage"), options).Node().DefaultChild().(awsapigatewayv2.CfnStage)
	logs := d.logGroup(jsii.String("AccessLogs"), "/aws/vendedlogs/apigateway/"+d.name(""))
	d.stage.SetAccessLogSettings(&awsapigatewayv2.CfnStage_AccessLogSettingsProperty{
		DestinationArn: logs.LogGroupArn(), Format: jsii.String(accessLog),
	})
	logs.AddMetricFilter(jsii.String("Throttled"), &awslogs.MetricFilterOptions{
		FilterPattern: awslogs.FilterPattern_StringValue(jsii.String("$.status"), jsii.String("="),
			jsii.String("429")),
		MetricNamespace: jsii.String(d.name("")), MetricName: jsii.String(throttledRequests),
		MetricValue: jsii.String("1"),
	})
}

// throttledRequests are those that were answered 429: API Gateway has no metric of its own for them.
const throttledRequests = "requests-throttled"

// accessLog is a line of the access log. The route stands for the path, which may hold a link's token; nothing tells
// who asked.
const accessLog = `{"time":"$context.requestTime","request":"$context.requestId","route":"$context.routeKey",` +
	`"status":"$context.status","bytes":"$context.responseLength","latency":"$context.responseLatency",` +
	`"integration_latency":"$context.integrationLatency",` +
	`"error":"$context.error.message","integration_error":"$context.integrationErrorMessage"}`

func (d *drawing) drawDomain() {
	d.domain = awsapigatewayv2.NewDomainName(d.stack, jsii.String("Domain"), &awsapigatewayv2.DomainNameProps{
		DomainName: jsii.String(d.Settings.Domain),
		Certificate: awscertificatemanager.Certificate_FromCertificateArn(d.stack, jsii.String("Certificate"),
			jsii.String(d.Settings.Certificate)),
		SecurityPolicy: awsapigatewayv2.SecurityPolicy_TLS_1_2,
	})
}

// drawRoutes draws the routes of a function. API Gateway may call the function for their paths and no others.
func (d *drawing) drawRoutes(f blueprint.Function) {
	called := d.functions[f.Name].lambda
	integration := awsapigatewayv2.NewCfnIntegration(d.stack, id("Integration", f.Name),
		&awsapigatewayv2.CfnIntegrationProps{
			ApiId: d.api.ApiId(), IntegrationType: jsii.String("AWS_PROXY"), IntegrationUri: called.FunctionArn(),
			PayloadFormatVersion: jsii.String("2.0"),
		})
	permitted := map[string]bool{}
	for _, r := range f.Routes {
		route := awsapigatewayv2.NewCfnRoute(d.stack, id("Route", idOf(r.Path)+"-"+r.Method),
			&awsapigatewayv2.CfnRouteProps{
				ApiId: d.api.ApiId(), RouteKey: jsii.String(r.Method + " " + r.Path),
				Target: jsii.String("integrations/" + *integration.Ref()),
			})
		explain(route, "AwsSolutions-APIG4", d.doorkeeper(r.Path))
		if r == d.Blueprint.Webhook.Route {
			d.throttleWebhook(route)
		}
		if !permitted[r.Path] {
			permitted[r.Path] = true
			called.AddPermission(id("Permission", idOf(r.Path)), &awslambda.Permission{
				Principal: awsiam.NewServicePrincipal(jsii.String("apigateway.amazonaws.com"), nil),
				SourceArn: d.callsOf(r.Path),
			})
		}
	}
}

// throttleWebhook gives the webhook's route limits of its own. Its settings name the route, which has to be there
// first.
func (d *drawing) throttleWebhook(route awsapigatewayv2.CfnRoute) {
	throttle := d.Blueprint.Webhook.Throttle
	d.stage.SetRouteSettings(map[string]map[string]int{
		*route.RouteKey(): {"ThrottlingRateLimit": throttle.PerSecond, "ThrottlingBurstLimit": throttle.Burst},
	})
	d.stage.AddResourceDependency(route, nil)
}

// idOf is a path as a part of an id: "/review/{link}" is "review-link".
func idOf(path string) string {
	return strings.Join(strings.FieldsFunc(path, func(r rune) bool { return r < 'a' || r > 'z' }), "-")
}

// callsOf are all calls to a path, whatever its method and its link.
func (d *drawing) callsOf(path string) *string {
	open, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "{")
	if open != strings.TrimPrefix(path, "/") {
		open += "*"
	}
	return d.stack.FormatArn(&awscdk.ArnComponents{
		Service: jsii.String("execute-api"), Resource: d.api.ApiId(), ResourceName: jsii.String("*/*/" + open),
	})
}

// doorkeeper says who checks that a request may be made, as no authorizer of API Gateway does.
func (d *drawing) doorkeeper(path string) string {
	if strings.HasPrefix(path, d.Blueprint.Webhook.Path) {
		return "The function checks HubSpot's signature over the method, the address, the body and the time."
	}
	return "People have no accounts here: the link in their mail is the key. It holds 128 random bits or more, " +
		"runs out, and is stored hashed."
}
