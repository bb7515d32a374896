package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/jsii-runtime-go"
)

// drawDeadLetters draws where the calls of schedules end that failed for good: those that did not reach Lambda, sent by EventBridge
// Scheduler, and those that a function could not do, sent by Lambda. Each letter names its schedule or its function.
func (d *drawing) drawDeadLetters() {
	d.deadLetters = awssqs.NewQueue(d.stack, jsii.String("DeadLetters"), &awssqs.QueueProps{
		QueueName: jsii.String(d.name("dead-letters")), RetentionPeriod: awscdk.Duration_Days(jsii.Number(14)),
		Encryption: awssqs.QueueEncryption_SQS_MANAGED, EnforceSSL: jsii.Bool(true), RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
	explain(d.deadLetters.Node().DefaultChild().(awssqs.CfnQueue), "AwsSolutions-SQS3", "This is the dead-letter queue, of the schedules and of the functions that they call.")
}
