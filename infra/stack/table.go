package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/shared/store"
)

// drawTable draws the one table. It has no name of its own, so that one that was kept never stands in the way of a new stack.
func (d *drawing) drawTable() {
	d.table = awsdynamodb.NewTable(d.stack, jsii.String("Table"), &awsdynamodb.TableProps{
		PartitionKey:        key(store.PartitionKey),
		SortKey:             key(store.SortKey),
		TimeToLiveAttribute: jsii.String(store.TimeToLive),
		BillingMode:         awsdynamodb.BillingMode_PAY_PER_REQUEST,
		Encryption:          awsdynamodb.TableEncryption_AWS_MANAGED,
		PointInTimeRecoverySpecification: &awsdynamodb.PointInTimeRecoverySpecification{
			PointInTimeRecoveryEnabled: jsii.Bool(true),
		},
		DeletionProtection: jsii.Bool(d.Settings.KeepData),
		RemovalPolicy:      d.outlives(),
	})
	// A table that moves in the tree of constructs would be replaced by an empty one; under a name of its own it cannot.
	d.table.Node().DefaultChild().(awsdynamodb.CfnTable).OverrideLogicalId(jsii.String("Table"))
}

func key(name string) *awsdynamodb.Attribute {
	return &awsdynamodb.Attribute{Name: jsii.String(name), Type: awsdynamodb.AttributeType_STRING}
}
