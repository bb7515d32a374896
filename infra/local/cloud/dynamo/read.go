package dynamo

import (
	"sort"
	"strings"
)

// maxPage is how many bytes of items a Query looks at, see
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html.
const maxPage = 1 << 20

type getItem struct {
	TableName      string
	Key            item
	ConsistentRead bool // every read here is consistent: it only costs more
}

func (db *DB) parseGet(body []byte) (Call, error) {
	var in getItem
	if err := decode(body, &in); err != nil {
		return Call{}, err
	}
	return Call{Needs: []Need{{"GetItem", in.TableName}}, Run: func(used *Capacity) ([]byte, error) {
		key, err := keyOf(in.Key)
		if err != nil {
			return nil, err
		}
		it, err := db.get(in.TableName, key)
		if err != nil {
			return nil, err
		}
		used.read(size(it), in.ConsistentRead)
		return encode(struct {
			Item item `json:",omitempty"`
		}{it}), nil
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
	ExclusiveStartKey      item
	Limit                  *int
	ConsistentRead         bool // as for GetItem
}

// A stretch is what a query asks for: the items of a partition whose sort keys begin with a prefix and come after
// a key.
type stretch struct {
	pk, prefix, after string
}

// A page is what one Query call answers.
type page struct {
	Count, ScannedCount int
	Items               []item
	LastEvaluatedKey    item `json:",omitempty"` // where the next page goes on; nil at the end

	bytes int
}

func (db *DB) parseQuery(body []byte) (Call, error) {
	var q query
	if err := decode(body, &q); err != nil {
		return Call{}, err
	}
	return Call{Needs: []Need{{"Query", q.TableName}}, Run: func(used *Capacity) ([]byte, error) {
		s, err := q.stretch()
		if err != nil {
			return nil, err
		}
		found, err := db.query(&q, s)
		if err != nil {
			return nil, err
		}
		used.read(found.bytes, q.ConsistentRead)
		return encode(found), nil
	}}, nil
}

// stretch reads "PK = :pk" or "PK = :pk AND begins_with(SK, :sk)", with any placeholders, and the key to start after.
func (q *query) stretch() (stretch, error) {
	var s stretch
	used := map[string]bool{}
	e := q.begin(q.KeyConditionExpression, used)
	e.key(hashKey)
	e.expect("=")
	s.pk = e.keyText()
	if e.take("AND") {
		e.expect("begins_with", "(")
		e.key(rangeKey)
		e.expect(",")
		s.prefix = e.keyText()
		e.expect(")")
	}
	if err := e.end(); err != nil {
		return s, err
	}
	if q.Limit != nil && *q.Limit < 1 {
		return s, invalid("Limit must be at least 1, it is %d", *q.Limit)
	}
	if q.ExclusiveStartKey != nil {
		start, err := keyOf(q.ExclusiveStartKey)
		if err != nil || start.pk != s.pk || !strings.HasPrefix(start.sk, s.prefix) {
			return s, invalid("The provided starting key is invalid")
		}
		s.after = start.sk
	}
	return s, q.check(used)
}

// key reads the name of a key attribute.
func (e *expression) key(want string) {
	if name := e.name(); name != want {
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

func (db *DB) query(q *query, s stretch) (page, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	t, err := db.table(q.TableName)
	if err != nil {
		return page{}, err
	}
	found := page{Items: []item{}}
	for _, e := range t[s.pk].stretch(s) {
		found.Items = append(found.Items, e.item)
		found.bytes += size(e.item)
		// DynamoDB names a next page whenever a limit ended this one, even if nothing follows.
		if found.bytes >= maxPage || q.Limit != nil && len(found.Items) == *q.Limit {
			found.LastEvaluatedKey = primaryKey{s.pk, e.sk}.attributes()
			break
		}
	}
	found.Count, found.ScannedCount = len(found.Items), len(found.Items)
	return found, nil
}

// stretch cuts out what a query asks for. The item of the key to start after need not exist.
func (p partition) stretch(s stretch) []entry {
	first, found := p.find(max(s.prefix, s.after))
	if found && s.after != "" {
		first++
	}
	rest := p[first:]
	return rest[:sort.Search(len(rest), func(i int) bool { return !strings.HasPrefix(rest[i].sk, s.prefix) })]
}
