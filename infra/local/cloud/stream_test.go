package cloud_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// streamed is a table, and what is told of its changes.
func streamed(t *testing.T) (*dynamodb.Client, *[]dynamo.Record) {
	t.Helper()
	var records []dynamo.Record
	c := open(t, func(cfg *cloud.Config) {
		cfg.OnChange = func(name string, r dynamo.Record) {
			if name != *table() {
				t.Errorf("%s has changed", name)
			}
			records = append(records, r)
		}
	})
	return dynamodb.NewFromConfig(c.Config("root")), &records
}

func TestEachChangeOfAnItemIsTold(t *testing.T) {
	set := func(ctx context.Context, db *dynamodb.Client, value string) error {
		_, err := db.UpdateItem(ctx, update("a", "1", "SET #n = :n", names("n"), values("n", text(value))))
		return err
	}
	type change = func(ctx context.Context, db *dynamodb.Client) error
	for name, row := range map[string]struct {
		do   change
		want []string
	}{
		"a new item":            {func(ctx context.Context, db *dynamodb.Client) error { return put(ctx, db, "b", "1") }, []string{"INSERT b"}},
		"SET to something else": {func(ctx context.Context, db *dynamodb.Client) error { return set(ctx, db, "new") }, []string{"MODIFY a"}},
		"an item put again as it is": {func(ctx context.Context, db *dynamodb.Client) error {
			return putItem(ctx, db, with("a", "1", "n", text("old")))
		}, nil},
		"an item put again with less": {func(ctx context.Context, db *dynamodb.Client) error { return put(ctx, db, "a", "1") }, []string{"MODIFY a"}},
		"SET to what it is":           {func(ctx context.Context, db *dynamodb.Client) error { return set(ctx, db, "old") }, nil},
		"a deletion": {func(ctx context.Context, db *dynamodb.Client) error {
			_, err := db.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: table(), Key: key("a", "1")})
			return err
		}, []string{"REMOVE a"}},
		"a deletion of what is not there": {func(ctx context.Context, db *dynamodb.Client) error {
			_, err := db.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: table(), Key: key("b", "1")})
			return err
		}, nil},
		"each write of a transaction": {func(ctx context.Context, db *dynamodb.Client) error {
			_, err := db.TransactWriteItems(ctx, transaction(putAction("c", "1"), deleteAction("a", "1"), putAction("b", "1")))
			return err
		}, []string{"INSERT c", "REMOVE a", "INSERT b"}},
	} {
		t.Run(name, func(t *testing.T) {
			db, records := streamed(t)
			if err := putItem(t.Context(), db, with("a", "1", "n", text("old"))); err != nil {
				t.Fatal(err)
			}
			if err := row.do(t.Context(), db); err != nil {
				t.Fatal(err)
			}
			var got []string
			for i, r := range (*records)[1:] {
				got = append(got, r.Event+" "+r.Partition())
				if before := (*records)[i]; r.Change.SequenceNumber <= before.Change.SequenceNumber || r.ID == before.ID {
					t.Errorf("%s comes after %s", r.Change.SequenceNumber, before.Change.SequenceNumber)
				}
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNothingIsToldOfWhatIsNotDone(t *testing.T) {
	db, records := streamed(t)
	if err := put(t.Context(), db, "a", "1"); err != nil {
		t.Fatal(err)
	}
	refused := &dynamodb.PutItemInput{TableName: table(), Item: with("a", "1", "n", text("new")), ConditionExpression: isNew()}
	if _, err := db.PutItem(t.Context(), refused); code(t, err) != "ConditionalCheckFailedException" {
		t.Error(err)
	}
	_, err := db.TransactWriteItems(t.Context(), transaction(putAction("b", "1"), newAction("a", "1")))
	if code(t, err) != "TransactionCanceledException" || len(*records) != 1 {
		t.Errorf("error %v, %d records", err, len(*records))
	}
}

// What Lambda hands over is read by aws-lambda-go, and an item in it by the SDK.
func TestARecordReadsAsOneOfDynamoDBStreams(t *testing.T) {
	db, records := streamed(t)
	want := with("a", "1", "words", text("é"), "tally", number("7"), "yes", truth(true), "list", list(null()))
	if err := putItem(t.Context(), db, want); err != nil {
		t.Fatal(err)
	}
	record := (*records)[0]
	if !record.HasText("words") || record.HasText("tally") || record.HasText("nothing") {
		t.Error("it has other texts than it has")
	}
	written, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	var event events.DynamoDBEventRecord
	if err := json.Unmarshal(written, &event); err != nil {
		t.Fatal(err)
	}
	c := event.Change
	got := []string{event.EventName, event.EventSource, event.EventVersion, c.StreamViewType, c.Keys["SK"].String()}
	if diff := cmp.Diff([]string{"INSERT", "aws:dynamodb", "1.1", "NEW_IMAGE", "1"}, got); diff != "" || c.SequenceNumber == "" ||
		c.SizeBytes == 0 || !c.ApproximateCreationDateTime.Equal(noon) {
		t.Errorf("it reads as %+v (-want +got):\n%s", event, diff)
	}
	var raw struct {
		Change struct{ NewImage json.RawMessage } `json:"dynamodb"`
	}
	if err := json.Unmarshal(written, &raw); err != nil {
		t.Fatal(err)
	}
	image, err := attributevalue.UnmarshalMapJSON(raw.Change.NewImage)
	if diff := cmp.Diff(want, item(image), valueOptions()); diff != "" || err != nil {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
}
