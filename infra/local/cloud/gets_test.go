package cloud_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// gets asks for items of the table by their keys.
func gets(keys ...item) *dynamodb.TransactGetItemsInput {
	in := &dynamodb.TransactGetItemsInput{}
	for _, k := range keys {
		in.TransactItems = append(in.TransactItems, types.TransactGetItem{Get: &types.Get{TableName: table(), Key: k}})
	}
	return in
}

func TestSeveralItemsAreReadTogether(t *testing.T) {
	db, c := database(t)
	if err := putItem(t.Context(), db, with("a", "1", "text", text("x"))); err != nil {
		t.Fatal(err)
	}
	before := c.Consumed()
	out, err := db.TransactGetItems(t.Context(), gets(key("b", "1"), key("a", "1")))
	if err != nil {
		t.Fatal(err)
	}
	want := []types.ItemResponse{{}, {Item: with("a", "1", "text", text("x"))}}
	if diff := cmp.Diff(want, out.Responses, valueOptions(), cmp.AllowUnexported(types.ItemResponse{})); diff != "" {
		t.Errorf("in the order in which they were asked for (-want +got):\n%s", diff)
	}
	after := c.Consumed()
	if diff := cmp.Diff(dynamo.Capacity{Reads: 4, Writes: before.Writes}, after); diff != "" {
		t.Errorf("each costs two units (-want +got):\n%s", diff)
	}
}

func TestReadsTogetherThatAreRefused(t *testing.T) {
	db, _ := database(t)
	many := make([]item, 101)
	for i := range many {
		many[i] = key("a", string(rune('a'+i)))
	}
	for name, in := range map[string]*dynamodb.TransactGetItemsInput{
		"of nothing":         gets(),
		"of too much":        gets(many...),
		"of an item twice":   gets(key("a", "1"), key("b", "1"), key("a", "1")),
		"by half of a key":   gets(item{"PK": text("a")}),
		"by more than a key": gets(with("a", "1", "more", text("x"))),
	} {
		t.Run(name, func(t *testing.T) {
			if in.TransactItems == nil {
				in.TransactItems = []types.TransactGetItem{}
			}
			_, err := db.TransactGetItems(t.Context(), in)
			if got := code(t, err); got != "ValidationException" {
				t.Errorf("code %q", got)
			}
		})
	}
}
