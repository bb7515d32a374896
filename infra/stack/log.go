package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/jsii-runtime-go"
)

// logGroup draws a log group that forgets as the blueprint says. Logs hold no record of the programme: they go with the stack.
func (d *drawing) logGroup(id *string, name string) awslogs.LogGroup {
	group := awslogs.NewLogGroup(d.stack, id, &awslogs.LogGroupProps{LogGroupName: jsii.String(name), RemovalPolicy: awscdk.RemovalPolicy_DESTROY})
	group.Node().DefaultChild().(awslogs.CfnLogGroup).SetRetentionInDays(jsii.Number(d.Blueprint.KeepLogs.Hours() / 24))
	return group
}
