package cloud_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

type item = map[string]types.AttributeValue

func text(s string) types.AttributeValue   { return &types.AttributeValueMemberS{Value: s} }
func number(s string) types.AttributeValue { return &types.AttributeValueMemberN{Value: s} }

func key(pk, sk string) item { return item{"PK": text(pk), "SK": text(sk)} }

// with gives the item of a key with more attributes: name, value, name, value.
func with(pk, sk string, more ...any) item {
	it := key(pk, sk)
	for i := 0; i < len(more); i += 2 {
		it[more[i].(string)] = more[i+1].(types.AttributeValue)
	}
	return it
}

// values are expression values: name without its colon, value.
func values(more ...any) item {
	it := item{}
	for i := 0; i < len(more); i += 2 {
		it[":"+more[i].(string)] = more[i+1].(types.AttributeValue)
	}
	return it
}

// valueOptions let cmp compare attribute values.
func valueOptions() cmp.Option {
	return cmpopts.IgnoreUnexported(types.AttributeValueMemberS{}, types.AttributeValueMemberN{}, types.AttributeValueMemberB{},
		types.AttributeValueMemberBOOL{}, types.AttributeValueMemberNULL{}, types.AttributeValueMemberL{}, types.AttributeValueMemberM{},
		types.AttributeValueMemberSS{}, types.AttributeValueMemberNS{}, types.AttributeValueMemberBS{},
		types.CancellationReason{})
}

func table() *string { return aws.String("pugs") }

func put(ctx context.Context, db *dynamodb.Client, pk, sk string) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{TableName: table(), Item: key(pk, sk)})
	return err
}

func get(ctx context.Context, db *dynamodb.Client, pk, sk string) (item, error) {
	out, err := db.GetItem(ctx, &dynamodb.GetItemInput{TableName: table(), Key: key(pk, sk), ConsistentRead: aws.Bool(true)})
	if err != nil {
		return nil, err
	}
	return out.Item, nil
}

func query(ctx context.Context, db *dynamodb.Client, pk string) (*dynamodb.QueryOutput, error) {
	return db.Query(ctx, &dynamodb.QueryInput{TableName: table(), KeyConditionExpression: aws.String("PK = :pk"), ExpressionAttributeValues: values("pk", text(pk))})
}

func update(pk, sk, expression string, v item) *dynamodb.UpdateItemInput {
	return &dynamodb.UpdateItemInput{TableName: table(), Key: key(pk, sk), UpdateExpression: &expression, ExpressionAttributeValues: v, ReturnValues: types.ReturnValueAllNew}
}

func transaction(actions ...types.TransactWriteItem) *dynamodb.TransactWriteItemsInput {
	return &dynamodb.TransactWriteItemsInput{TransactItems: actions}
}

func putAction(pk, sk string, more ...any) types.TransactWriteItem {
	return types.TransactWriteItem{Put: &types.Put{TableName: table(), Item: with(pk, sk, more...)}}
}

func newAction(pk, sk string) types.TransactWriteItem {
	return types.TransactWriteItem{Put: &types.Put{TableName: table(), Item: key(pk, sk), ConditionExpression: aws.String("attribute_not_exists(PK)"),
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld}}
}

func deleteAction(pk, sk string) types.TransactWriteItem {
	return types.TransactWriteItem{Delete: &types.Delete{TableName: table(), Key: key(pk, sk)}}
}

func database(t testing.TB) (*dynamodb.Client, *cloud.Cloud) {
	c := open(t)
	return dynamodb.NewFromConfig(c.Config("root")), c
}

func TestItemsComeBackAsTheyWerePut(t *testing.T) {
	db, _ := database(t)
	want := with("a", "1",
		"words", text("quotes \" and \\, <tags>, newlines\n, ünïcode \u2028"), "precise", number("12345678901234567890123456789012345678"),
		"yes", &types.AttributeValueMemberBOOL{Value: true}, "none", &types.AttributeValueMemberNULL{Value: true},
		"bytes", &types.AttributeValueMemberB{Value: []byte{0, 255}}, "empty", text(""),
		"no list", &types.AttributeValueMemberL{Value: []types.AttributeValue{}}, "no map", &types.AttributeValueMemberM{Value: item{}},
		"list", &types.AttributeValueMemberL{Value: []types.AttributeValue{text("x"), &types.AttributeValueMemberM{Value: item{"n": number("1")}}}},
		"set", &types.AttributeValueMemberSS{Value: []string{"x", "y"}}, "numbers", &types.AttributeValueMemberNS{Value: []string{"1", "2"}},
		"blobs", &types.AttributeValueMemberBS{Value: [][]byte{{1}, {2}}})
	if _, err := db.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: table(), Item: want}); err != nil {
		t.Fatal(err)
	}
	got, err := get(t.Context(), db, "a", "1")
	if diff := cmp.Diff(want, got, valueOptions()); diff != "" || err != nil {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
	out, err := db.UpdateItem(t.Context(), update("a", "1", "SET touched = :t", values("t", number("1"))))
	if err != nil {
		t.Fatal(err)
	}
	want["touched"] = number("1")
	if diff := cmp.Diff(want, out.Attributes, valueOptions()); diff != "" {
		t.Errorf("after an update of something else (-want +got):\n%s", diff)
	}
	projected, err := db.GetItem(t.Context(), &dynamodb.GetItemInput{TableName: table(), Key: key("a", "1"), ProjectionExpression: aws.String("yes, #l"), ExpressionAttributeNames: map[string]string{"#l": "list"}})
	if err != nil || len(projected.Item) != 2 {
		t.Errorf("projected %v, error %v", projected, err)
	}
}

func TestUpdates(t *testing.T) {
	start := with("a", "1", "tally", number("1"), "former", text("x"), "people", &types.AttributeValueMemberSS{Value: []string{"ann"}})
	rows := []struct {
		name, expression string
		values           item
		want             item // nil: refused
	}{
		{"SET counts up", "SET tally = tally + :n", values("n", number("2")), with("a", "1", "tally", number("3"), "former", text("x"), "people", start["people"])},
		{"REMOVE takes an attribute away", "REMOVE former", nil, with("a", "1", "tally", number("1"), "people", start["people"])},
		{"SET and REMOVE go together", "SET tally = :n REMOVE former", values("n", number("7")), with("a", "1", "tally", number("7"), "people", start["people"])},
		{"ADD puts a member in a set", "ADD people :n", values("n", &types.AttributeValueMemberSS{Value: []string{"bob"}}),
			with("a", "1", "tally", number("1"), "former", text("x"), "people", &types.AttributeValueMemberSS{Value: []string{"ann", "bob"}})},
		{"DELETE of the last member takes the set away", "DELETE people :n", values("n", &types.AttributeValueMemberSS{Value: []string{"ann"}}),
			with("a", "1", "tally", number("1"), "former", text("x"))},
		{"SET from an attribute that is missing is refused", "SET tally = nothing", nil, nil},
		{"if_not_exists keeps what is there", "SET former = if_not_exists(former, :n)", values("n", text("y")), start},
		{"counting up text is refused", "SET former = former + :n", values("n", number("1")), nil},
		{"changing a key is refused", "SET SK = :n", values("n", text("2")), nil},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			db, _ := database(t)
			if _, err := db.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: table(), Item: start}); err != nil {
				t.Fatal(err)
			}
			out, err := db.UpdateItem(t.Context(), update("a", "1", r.expression, r.values))
			if r.want == nil {
				if got := code(t, err); got != "ValidationException" {
					t.Errorf("code %q", got)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(r.want, out.Attributes, valueOptions()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestConditions(t *testing.T) {
	db, _ := database(t)
	first := &dynamodb.PutItemInput{TableName: table(), Item: with("a", "1", "by", text("ann")),
		ConditionExpression:                 aws.String("attribute_not_exists(PK)"),
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld}
	if _, err := db.PutItem(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	_, err := db.PutItem(t.Context(), first)
	var failed *types.ConditionalCheckFailedException
	if !errors.As(err, &failed) {
		t.Fatalf("the second put: %v", err)
	}
	if diff := cmp.Diff(first.Item, failed.Item, valueOptions()); diff != "" {
		t.Errorf("the item in the error (-want +got):\n%s", diff)
	}
	replaced, err := db.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: table(), Item: key("a", "1"), ReturnValues: types.ReturnValueAllOld})
	if err != nil || cmp.Diff(first.Item, replaced.Attributes, valueOptions()) != "" {
		t.Errorf("ALL_OLD of a put: %v, %v", replaced, err)
	}
	_, err = db.DeleteItem(t.Context(), &dynamodb.DeleteItemInput{TableName: table(), Key: key("a", "none"), ConditionExpression: aws.String("attribute_exists(PK)")})
	if got := code(t, err); got != "ConditionalCheckFailedException" {
		t.Errorf("delete of what is not there: %q", got)
	}
}

func TestTransactions(t *testing.T) {
	db, _ := database(t)
	ctx := t.Context()
	if err := put(ctx, db, "taken", "1"); err != nil {
		t.Fatal(err)
	}
	_, err := db.TransactWriteItems(ctx, transaction(newAction("fresh", "1"), newAction("taken", "1"), deleteAction("other", "1")))
	var cancelled *types.TransactionCanceledException
	if !errors.As(err, &cancelled) {
		t.Fatalf("got %v", err)
	}
	none := types.CancellationReason{Code: aws.String("None")}
	want := []types.CancellationReason{none, {Code: aws.String("ConditionalCheckFailed"), Message: aws.String("The conditional request failed"), Item: key("taken", "1")}, none}
	if diff := cmp.Diff(want, cancelled.CancellationReasons, valueOptions()); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	if it, err := get(ctx, db, "fresh", "1"); err != nil || it != nil {
		t.Errorf("a cancelled transaction left %v (error %v)", it, err)
	}
	_, err = db.TransactWriteItems(ctx, transaction(newAction("a", "1"), putAction("a", "1")))
	if got := code(t, err); got != "ValidationException" {
		t.Errorf("two actions on one item: %q", got)
	}
}

func TestTransactionIsDoneOnceThoughItsAnswerIsLost(t *testing.T) {
	db, c := database(t)
	lose := true
	c.Inject(func(string, string) error {
		if !lose {
			return nil
		}
		lose = false
		return cloud.Lost(cloud.InternalServerError())
	})
	if _, err := db.TransactWriteItems(t.Context(), transaction(newAction("a", "1"))); err != nil {
		t.Errorf("the SDK's retry carries the same token, so it succeeds: %v", err)
	}
	token := transaction(putAction("b", "1"))
	token.ClientRequestToken = aws.String("t")
	other := transaction(putAction("b", "2"))
	other.ClientRequestToken = aws.String("t")
	if _, err := db.TransactWriteItems(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	_, err := db.TransactWriteItems(t.Context(), other)
	if got := code(t, err); got != "IdempotentParameterMismatchException" {
		t.Errorf("another transaction under the same token: %q", got)
	}
}

func TestBatchWrite(t *testing.T) {
	db, _ := database(t)
	var requests []types.WriteRequest
	for i := range 25 {
		requests = append(requests, types.WriteRequest{PutRequest: &types.PutRequest{Item: key("a", fmt.Sprintf("%02d", i))}})
	}
	in := &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{"pugs": requests}}
	if out, err := db.BatchWriteItem(t.Context(), in); err != nil || len(out.UnprocessedItems) != 0 {
		t.Fatalf("got %v, %v", out, err)
	}
	if out, err := query(t.Context(), db, "a"); err != nil || out.Count != 25 {
		t.Errorf("found %v, %v", out, err)
	}
	in.RequestItems["pugs"] = append(requests, types.WriteRequest{DeleteRequest: &types.DeleteRequest{Key: key("b", "1")}})
	_, err := db.BatchWriteItem(t.Context(), in)
	if got := code(t, err); got != "ValidationException" {
		t.Errorf("26 requests: %q", got)
	}
}

func TestWhatDynamoDBRefuses(t *testing.T) {
	db, _ := database(t)
	ctx := t.Context()
	putOf := func(in dynamodb.PutItemInput) func() error {
		return func() error {
			if in.TableName == nil {
				in.TableName = table()
			}
			_, err := db.PutItem(ctx, &in)
			return err
		}
	}
	actions := make([]types.TransactWriteItem, 101)
	for i := range actions {
		actions[i] = deleteAction("a", fmt.Sprint(i))
	}
	rows := []struct {
		name string
		do   func() error
		want string
	}{
		{"an unknown table", putOf(dynamodb.PutItemInput{TableName: aws.String("nowhere"), Item: key("a", "1")}), "ResourceNotFoundException"},
		{"an item over 400 KB", putOf(dynamodb.PutItemInput{Item: with("a", "1", "big", text(strings.Repeat("x", 400<<10)))}), "ValidationException"},
		{"an empty key", putOf(dynamodb.PutItemInput{Item: key("a", "")}), "ValidationException"},
		{"a missing key", putOf(dynamodb.PutItemInput{Item: item{"PK": text("a")}}), "ValidationException"},
		{"an empty set", putOf(dynamodb.PutItemInput{Item: with("a", "1", "s", &types.AttributeValueMemberSS{Value: []string{}})}), "ValidationException"},
		{"a reserved word as a name", putOf(dynamodb.PutItemInput{Item: key("a", "1"), ConditionExpression: aws.String("attribute_not_exists(status)")}), "ValidationException"},
		{"NOT without parentheses, which minidyn would misread", putOf(dynamodb.PutItemInput{Item: key("a", "1"), ConditionExpression: aws.String("NOT PK = :x"), ExpressionAttributeValues: values("x", text("y"))}), "ValidationException"},
		{"a value that is not used", putOf(dynamodb.PutItemInput{Item: key("a", "1"), ConditionExpression: aws.String("attribute_not_exists(PK)"), ExpressionAttributeValues: values("x", text("y"))}), "ValidationException"},
		{"a value that is not defined", putOf(dynamodb.PutItemInput{Item: key("a", "1"), ConditionExpression: aws.String("PK <> :x")}), "ValidationException"},
		{"a field that is not known here", putOf(dynamodb.PutItemInput{Item: key("a", "1"), Expected: map[string]types.ExpectedAttributeValue{"x": {}}}), "ValidationException"},
		{"101 actions in a transaction", func() error { _, err := db.TransactWriteItems(ctx, transaction(actions...)); return err }, "ValidationException"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			if got := code(t, r.do()); got != r.want {
				t.Errorf("code %q, want %q", got, r.want)
			}
		})
	}
}
