package stack

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

// drawOutputs says what an engineer needs after a deployment.
func (d *drawing) drawOutputs() {
	region := *d.stack.Region()
	d.output("WebhookURL", "Where HubSpot's workflow posts applications.", *d.publicURL+d.Blueprint.Webhook.Path)
	d.output("SetHubSpotSecret", "Sets the client secret of the HubSpot app. Until then no webhook is taken in.",
		fmt.Sprintf("aws secretsmanager put-secret-value --region %s --secret-id %s --secret-string CLIENT_SECRET",
			region, *d.secret.SecretArn()))
	d.output("TableName", "Everything that the programme knows.", *d.table.TableName())
	d.output("DashboardURL", "What to open first.",
		fmt.Sprintf("https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s", region,
			region, d.name("")))
	d.output("AlarmTopicARN", "Where alarms go: subscribe whoever is on call.", *d.alarmTopic.TopicArn())
	for i, record := range d.mail.records {
		d.output(fmt.Sprintf("MailRecord%d", i+1), "For the DNS of the sender's domain, so that SES may send for it.",
			fmt.Sprintf("%s CNAME %s", *record.Name, *record.Value))
	}
	if d.domain != nil {
		d.output("DomainRecord", "For the DNS of the pages' domain.",
			fmt.Sprintf("%s CNAME %s", d.Settings.Domain, *d.domain.RegionalDomainName()))
	}
}

func (d *drawing) output(name, purpose, value string) {
	awscdk.NewCfnOutput(d.stack, jsii.String(name),
		&awscdk.CfnOutputProps{Description: jsii.String(purpose), Value: jsii.String(value)})
}
