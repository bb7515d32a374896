package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awssecretsmanager"
	"github.com/aws/jsii-runtime-go"
)

// drawSecret draws the place of HubSpot's client secret. What it holds at first is random: every webhook is refused until it is set.
func (d *drawing) drawSecret() {
	d.secret = awssecretsmanager.NewSecret(d.stack, jsii.String("HubSpotSecret"), &awssecretsmanager.SecretProps{
		Description:   jsii.String("Client secret of the HubSpot app that signs the webhooks of " + d.name("") + "."),
		RemovalPolicy: d.outlives(),
	})
	resource := d.secret.Node().DefaultChild().(awssecretsmanager.CfnSecret)
	resource.OverrideLogicalId(jsii.String("HubSpotSecret"))
	explain(resource, "AwsSolutions-SMG4", "HubSpot issues the secret: nothing here can rotate it. After a rotation there, running functions follow within minutes.")
}
