package stack

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssecretsmanager"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/shared/store"
)

// drawTable draws the one table. It has no name of its own, so that one that was kept never stands in the way of a new
// stack. It stays where the settings have another one used in its place.
func (d *drawing) drawTable() {
	own := awsdynamodb.NewTable(d.stack, jsii.String("Table"), &awsdynamodb.TableProps{
		PartitionKey:        key(store.PartitionKey),
		SortKey:             key(store.SortKey),
		TimeToLiveAttribute: jsii.String(store.TimeToLive),
		// What was there before an item changed, nobody asks. Another view would be another stream.
		Stream:      awsdynamodb.StreamViewType_NEW_IMAGE,
		BillingMode: awsdynamodb.BillingMode_PAY_PER_REQUEST,
		Encryption:  awsdynamodb.TableEncryption_AWS_MANAGED,
		PointInTimeRecoverySpecification: &awsdynamodb.PointInTimeRecoverySpecification{
			PointInTimeRecoveryEnabled: jsii.Bool(true),
		},
		DeletionProtection: jsii.Bool(d.Settings.KeepData),
		RemovalPolicy:      d.outlives(),
	})
	// A table that moves in the tree of constructs would be replaced by an empty one; under a name of its own it
	// cannot.
	own.Node().DefaultChild().(awsdynamodb.CfnTable).OverrideLogicalId(jsii.String("Table"))
	d.table = own
	if stream := d.Settings.TableStream; stream != "" {
		arn, _, _ := strings.Cut(stream, "/stream/")
		d.table = awsdynamodb.Table_FromTableAttributes(d.stack, jsii.String("OtherTable"),
			&awsdynamodb.TableAttributes{TableArn: &arn, TableStreamArn: &stream})
	}
}

func key(name string) *awsdynamodb.Attribute {
	return &awsdynamodb.Attribute{Name: jsii.String(name), Type: awsdynamodb.AttributeType_STRING}
}

// drawSecret draws the place of HubSpot's client secret. What it holds at first is random: no webhook is taken in until
// it is set.
func (d *drawing) drawSecret() {
	d.secret = awssecretsmanager.NewSecret(d.stack, jsii.String("HubSpotSecret"), &awssecretsmanager.SecretProps{
		Description:   jsii.String("Client secret of the HubSpot app that signs the webhooks of " + d.name("") + "."),
		RemovalPolicy: d.outlives(),
	})
	resource := d.secret.Node().DefaultChild().(awssecretsmanager.CfnSecret)
	resource.OverrideLogicalId(jsii.String("HubSpotSecret"))
	explain(resource, "AwsSolutions-SMG4",
		"HubSpot issues the secret: nothing here can rotate it. After a rotation there, functions take what the new "+
			"secret or the one before it has signed.")
}

// drawOwnKey draws the key of the links to people's own pages, which Secrets Manager makes up: 64 characters. Nobody
// has to know it.
func (d *drawing) drawOwnKey() {
	d.ownKey = awssecretsmanager.NewSecret(d.stack, jsii.String("OwnKey"), &awssecretsmanager.SecretProps{
		Description: jsii.String("Key of the links to people's own pages of " + d.name("") + "."),
		GenerateSecretString: &awssecretsmanager.SecretStringGenerator{
			PasswordLength: jsii.Number(64), ExcludePunctuation: jsii.Bool(true)},
		RemovalPolicy: d.outlives(),
	})
	resource := d.ownKey.Node().DefaultChild().(awssecretsmanager.CfnSecret)
	resource.OverrideLogicalId(jsii.String("OwnKey"))
	explain(resource, "AwsSolutions-SMG4",
		"Another key ends the links in all letters that were sent before the last one was made. Whoever wants that "+
			"makes one by hand, twice.")
}

// CheckKept refuses a template that would delete data, when its stack goes or when a change replaces what holds it, on
// any stage but a test's. It reads the finished template, so that no way of drawing one gets around it.
func CheckKept(stage string, template map[string]any) error {
	if IsTest(stage) {
		return nil
	}
	resources, _ := template["Resources"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(resources)) {
		resource, _ := resources[name].(map[string]any)
		if !holdsData(resource["Type"]) {
			continue
		}
		for _, policy := range []string{"DeletionPolicy", "UpdateReplacePolicy"} {
			if kept := resource[policy]; kept != "Retain" {
				return fmt.Errorf("the stage %s would lose what %s holds: its %s is %v, and only test stages may have "+
					"another than Retain", stage, name, policy, kept)
			}
		}
		properties, _ := resource["Properties"].(map[string]any)
		if resource["Type"] == "AWS::DynamoDB::Table" && properties["DeletionProtectionEnabled"] != true {
			return fmt.Errorf("the stage %s could lose what %s holds: it lacks deletion protection, which only test "+
				"stages may", stage, name)
		}
	}
	return nil
}

func holdsData(resourceType any) bool {
	return resourceType == "AWS::DynamoDB::Table" || resourceType == "AWS::DynamoDB::GlobalTable" ||
		resourceType == "AWS::SecretsManager::Secret"
}
