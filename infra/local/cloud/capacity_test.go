package cloud_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// The rows follow https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html.
func TestCallsConsumeCapacity(t *testing.T) {
	ctx := t.Context()
	long := text(strings.Repeat("x", 2500)) // with its key just under 3 KB
	db, c := database(t)
	write := func(it item) error { return putItem(ctx, db, it) }
	for _, row := range []struct {
		name string
		do   func() error
		want dynamo.Capacity
	}{
		{"a small item is a unit to write", func() error { return put(ctx, db, "a", "1") }, dynamo.Capacity{Writes: 1}},
		{"each KB is one more", func() error { return write(with("a", "2", "text", long)) }, dynamo.Capacity{Writes: 3}},
		{"what gets smaller costs what it was", func() error { return put(ctx, db, "a", "2") }, dynamo.Capacity{Writes: 3}},
		{"a write in a transaction costs twice", func() error {
			two := transaction(putAction("a", "3", "text", long), putAction("a", "4", "text", long))
			_, err := db.TransactWriteItems(ctx, two)
			return err
		}, dynamo.Capacity{Writes: 12}},
		{"and so it does where the transaction is cancelled", func() error {
			_, err := db.TransactWriteItems(ctx, transaction(newAction("a", "1"), putAction("a", "5")))
			return expect(t, err, "TransactionCanceledException")
		}, dynamo.Capacity{Writes: 4}},
		{"a condition that does not hold costs the write of what is there", func() error {
			in := &dynamodb.PutItemInput{TableName: table(), Item: key("a", "3"), ConditionExpression: isNew()}
			_, err := db.PutItem(ctx, in)
			return expect(t, err, "ConditionalCheckFailedException")
		}, dynamo.Capacity{Writes: 3}},
		{"a consistent read is a unit", func() error { _, err := get(ctx, db, "a", "3"); return err }, dynamo.Capacity{Reads: 1}},
		{"and so is one that finds nothing", func() error { _, err := get(ctx, db, "b", "1"); return err }, dynamo.Capacity{Reads: 1}},
		{"another read is half of one, the items of a query taken together", func() error { _, err := query(ctx, db, "a"); return err }, dynamo.Capacity{Reads: 1}},
	} {
		t.Run(row.name, func(t *testing.T) {
			before := c.Consumed()
			if err := row.do(); err != nil {
				t.Fatal(err)
			}
			after := c.Consumed()
			got := dynamo.Capacity{Reads: after.Reads - before.Reads, Writes: after.Writes - before.Writes}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// expect takes an error of the code for granted.
func expect(t *testing.T, err error, want string) error {
	t.Helper()
	if got := code(t, err); got != want {
		t.Errorf("code %q, want %q", got, want)
	}
	return nil
}
