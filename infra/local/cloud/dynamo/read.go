package dynamo

import (
	"slices"
	"sort"
	"strconv"
)

type getItem struct {
	placeholders
	TableName              string
	Key                    item
	ProjectionExpression   string
	ConsistentRead         bool // every read here is consistent: it only costs more
	ReturnConsumedCapacity string
}

func (db *DB) parseGetItem(body []byte) (Call, error) {
	var g getItem
	if err := decode(body, &g); err != nil {
		return Call{}, err
	}
	return Call{Needs: []Need{{"GetItem", g.TableName}}, Run: func(used *Capacity) ([]byte, error) {
		key, err := keyOf(g.Key)
		if err != nil {
			return nil, err
		}
		if err := g.check(g.ProjectionExpression); err != nil {
			return nil, err
		}
		it, err := db.get(g.TableName, key)
		if err != nil {
			return nil, err
		}
		used.read(size(it), g.ConsistentRead)
		if it, err = g.project(g.ProjectionExpression, it); err != nil || it == nil {
			return []byte("{}"), err
		}
		return append(appendMap([]byte(`{"Item":`), it), '}'), nil
	}}, nil
}

func (db *DB) get(tableName string, key primaryKey) (item, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	t, err := db.table(tableName)
	if err != nil {
		return nil, err
	}
	return t.get(key), nil
}

type query struct {
	placeholders
	TableName              string
	KeyConditionExpression string
	FilterExpression       string
	ProjectionExpression   string
	ExclusiveStartKey      item
	Limit                  *int
	ScanIndexForward       *bool
	Select                 string
	ConsistentRead         bool // as for GetItem
	ReturnConsumedCapacity string
}

// A page is what one Query call answers.
type page struct {
	items   []item
	scanned int
	bytes   int         // of the items that were scanned
	last    *primaryKey // where the next page goes on; nil at the end
}

func (db *DB) parseQuery(body []byte) (Call, error) {
	var q query
	if err := decode(body, &q); err != nil {
		return Call{}, err
	}
	return Call{Needs: []Need{{"Query", q.TableName}}, Run: func(used *Capacity) ([]byte, error) {
		condition, err := q.prepare()
		if err != nil {
			return nil, err
		}
		found, err := db.query(&q, condition)
		if err != nil {
			return nil, err
		}
		used.read(found.bytes, q.ConsistentRead)
		return q.answer(found), nil
	}}, nil
}

func (q *query) prepare() (keyCondition, error) {
	if q.Limit != nil && *q.Limit < 1 {
		return keyCondition{}, invalid("Limit must be at least 1, it is %d", *q.Limit)
	}
	if q.Select != "" && q.Select != "COUNT" && q.Select != "ALL_ATTRIBUTES" && q.Select != "SPECIFIC_ATTRIBUTES" {
		return keyCondition{}, invalid("Select %s is not supported", q.Select)
	}
	if err := q.check(q.KeyConditionExpression, q.FilterExpression, q.ProjectionExpression); err != nil {
		return keyCondition{}, err
	}
	for _, tok := range tokens(q.FilterExpression) {
		if name := q.ExpressionAttributeNames[tok]; tok == hashKey || tok == rangeKey || name == hashKey || name == rangeKey {
			return keyCondition{}, invalid("Filter Expression can only contain non-primary key attributes")
		}
	}
	return parseKeyCondition(q.KeyConditionExpression, &q.placeholders)
}

func (db *DB) query(q *query, condition keyCondition) (page, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	t, err := db.table(q.TableName)
	if err != nil {
		return page{}, err
	}
	p, keys := t.between(condition)
	if keys, err = q.rest(keys, condition.pk); err != nil {
		return page{}, err
	}
	var found page
	for _, sk := range keys {
		r := p.records[sk]
		ok, err := q.match(q.FilterExpression, r.item)
		if err != nil {
			return page{}, err
		}
		if ok {
			it, err := q.project(q.ProjectionExpression, r.item)
			if err != nil {
				return page{}, err
			}
			found.items = append(found.items, it)
		}
		found.scanned++
		found.bytes += r.size
		// DynamoDB names a next page whenever a limit ended this one, even if nothing follows.
		if found.bytes >= maxPage || q.Limit != nil && found.scanned == *q.Limit {
			found.last = &primaryKey{condition.pk, sk}
			break
		}
	}
	return found, nil
}

// rest orders keys as asked for and leaves out what came up to ExclusiveStartKey. The item of that key need not exist.
func (q *query) rest(keys []string, pk string) ([]string, error) {
	backward := q.ScanIndexForward != nil && !*q.ScanIndexForward
	if q.ExclusiveStartKey != nil {
		start, err := keyOf(q.ExclusiveStartKey)
		if err != nil || start.pk != pk {
			return nil, invalid("The provided starting key is invalid")
		}
		if backward {
			keys = keys[:sort.SearchStrings(keys, start.sk)]
		} else {
			keys = keys[sort.Search(len(keys), func(i int) bool { return keys[i] > start.sk }):]
		}
	}
	if backward {
		keys = slices.Clone(keys)
		slices.Reverse(keys)
	}
	return keys, nil
}

func (q *query) answer(found page) []byte {
	out := strconv.AppendInt([]byte(`{"Count":`), int64(len(found.items)), 10)
	out = strconv.AppendInt(append(out, `,"ScannedCount":`...), int64(found.scanned), 10)
	if q.Select != "COUNT" {
		out = appendList(append(out, `,"Items":`...), found.items, appendMap)
	}
	if found.last != nil {
		out = appendMap(append(out, `,"LastEvaluatedKey":`...), found.last.attributes())
	}
	return append(out, '}')
}
