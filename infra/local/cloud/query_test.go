package cloud_test

import (
	"maps"
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

// partition puts items into the partition "p", and one into a partition beside it.
func partition(t *testing.T) *dynamodb.Client {
	t.Helper()
	db, _ := database(t)
	for _, sk := range []string{"b#2", "a#1", "c", "b#1", "b", "b#10"} {
		if err := put(t.Context(), db, "p", sk); err != nil {
			t.Fatal(err)
		}
	}
	if err := put(t.Context(), db, "p.b", "1"); err != nil {
		t.Fatal(err)
	}
	return db
}

// ask is a query of the partition "p", changed.
func ask(condition string, more item, change func(*dynamodb.QueryInput)) *dynamodb.QueryInput {
	in := &dynamodb.QueryInput{TableName: table(), KeyConditionExpression: &condition, ConsistentRead: aws.Bool(true),
		ExpressionAttributeValues: values("p", text("p"))}
	maps.Copy(in.ExpressionAttributeValues, more)
	if change != nil {
		change(in)
	}
	return in
}

func TestQueries(t *testing.T) {
	db := partition(t)
	const prefixed = "PK = :p AND begins_with(SK, :s)"
	limit := func(n int32) func(*dynamodb.QueryInput) {
		return func(q *dynamodb.QueryInput) { q.Limit = &n }
	}
	after := func(sk string) func(*dynamodb.QueryInput) {
		return func(q *dynamodb.QueryInput) { q.ExclusiveStartKey = key("p", sk) }
	}
	backward := func(q *dynamodb.QueryInput) { q.ScanIndexForward = aws.Bool(false) }
	rows := []struct {
		name, condition string
		values          item
		change          func(*dynamodb.QueryInput)
		want            string
	}{
		{"a partition comes in the order of its sort keys", "PK = :p", nil, nil, "a#1,b,b#1,b#10,b#2,c"},
		{"a prefix", prefixed, values("s", text("b#")), nil, "b#1,b#10,b#2"},
		{"a prefix that is a key itself", prefixed, values("s", text("b")), nil, "b,b#1,b#10,b#2"},
		{"a prefix that nothing has", prefixed, values("s", text("bb")), nil, ""},
		{"a prefix behind all keys", prefixed, values("s", text("d")), nil, ""},
		{"a prefix, with aliases", "#PK = :p AND begins_with (#SK, :s)", values("s", text("b#1")), func(q *dynamodb.QueryInput) {
			q.ExpressionAttributeNames = names("PK", "SK")
		}, "b#1,b#10"},
		{"pages, the last one empty when a limit ended the one before", "PK = :p", nil, limit(3), "a#1,b,b#1|b#10,b#2,c|"},
		{"pages of a prefix", prefixed, values("s", text("b#")), limit(2), "b#1,b#10|b#2"},
		{"going on after a key that is gone", "PK = :p", nil, after("b#11"), "b#2,c"},
		{"going on after a key with a prefix", prefixed, values("s", text("b")), after("b"), "b#1,b#10,b#2"},
		{"going on after the last key", "PK = :p", nil, after("c"), ""},
		{"nothing there", "PK = :p", values("p", text("q")), nil, ""},
		{"backward", "PK = :p", nil, backward, "c,b#2,b#10,b#1,b,a#1"},
		{"a prefix, backward and in pages", prefixed, values("s", text("b")), func(q *dynamodb.QueryInput) {
			backward(q)
			limit(3)(q)
		}, "b#2,b#10,b#1|b"},
		{"going on backward from a key that is gone", "PK = :p", nil, func(q *dynamodb.QueryInput) {
			backward(q)
			after("b#11")(q)
		}, "b#10,b#1,b,a#1"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			if diff := cmp.Diff(r.want, keysOf(t, db, ask(r.condition, r.values, r.change))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestQueriesThatAreRefused(t *testing.T) {
	db := partition(t)
	prefixed := "PK = :p AND begins_with(SK, :s)"
	from := func(start item) func(*dynamodb.QueryInput) {
		return func(q *dynamodb.QueryInput) { q.ExclusiveStartKey = start }
	}
	rows := []struct {
		name, condition string
		values          item
		change          func(*dynamodb.QueryInput)
	}{
		{"no partition", "SK = :p", nil, nil},
		{"a partition by another operator", "PK > :p", nil, nil},
		{"a partition that is a number", "PK = :p", values("p", number("1")), nil},
		{"an empty partition", "PK = :p", values("p", text("")), nil},
		{"an empty prefix", prefixed, values("s", text("")), nil},
		{"a prefix of something else", "PK = :p AND begins_with(PK, :s)", values("s", text("b")), nil},
		{"two partitions", "PK = :p OR PK = :s", values("s", text("q")), nil},
		{"a condition that is not known here", "PK = :p AND SK > :s", values("s", text("b")), nil},
		{"a condition without an end", "PK = :p AND", nil, nil},
		{"a value that is not used", "PK = :p", values("s", text("b")), nil},
		{"a value that is not defined", "PK = :q", nil, nil},
		{"a limit of none", "PK = :p", nil, func(q *dynamodb.QueryInput) { q.Limit = aws.Int32(0) }},
		{"a start in another partition", "PK = :p", nil, from(key("q", "a"))},
		{"a start without the prefix", prefixed, values("s", text("b")), from(key("p", "a#1"))},
		{"a start that is no key", "PK = :p", nil, from(item{"PK": text("p")})},
		{"an index", "PK = :p", nil, func(q *dynamodb.QueryInput) { q.IndexName = aws.String("by-name") }},
		{"a filter, which is not known here", "PK = :p", nil, func(q *dynamodb.QueryInput) { q.FilterExpression = aws.String("PK = :p") }},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			out, err := db.Query(t.Context(), ask(r.condition, r.values, r.change))
			if got := code(t, err); got != "ValidationException" {
				t.Errorf("code %q: %v, %v", got, out, err)
			}
		})
	}
}

func TestAPageEndsAtOneMegabyte(t *testing.T) {
	db, _ := database(t)
	for _, sk := range []string{"1", "2", "3", "4"} {
		if err := putItem(t.Context(), db, with("p", sk, "big", text(strings.Repeat("x", 390<<10)))); err != nil {
			t.Fatal(err)
		}
	}
	if got := keysOf(t, db, ask("PK = :p", nil, nil)); got != "1,2,3|4" {
		t.Errorf("pages %q", got)
	}
}

func TestADeletedItemIsGone(t *testing.T) {
	db := partition(t)
	for _, sk := range []string{"b", "b", "c", "none"} {
		in := &dynamodb.DeleteItemInput{TableName: table(), Key: key("p", sk)}
		if _, err := db.DeleteItem(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	if got := keysOf(t, db, ask("PK = :p", nil, nil)); got != "a#1,b#1,b#10,b#2" {
		t.Errorf("left %q", got)
	}
}
