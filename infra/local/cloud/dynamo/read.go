package dynamo

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// maxPage is how many bytes of items a Query looks at, see
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html.
const maxPage = 1 << 20

type getItem struct {
	TableName      string
	Key            item
	ConsistentRead bool // every read here is consistent: it only costs more

	key primaryKey
}

func (g *getItem) needs() []Need { return []Need{{"GetItem", g.TableName, g.key.pk}} }

func (g *getItem) prepare() (err error) {
	g.key, err = keyOf(g.Key)
	return err
}

// found is what is answered of one item: nothing where there is none.
type found struct {
	Item json.RawMessage `json:",omitempty"`
}

// JSON is the answer's text. What is in it is JSON already, which encoding/json would read once more.
func (f found) JSON() []byte {
	if f.Item == nil {
		return []byte("{}")
	}
	return slices.Concat([]byte(`{"Item":`), f.Item, []byte("}"))
}

func (g *getItem) run(db *DB, used *Capacity) (any, error) {
	e, _ := db.tables[g.TableName].get(g.key)
	used.read(e.size, g.ConsistentRead)
	return found{e.text}, nil
}

// A query asks for the items of a partition whose sort keys begin with a prefix, in pages.
type query struct {
	placeholders
	TableName              string
	KeyConditionExpression string
	ExclusiveStartKey      item
	Limit                  *int
	ConsistentRead         bool  // as for GetItem
	ScanIndexForward       *bool // false: from the last sort key to the first

	pk, prefix string
	after      string // the sort key behind which this page begins; "": none
}

// A page is what one Query answers.
type page struct {
	Count, ScannedCount int
	Items               [][]byte // each in JSON
	LastEvaluatedKey    item     // where the next page goes on; nil at the end
}

// JSON is the answer's text, as that of found.
func (p page) JSON() []byte {
	text := fmt.Appendf(nil, `{"Count":%d,"ScannedCount":%d,"Items":[`, p.Count, p.ScannedCount)
	text = append(text, bytes.Join(p.Items, []byte(","))...)
	text = append(text, ']')
	if p.LastEvaluatedKey != nil {
		text = p.LastEvaluatedKey.append(append(text, `,"LastEvaluatedKey":`...))
	}
	return append(text, '}')
}

func (q *query) needs() []Need { return []Need{{"Query", q.TableName, q.pk}} }

// prepare reads "PK = :pk" or "PK = :pk AND begins_with(SK, :sk)", with any placeholders.
func (q *query) prepare() error {
	e := q.begin(q.KeyConditionExpression)
	e.key(hashKey)
	e.expect("=")
	q.pk = e.keyText()
	if e.take("AND") {
		e.expect("begins_with", "(")
		e.key(rangeKey)
		e.expect(",")
		q.prefix = e.keyText()
		e.expect(")")
	}
	if err := e.end(); err != nil {
		return err
	}
	if q.Limit != nil && *q.Limit < 1 {
		return invalid("Limit must be at least 1, it is %d", *q.Limit)
	}
	if q.ExclusiveStartKey != nil {
		start, err := keyOf(q.ExclusiveStartKey)
		if err != nil || start.pk != q.pk || !strings.HasPrefix(start.sk, q.prefix) {
			return invalid("The provided starting key is invalid")
		}
		q.after = start.sk
	}
	return q.check()
}

// key reads the name of a key attribute.
func (e *expression) key(want string) {
	if e.name() != want {
		e.refuse("Query condition missed key schema element: %s", want)
	}
}

// keyText reads a value that a key attribute is compared with.
func (e *expression) keyText() string {
	v := e.value()
	if v == nil || v.S == nil || *v.S == "" {
		e.refuse("Condition parameter type does not match schema type")
		return ""
	}
	return *v.S
}

func (q *query) run(db *DB, used *Capacity) (any, error) {
	var found page
	size := 0
	q.each(db.tables[q.TableName][q.pk], func(sk string, e entry) (more bool) {
		found.Items = append(found.Items, e.text)
		size += e.size
		// DynamoDB names a next page whenever a limit ended this one, even if nothing follows.
		if size >= maxPage || q.Limit != nil && len(found.Items) == *q.Limit {
			found.LastEvaluatedKey = item{hashKey: {S: &q.pk}, rangeKey: {S: &sk}}
		}
		return found.LastEvaluatedKey == nil
	})
	used.read(size, q.ConsistentRead)
	found.Count, found.ScannedCount = len(found.Items), len(found.Items)
	return found, nil
}

// each goes through the items of a partition that are asked for, in the order that is asked for, as long as f wants
// more. The item to start after need not exist.
func (q *query) each(p *partition, f func(sk string, e entry) (more bool)) {
	if p == nil {
		return
	}
	asked := func(sk string, e entry) bool {
		return sk == q.after || strings.HasPrefix(sk, q.prefix) && f(sk, e)
	}
	if q.ScanIndexForward != nil && !*q.ScanIndexForward {
		const last = "\xff" // no text in UTF-8 has such a byte
		p.Descend(cmp.Or(q.after, q.prefix+last), asked)
		return
	}
	p.Ascend(cmp.Or(q.after, q.prefix), asked)
}
