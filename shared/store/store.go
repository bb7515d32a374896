package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Store reads and writes the programme's records. It is safe for concurrent use.
type Store struct {
	db    *dynamodb.Client
	table string
	now   func() time.Time // nil: HubSpot is not told of anything, see ForHubSpot
	first []pug.Staff      // who is staff until that is changed, see BegunBy
}

// New makes a store on the table.
func New(db *dynamodb.Client, table string) *Store { return &Store{db: db, table: table} }

type attributes = map[string]types.AttributeValue

func (k key) attributes() attributes {
	return attributes{PartitionKey: &types.AttributeValueMemberS{Value: k.PK},
		SortKey: &types.AttributeValueMemberS{Value: k.SK}}
}

// marshal writes records by their JSON names, so that the table reads like the programme's JSON.
func marshal(v any) (types.AttributeValue, error) {
	if av, is := v.(types.AttributeValue); is {
		return av, nil
	}
	av, err := attributevalue.MarshalWithOptions(v, func(o *attributevalue.EncoderOptions) { o.TagKey = "json" })
	if err != nil {
		return nil, fmt.Errorf("encode a %T: %w", v, err)
	}
	return av, nil
}

func unmarshal(item attributes, v any) error {
	if err := attributevalue.UnmarshalMapWithOptions(item, v,
		func(o *attributevalue.DecoderOptions) { o.TagKey = "json" }); err != nil {
		return fmt.Errorf("decode a %T: %w", v, err)
	}
	return nil
}

// item is a record under its key.
func item(k key, record any) (attributes, error) {
	av, err := marshal(record)
	if err != nil {
		return nil, err
	}
	fields, ok := av.(*types.AttributeValueMemberM)
	if !ok {
		return nil, fmt.Errorf("encode a %T: it is not a struct", record)
	}
	out := k.attributes()
	maps.Copy(out, fields.Value)
	return out, nil
}

// get reads one record, strongly consistent. A missing one is pug.NotFound.
func get[T any](ctx context.Context, s *Store, k key, what string) (T, error) {
	var record T
	out, err := s.db.GetItem(ctx, &dynamodb.GetItemInput{TableName: &s.table, Key: k.attributes(),
		ConsistentRead: aws.Bool(true)})
	if err != nil {
		return record, unavailable(err, "read "+what)
	}
	if len(out.Item) == 0 {
		return record, pug.Errorf(pug.NotFound, "There is no %s.", what)
	}
	return record, unmarshal(out.Item, &record)
}

// moment reads items as they all are at one moment. One that is not there is empty.
func (s *Store) moment(ctx context.Context, what string, keys ...key) ([]attributes, error) {
	in := &dynamodb.TransactGetItemsInput{}
	for _, k := range keys {
		in.TransactItems = append(in.TransactItems,
			types.TransactGetItem{Get: &types.Get{TableName: &s.table, Key: k.attributes()}})
	}
	out, err := s.db.TransactGetItems(ctx, in, retryConflicts)
	if err != nil {
		return nil, unavailable(err, "read "+what)
	}
	var items []attributes
	for _, r := range out.Responses {
		items = append(items, r.Item)
	}
	return items, nil
}

// these reads those of the records that are there, a hundred at one moment.
func these[T any](ctx context.Context, s *Store, keys []key) ([]T, error) {
	var records []T
	for some := range slices.Chunk(keys, most) {
		items, err := s.moment(ctx, "records", some...)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			if len(item) == 0 {
				continue
			}
			if err := add(&records, item); err != nil {
				return nil, err
			}
		}
	}
	return records, nil
}

// query reads every record of a partition whose sort key has the prefix, page by page, in the order of the sort keys.
func query[T any](ctx context.Context, s *Store, partition, prefix, what string) ([]T, error) {
	items, err := s.items(ctx, partition, prefix, what)
	if err != nil {
		return nil, err
	}
	var records []T
	for _, item := range items {
		if err := add(&records, item); err != nil {
			return nil, err
		}
	}
	return records, nil
}

// add reads an item as one more record.
func add[T any](records *[]T, item attributes) error {
	var record T
	if err := unmarshal(item, &record); err != nil {
		return err
	}
	*records = append(*records, record)
	return nil
}

// items reads what query does, as it is in the table.
func (s *Store) items(ctx context.Context, partition, prefix, what string) ([]attributes, error) {
	var items []attributes
	for pages := dynamodb.NewQueryPaginator(s.db, s.reads(partition, prefix)); pages.HasMorePages(); {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, unavailable(err, "read "+what)
		}
		items = append(items, page.Items...)
	}
	return items, nil
}

// reads asks for the items of a partition whose sort key has the prefix.
func (s *Store) reads(partition, prefix string) *dynamodb.QueryInput {
	in := &dynamodb.QueryInput{
		TableName:                 &s.table,
		ConsistentRead:            aws.Bool(true),
		KeyConditionExpression:    aws.String("#pk = :pk"),
		ExpressionAttributeNames:  map[string]string{"#pk": PartitionKey},
		ExpressionAttributeValues: attributes{":pk": &types.AttributeValueMemberS{Value: partition}},
	}
	if prefix != "" {
		in.KeyConditionExpression = aws.String("#pk = :pk AND begins_with(#sk, :sk)")
		in.ExpressionAttributeNames["#sk"] = SortKey
		in.ExpressionAttributeValues[":sk"] = &types.AttributeValueMemberS{Value: prefix}
	}
	return in
}

// part is which records of a partition are read, and in which order.
type part struct {
	partition, prefix string
	after             string // the sort key behind which to begin; empty: at the beginning
	most              int
	latest            bool // from the last sort key to the first
}

// page reads a part of a partition, and names the sort key to go on after; empty where nothing may follow.
func page[T any](ctx context.Context, s *Store, p part, what string) (records []T, next string, err error) {
	in := s.reads(p.partition, p.prefix)
	in.Limit, in.ScanIndexForward = aws.Int32(int32(p.most)), aws.Bool(!p.latest)
	if p.after != "" {
		in.ExclusiveStartKey = key{p.partition, p.after}.attributes()
	}
	out, err := s.db.Query(ctx, in)
	if err != nil {
		return nil, "", unavailable(err, "read "+what)
	}
	for _, item := range out.Items {
		if err := add(&records, item); err != nil {
			return nil, "", err
		}
	}
	if sk, ok := out.LastEvaluatedKey[SortKey].(*types.AttributeValueMemberS); ok {
		next = sk.Value
	}
	return records, next, nil
}

// unavailable says that the table did not do what was tried; pug.NotFound if a condition kept it from that: callers
// treat the conditions that mean something else before. An error that has a kind keeps it.
func unavailable(err error, tried string) error {
	var known *pug.Error
	switch {
	case errors.As(err, &known):
		return err
	case failed(err):
		return pug.Wrapf(err, pug.NotFound, "Could not %s: it is not there", tried)
	}
	return pug.Wrapf(err, pug.Unavailable, "The table could not %s", tried)
}

// failed says whether err is a condition that did not hold.
func failed(err error) bool {
	var conditional *types.ConditionalCheckFailedException
	return errors.As(err, &conditional)
}
