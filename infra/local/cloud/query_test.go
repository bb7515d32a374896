package cloud_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"
)

// keysOf collects the sort keys of every page, a comma between items and a bar between pages.
func keysOf(t *testing.T, db *dynamodb.Client, in *dynamodb.QueryInput) string {
	t.Helper()
	var pages []string
	for p := dynamodb.NewQueryPaginator(db, in); p.HasMorePages(); {
		out, err := p.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, it := range out.Items {
			keys = append(keys, it["SK"].(*types.AttributeValueMemberS).Value)
		}
		pages = append(pages, strings.Join(keys, ","))
	}
	return strings.Join(pages, "|")
}

func TestQueries(t *testing.T) {
	db, _ := database(t)
	for _, sk := range []string{"b#2", "a#1", "c", "b#1", "b", "b#10"} {
		in := &dynamodb.PutItemInput{TableName: table(), Item: with("p", sk, "long", number(map[bool]string{true: "1", false: "0"}[len(sk) > 1]))}
		if _, err := db.PutItem(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	if err := put(t.Context(), db, "p.b", "1"); err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		name, condition string
		values          item
		change          func(*dynamodb.QueryInput)
		want            string
	}{
		{"a partition comes in the order of its sort keys", "PK = :p", nil, nil, "a#1,b,b#1,b#10,b#2,c"},
		{"backward is the reverse", "PK = :p", nil, func(q *dynamodb.QueryInput) { q.ScanIndexForward = aws.Bool(false) }, "c,b#2,b#10,b#1,b,a#1"},
		{"one key", "PK = :p AND SK = :s", values("s", text("b")), nil, "b"},
		{"a prefix", "PK = :p AND begins_with(SK, :s)", values("s", text("b#")), nil, "b#1,b#10,b#2"},
		{"a prefix, with aliases and parentheses, sort key first", "(begins_with(#s, :s)) AND (#p = :p)", values("s", text("b#1")), func(q *dynamodb.QueryInput) {
			q.ExpressionAttributeNames = map[string]string{"#p": "PK", "#s": "SK"}
		}, "b#1,b#10"},
		{"between includes both ends", "PK = :p AND SK BETWEEN :s AND :t", values("s", text("b"), "t", text("b#10")), nil, "b,b#1,b#10"},
		{"below", "PK = :p AND SK < :s", values("s", text("b#1")), nil, "a#1,b"},
		{"from", "PK = :p AND SK >= :s", values("s", text("b#2")), nil, "b#2,c"},
		{"pages, the last one empty when a limit ended the one before", "PK = :p", nil, func(q *dynamodb.QueryInput) { q.Limit = aws.Int32(3) }, "a#1,b,b#1|b#10,b#2,c|"},
		{"pages backward", "PK = :p", nil, func(q *dynamodb.QueryInput) {
			q.Limit = aws.Int32(4)
			q.ScanIndexForward = aws.Bool(false)
		}, "c,b#2,b#10,b#1|b,a#1"},
		{"a filter works on what a page has looked at", "PK = :p", values("l", number("0")), func(q *dynamodb.QueryInput) {
			q.Limit = aws.Int32(4)
			q.FilterExpression = aws.String("#l = :l")
			q.ExpressionAttributeNames = map[string]string{"#l": "long"}
		}, "b|c"},
		{"going on after a key that is gone", "PK = :p", nil, func(q *dynamodb.QueryInput) { q.ExclusiveStartKey = key("p", "b#11") }, "b#2,c"},
		{"nothing there", "PK = :p", values("p", text("q")), nil, ""},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			in := &dynamodb.QueryInput{TableName: table(), KeyConditionExpression: &r.condition, ConsistentRead: aws.Bool(true), ExpressionAttributeValues: values("p", text("p"))}
			for name, v := range r.values {
				in.ExpressionAttributeValues[name] = v
			}
			if r.change != nil {
				r.change(in)
			}
			if diff := cmp.Diff(r.want, keysOf(t, db, in)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPageEndsAtOneMegabyte(t *testing.T) {
	db, _ := database(t)
	for _, sk := range []string{"1", "2", "3", "4"} {
		in := &dynamodb.PutItemInput{TableName: table(), Item: with("p", sk, "big", text(strings.Repeat("x", 390<<10)))}
		if _, err := db.PutItem(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	in := &dynamodb.QueryInput{TableName: table(), KeyConditionExpression: aws.String("PK = :p"), ExpressionAttributeValues: values("p", text("p"))}
	if got := keysOf(t, db, in); got != "1,2,3|4" {
		t.Errorf("pages %q", got)
	}
}

func TestTablesAreMadeWithOneShape(t *testing.T) {
	db, _ := database(t)
	in := &dynamodb.CreateTableInput{
		TableName: aws.String("new"), BillingMode: types.BillingModePayPerRequest,
		KeySchema: []types.KeySchemaElement{{AttributeName: aws.String("PK"), KeyType: types.KeyTypeHash}, {AttributeName: aws.String("SK"), KeyType: types.KeyTypeRange}},
		AttributeDefinitions: []types.AttributeDefinition{{AttributeName: aws.String("SK"), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String("PK"), AttributeType: types.ScalarAttributeTypeS}},
	}
	if _, err := db.CreateTable(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	out, err := db.DescribeTable(t.Context(), &dynamodb.DescribeTableInput{TableName: in.TableName})
	if err != nil || out.Table.TableStatus != types.TableStatusActive {
		t.Errorf("got %v, %v", out, err)
	}
	_, again := db.CreateTable(t.Context(), in)
	if got := code(t, again); got != "ResourceInUseException" {
		t.Errorf("the same table again: %q", got)
	}
	in.TableName, in.KeySchema = aws.String("hash-only"), in.KeySchema[:1]
	_, other := db.CreateTable(t.Context(), in)
	if got := code(t, other); got != "ValidationException" {
		t.Errorf("another shape: %q", got)
	}
}
