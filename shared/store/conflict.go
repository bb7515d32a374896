package store

import (
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// retryConflicts has the SDK repeat, at its own pace, a write that met a transaction under way on the same item. No
// condition was looked at then; the SDK by itself gives up at once.
func retryConflicts(o *dynamodb.Options) { o.Retryer = conflictRetryer{o.Retryer} }

type conflictRetryer struct{ aws.Retryer }

func (r conflictRetryer) IsErrorRetryable(err error) bool {
	return inConflict(err) || r.Retryer.IsErrorRetryable(err)
}

// inConflict says whether err is a clash with another transaction and nothing else: where a condition failed too, that
// is the answer.
func inConflict(err error) bool {
	var single *types.TransactionConflictException
	if errors.As(err, &single) {
		return true
	}
	var cancelled *types.TransactionCanceledException
	if !errors.As(err, &cancelled) {
		return false
	}
	conflict := false
	for _, reason := range cancelled.CancellationReasons {
		switch aws.ToString(reason.Code) {
		case "ConditionalCheckFailed":
			return false
		case "TransactionConflict":
			conflict = true
		}
	}
	return conflict
}
