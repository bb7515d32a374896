package store_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// answers is a DynamoDB that gives these answers, one after the other; an empty one is success.
type answers struct {
	bodies []string
	calls  int
}

func (a *answers) Do(*http.Request) (*http.Response, error) {
	status, body := http.StatusOK, "{}"
	if a.calls < len(a.bodies) && a.bodies[a.calls] != "" {
		status, body = http.StatusBadRequest, a.bodies[a.calls]
	}
	a.calls++
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
}

func TestAWriteThatMeetsAnotherTransactionIsTriedAgain(t *testing.T) {
	cancelled := func(reasons ...string) string {
		return `{"__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException", "Message": "", "CancellationReasons": [{"Code": "` +
			strings.Join(reasons, `"}, {"Code": "`) + `"}]}`
	}
	conflict := cancelled("None", "TransactionConflict", "None")
	for name, c := range map[string]struct {
		answers []string
		want    pug.ErrorKind
		calls   int
	}{
		"two conflicts, then success":                  {[]string{conflict, conflict}, "", 3},
		"too many of them, then success":               {[]string{cancelled("None", "ThrottlingError"), cancelled("ProvisionedThroughputExceeded", "None")}, "", 3},
		"nothing but conflicts: the caller may retry":  {[]string{conflict, conflict, conflict, conflict}, pug.Unavailable, 3},
		"a condition that failed is an answer":         {[]string{cancelled("None", "ConditionalCheckFailed", "None")}, pug.Conflict, 1},
		"a condition that failed beside a conflict is": {[]string{cancelled("TransactionConflict", "ConditionalCheckFailed", "None")}, pug.Conflict, 1},
	} {
		t.Run(name, func(t *testing.T) {
			db := &answers{bodies: c.answers}
			err := tableOf(db).AddProposal(t.Context(), proposal(1), pug.LogEntry{Revision: 1})
			wants(t, err, c.want)
			if db.calls != c.calls {
				t.Errorf("%d calls, want %d", db.calls, c.calls)
			}
		})
	}
	db := &answers{bodies: []string{`{"__type": "com.amazonaws.dynamodb.v20120810#TransactionConflictException", "message": ""}`}}
	wants(t, tableOf(db).AddCall(t.Context(), store.Call{ID: "c"}), "")
}

func tableOf(db *answers) *store.Store {
	return store.New(dynamodb.New(dynamodb.Options{Region: "us-east-1", HTTPClient: db, Credentials: aws.CredentialsProviderFunc(dummy)}, atOnce), "pugs")
}
