package cloud_test

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// This file is the vocabulary of the tests of DynamoDB: items, and calls to the table.

type item = map[string]types.AttributeValue

func text(s string) types.AttributeValue   { return &types.AttributeValueMemberS{Value: s} }
func number(s string) types.AttributeValue { return &types.AttributeValueMemberN{Value: s} }
func truth(b bool) types.AttributeValue    { return &types.AttributeValueMemberBOOL{Value: b} }
func null() types.AttributeValue           { return &types.AttributeValueMemberNULL{Value: true} }

func list(elements ...types.AttributeValue) types.AttributeValue {
	return &types.AttributeValueMemberL{Value: elements}
}

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

// names are expression names, each the attribute's own after a #.
func names(attributes ...string) map[string]string {
	m := map[string]string{}
	for _, a := range attributes {
		m["#"+a] = a
	}
	return m
}

// valueOptions let cmp compare attribute values.
func valueOptions() cmp.Option {
	return cmpopts.IgnoreUnexported(types.AttributeValueMemberS{}, types.AttributeValueMemberN{},
		types.AttributeValueMemberB{}, types.AttributeValueMemberBOOL{}, types.AttributeValueMemberNULL{},
		types.AttributeValueMemberL{}, types.AttributeValueMemberM{}, types.CancellationReason{})
}

func database(t testing.TB) (*dynamodb.Client, *cloud.Cloud) {
	c := open(t)
	return dynamodb.NewFromConfig(c.Config("root")), c
}

func table() *string { return aws.String("pugs") }
func isNew() *string { return aws.String("attribute_not_exists(PK)") }

func putItem(ctx context.Context, db *dynamodb.Client, it item) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{TableName: table(), Item: it})
	return err
}

func put(ctx context.Context, db *dynamodb.Client, pk, sk string) error {
	return putItem(ctx, db, key(pk, sk))
}

func get(ctx context.Context, db *dynamodb.Client, pk, sk string) (item, error) {
	in := &dynamodb.GetItemInput{TableName: table(), Key: key(pk, sk), ConsistentRead: aws.Bool(true)}
	out, err := db.GetItem(ctx, in)
	if err != nil {
		return nil, err
	}
	return out.Item, nil
}

func query(ctx context.Context, db *dynamodb.Client, pk string) (*dynamodb.QueryOutput, error) {
	return db.Query(ctx, &dynamodb.QueryInput{TableName: table(), KeyConditionExpression: aws.String("PK = :pk"),
		ExpressionAttributeValues: values("pk", text(pk))})
}

func update(pk, sk, expression string, names map[string]string, values item) *dynamodb.UpdateItemInput {
	return &dynamodb.UpdateItemInput{TableName: table(), Key: key(pk, sk), UpdateExpression: &expression,
		ExpressionAttributeNames: names, ExpressionAttributeValues: values}
}

func transaction(actions ...types.TransactWriteItem) *dynamodb.TransactWriteItemsInput {
	return &dynamodb.TransactWriteItemsInput{TransactItems: actions}
}

func putAction(pk, sk string, more ...any) types.TransactWriteItem {
	return types.TransactWriteItem{Put: &types.Put{TableName: table(), Item: with(pk, sk, more...)}}
}

// newAction puts an item that must not be there yet.
func newAction(pk, sk string) types.TransactWriteItem {
	return types.TransactWriteItem{Put: &types.Put{TableName: table(), Item: key(pk, sk), ConditionExpression: isNew()}}
}

func deleteAction(pk, sk string) types.TransactWriteItem {
	return types.TransactWriteItem{Delete: &types.Delete{TableName: table(), Key: key(pk, sk)}}
}

// copyAction sets an attribute to the value of another.
func copyAction(pk, sk, from, to string) types.TransactWriteItem {
	return types.TransactWriteItem{Update: &types.Update{TableName: table(), Key: key(pk, sk),
		UpdateExpression: aws.String("SET #" + to + " = #" + from), ExpressionAttributeNames: names(from, to)}}
}
