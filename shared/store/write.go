package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// values are the values and names of an expression: ":v" for values, "#n" for names. A value is anything that marshal takes; a name is
// a string.
type values map[string]any

func (v values) split() (names map[string]string, vals attributes, err error) {
	for placeholder, value := range v {
		if placeholder[0] == '#' {
			if names == nil {
				names = map[string]string{}
			}
			names[placeholder] = fmt.Sprint(value)
			continue
		}
		if vals == nil {
			vals = attributes{}
		}
		if vals[placeholder], err = marshal(value); err != nil {
			return nil, nil, err
		}
	}
	return names, vals, nil
}

// The conditions that most writes need.
const (
	ifNew    = "attribute_not_exists(PK)"
	ifExists = "attribute_exists(PK)"
)

// write is one conditional write; change is an update expression, or empty where record is put or the item is deleted.
type write struct {
	key       key
	record    any    // put
	change    string // update
	delete    bool
	condition string
	values    values
}

// do makes a single write. A condition that does not hold is reported as failed.
func (s *Store) do(ctx context.Context, w write) error {
	entry, err := s.entry(w)
	if err != nil {
		return err
	}
	switch {
	case entry.Put != nil:
		p := entry.Put
		_, err = s.db.PutItem(ctx, &dynamodb.PutItemInput{TableName: p.TableName, Item: p.Item, ConditionExpression: p.ConditionExpression,
			ExpressionAttributeNames: p.ExpressionAttributeNames, ExpressionAttributeValues: p.ExpressionAttributeValues}, retryConflicts)
	case entry.Update != nil:
		u := entry.Update
		_, err = s.db.UpdateItem(ctx, &dynamodb.UpdateItemInput{TableName: u.TableName, Key: u.Key, UpdateExpression: u.UpdateExpression,
			ConditionExpression: u.ConditionExpression, ExpressionAttributeNames: u.ExpressionAttributeNames,
			ExpressionAttributeValues: u.ExpressionAttributeValues}, retryConflicts)
	default:
		d := entry.Delete
		_, err = s.db.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: d.TableName, Key: d.Key, ConditionExpression: d.ConditionExpression,
			ExpressionAttributeNames: d.ExpressionAttributeNames, ExpressionAttributeValues: d.ExpressionAttributeValues}, retryConflicts)
	}
	return err
}

// transact makes all of the writes or none. Where conditions do not hold, held tells for each write whether its condition did, and err
// is nil; err is for everything else. The writes stand in the order in which a caller looks at held.
func (s *Store) transact(ctx context.Context, writes ...write) (held []bool, err error) {
	in := &dynamodb.TransactWriteItemsInput{}
	for _, w := range writes {
		entry, err := s.entry(w)
		if err != nil {
			return nil, err
		}
		in.TransactItems = append(in.TransactItems, entry)
	}
	_, err = s.db.TransactWriteItems(ctx, in, retryConflicts)
	held = make([]bool, len(writes))
	for i := range held {
		held[i] = true
	}
	var cancelled *types.TransactionCanceledException
	if !errors.As(err, &cancelled) {
		return held, err
	}
	conditional := false
	for i, reason := range cancelled.CancellationReasons {
		if aws.ToString(reason.Code) == "ConditionalCheckFailed" && i < len(held) {
			held[i], conditional = false, true
		}
	}
	if !conditional {
		return held, err // throttled, or in conflict with another transaction: worth trying again
	}
	return held, nil
}

// all says whether every condition held.
func all(held []bool) bool {
	for _, h := range held {
		if !h {
			return false
		}
	}
	return true
}

func (s *Store) entry(w write) (types.TransactWriteItem, error) {
	names, vals, err := w.values.split()
	if err != nil {
		return types.TransactWriteItem{}, err
	}
	var condition *string
	if w.condition != "" {
		condition = &w.condition
	}
	switch {
	case w.record != nil:
		fields, err := item(w.key, w.record)
		return types.TransactWriteItem{Put: &types.Put{TableName: &s.table, Item: fields, ConditionExpression: condition,
			ExpressionAttributeNames: names, ExpressionAttributeValues: vals}}, err
	case w.delete:
		return types.TransactWriteItem{Delete: &types.Delete{TableName: &s.table, Key: w.key.attributes(), ConditionExpression: condition,
			ExpressionAttributeNames: names, ExpressionAttributeValues: vals}}, nil
	}
	return types.TransactWriteItem{Update: &types.Update{TableName: &s.table, Key: w.key.attributes(), UpdateExpression: &w.change,
		ConditionExpression: condition, ExpressionAttributeNames: names, ExpressionAttributeValues: vals}}, nil
}
