package stack

import (
	"encoding/json"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigatewayv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigatewayv2integrations"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscertificatemanager"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

// drawAPI draws the HTTP API without its routes: functions need its address, and routes need functions.
func (d *drawing) drawAPI() {
	d.api = awsapigatewayv2.NewHttpApi(d.stack, jsii.String("Api"), &awsapigatewayv2.HttpApiProps{
		ApiName: jsii.String(d.name("")), Description: jsii.String(d.Blueprint.Purpose), CreateDefaultStage: jsii.Bool(false),
		DisableExecuteApiEndpoint: jsii.Bool(d.Settings.Domain != ""), // one address, so that a link looks the same to everybody
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
	stage := d.api.AddStage(jsii.String("Stage"), options).Node().DefaultChild().(awsapigatewayv2.CfnStage)
	stage.SetAccessLogSettings(&awsapigatewayv2.CfnStage_AccessLogSettingsProperty{
		DestinationArn: d.logGroup(jsii.String("AccessLogs"), "/aws/vendedlogs/apigateway/"+d.name("")).LogGroupArn(),
		Format:         jsii.String(accessLog()),
	})
}

// accessLog is a line of the access log. The route stands for the path, which may hold a link's token; nothing tells who asked.
func accessLog() string {
	line := map[string]string{}
	for name, variable := range map[string]string{
		"time": "requestTime", "request": "requestId", "route": "routeKey", "status": "status", "bytes": "responseLength",
		"latency": "responseLatency", "integration_latency": "integrationLatency", "error": "error.message", "integration_error": "integrationErrorMessage",
	} {
		line[name] = "$context." + variable
	}
	text, err := json.Marshal(line)
	if err != nil {
		panic(err) // strings are always JSON
	}
	return string(text)
}

func (d *drawing) drawDomain() {
	d.domain = awsapigatewayv2.NewDomainName(d.stack, jsii.String("Domain"), &awsapigatewayv2.DomainNameProps{
		DomainName:     jsii.String(d.Settings.Domain),
		Certificate:    awscertificatemanager.Certificate_FromCertificateArn(d.stack, jsii.String("Certificate"), jsii.String(d.Settings.Certificate)),
		SecurityPolicy: awsapigatewayv2.SecurityPolicy_TLS_1_2,
	})
}

// drawRoutes draws the routes of a function. API Gateway may call the function for these and no others.
func (d *drawing) drawRoutes(f blueprint.Function) {
	integration := awsapigatewayv2integrations.NewHttpLambdaIntegration(id("Integration", f.Name), d.functions[f.Name].lambda, nil)
	var paths []string
	methods := map[string][]awsapigatewayv2.HttpMethod{}
	for _, r := range f.Routes {
		if !slices.Contains(paths, r.Path) {
			paths = append(paths, r.Path)
		}
		methods[r.Path] = append(methods[r.Path], awsapigatewayv2.HttpMethod(r.Method))
	}
	for _, path := range paths {
		asked := methods[path]
		routes := d.api.AddRoutes(&awsapigatewayv2.AddRoutesOptions{Path: jsii.String(path), Methods: &asked, Integration: integration})
		for _, route := range *routes {
			explain(route.Node().DefaultChild().(awsapigatewayv2.CfnRoute), "AwsSolutions-APIG4", d.doorkeeper(path))
		}
	}
}

// doorkeeper says who checks that a request may be made, as no authorizer of API Gateway does.
func (d *drawing) doorkeeper(path string) string {
	if path == d.Blueprint.Webhook.Path {
		return "The function checks HubSpot's signature over the method, the address, the body and the time."
	}
	return "People have no accounts here: the link in their mail is the key. It holds 128 random bits or more, runs out, and is stored hashed."
}
