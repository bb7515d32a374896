package stack

import (
	"encoding/json"

	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/store"
)

// drawStream has Lambda bring what changes in the table to a function. It begins with the oldest change that there is:
// what changed while the mapping was drawn is not missed.
func (d *drawing) drawStream(s blueprint.Stream) {
	var filters []any
	for _, f := range s.Filters {
		filters = append(filters,
			&awslambda.CfnEventSourceMapping_FilterProperty{Pattern: jsii.String(pattern(f))})
	}
	awslambda.NewCfnEventSourceMapping(d.stack, id("Stream", s.Name), &awslambda.CfnEventSourceMappingProps{
		FunctionName:                   d.functions[s.Function].lambda.FunctionName(),
		EventSourceArn:                 d.table.TableStreamArn(),
		StartingPosition:               jsii.String("TRIM_HORIZON"),
		FilterCriteria:                 &awslambda.CfnEventSourceMapping_FilterCriteriaProperty{Filters: &filters},
		BatchSize:                      jsii.Number(s.Batch),
		MaximumBatchingWindowInSeconds: jsii.Number(s.Window.Seconds()),
		MaximumRetryAttempts:           jsii.Number(s.Attempts),
		MaximumRecordAgeInSeconds:      jsii.Number(s.MaxAge.Seconds()),
		FunctionResponseTypes:          jsii.Strings("ReportBatchItemFailures"),
		DestinationConfig: &awslambda.CfnEventSourceMapping_DestinationConfigProperty{
			OnFailure: &awslambda.CfnEventSourceMapping_OnFailureProperty{Destination: d.deadLetters.QueueArn()},
		},
	})
}

// pattern is a filter as Lambda reads it, see
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html.
func pattern(f blueprint.Filter) string {
	text := func(condition any) map[string]any { return map[string]any{"S": []any{condition}} }
	change := map[string]any{"Keys": map[string]any{store.PartitionKey: text(map[string]string{"prefix": f.Prefix})}}
	if f.Attribute != "" {
		change["NewImage"] = map[string]any{f.Attribute: text(map[string]bool{"exists": true})}
	}
	written, _ := json.Marshal(map[string]any{"eventName": []string{f.Event}, "dynamodb": change}) // always can be
	return string(written)
}

// reading is what Lambda needs of a function's role to read the table's stream.
func (d *drawing) reading() grant {
	return grant{resources: []*string{d.table.TableStreamArn()}, actions: []string{
		"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams",
	}}
}
