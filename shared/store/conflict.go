package store

import (
	"errors"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// retryConflicts has the SDK repeat, at its own pace, a write that met a transaction under way on the same item, and a
// transaction with which there were too many. No condition was looked at then; the SDK by itself gives up at once.
func retryConflicts(o *dynamodb.Options) { o.Retryer = conflictRetryer{o.Retryer} }

type conflictRetryer struct{ aws.Retryer }

func (r conflictRetryer) IsErrorRetryable(err error) bool {
	return mayPass(err) || r.Retryer.IsErrorRetryable(err)
}

// mayPass says whether err is a clash with another transaction, or the cancellation of one for what may pass soon, and
// nothing else: where a condition failed too, that is the answer.
func mayPass(err error) bool {
	var single *types.TransactionConflictException
	if errors.As(err, &single) {
		return true
	}
	var cancelled *types.TransactionCanceledException
	if !errors.As(err, &cancelled) {
		return false
	}
	passing := []string{"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
	passes := false
	for _, reason := range cancelled.CancellationReasons {
		code := aws.ToString(reason.Code)
		if code == "ConditionalCheckFailed" {
			return false
		}
		passes = passes || slices.Contains(passing, code)
	}
	return passes
}
