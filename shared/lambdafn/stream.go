package lambdafn

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-lambda-go/events"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// record is as much of a record of DynamoDB's stream as is used. aws-lambda-go has its own type for values, which the
// SDK cannot read: https://github.com/aws/aws-lambda-go/issues/466.
type record struct {
	EventName string `json:"eventName"`
	DynamoDB  struct {
		NewImage       json.RawMessage
		SequenceNumber string
	} `json:"dynamodb"`
}

// changes answers with the first record that was not done: Lambda sends that one and all after it again, see
// https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html.
func (f *Function) changes(ctx context.Context, records []record) ([]byte, error) {
	if f.Changes == nil {
		return nil, named(pug.Errorf(pug.Invalid, "The function %s takes no changes of the table.", f.Name))
	}
	var changes []Change
	for _, r := range records {
		changes = append(changes, Change{Kind: r.EventName, Image: r.DynamoDB.NewImage, Seq: r.DynamoDB.SequenceNumber})
	}
	failed, err := f.Changes(ctx, changes)
	if err != nil {
		return nil, f.failed(ctx, "changes of the table", err)
	}
	var answer events.DynamoDBEventResponse
	if failed != "" {
		answer.BatchItemFailures = []events.DynamoDBBatchItemFailure{{ItemIdentifier: failed}}
	}
	return encode(answer)
}

// event takes an event. One of a kind that nobody knows is logged and done with: no other try would know it.
func (f *Function) event(ctx context.Context, e event) ([]byte, error) {
	take, known := f.Events[e.DetailType]
	if !known {
		f.Log.ErrorContext(ctx, "event of an unknown kind")
		return encode(None{})
	}
	if err := take(ctx, e.Detail); err != nil {
		return nil, f.failed(ctx, e.DetailType, err)
	}
	return encode(None{})
}

// failed logs what went wrong, and names it.
func (f *Function) failed(ctx context.Context, doing string, err error) error {
	err = fmt.Errorf("%s %s: %w", f.Name, doing, err)
	f.Log.ErrorContext(ctx, "task failed", "error", err)
	return named(err)
}
