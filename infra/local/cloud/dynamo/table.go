package dynamo

import (
	"slices"
	"sort"

	"github.com/truora/minidyn/types"
)

// The names of a table's key attributes.
const (
	hashKey  = "PK"
	rangeKey = "SK"
)

// Limits of DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const (
	maxItem            = 400 << 10
	maxPage            = 1 << 20
	maxTransaction     = 4 << 20
	maxTransactActions = 100
	maxBatch           = 25
	maxHashKey         = 2048
	maxRangeKey        = 1024
)

// A table is its partitions, by the value of PK. A partition without items is not kept.
type table struct {
	partitions map[string]*partition
}

// A partition holds the items of one PK, and their SKs in order of their bytes.
type partition struct {
	keys    []string
	records map[string]record
}

// A record is an item with its size, which pages are measured by.
type record struct {
	item item
	size int
}

// A primaryKey names one item of a table.
type primaryKey struct {
	pk, sk string
}

func (k primaryKey) attributes() item {
	return item{hashKey: {S: &k.pk}, rangeKey: {S: &k.sk}}
}

// keyOf reads the primary key from a Key, which holds nothing else.
func keyOf(key item) (primaryKey, error) {
	if len(key) != 2 || key[hashKey] == nil || key[rangeKey] == nil {
		return primaryKey{}, invalid("The provided key element does not match the schema")
	}
	return keyIn(key)
}

// keyIn reads the primary key from an item.
func keyIn(it item) (primaryKey, error) {
	pk, err := keyValue(it, hashKey, maxHashKey)
	if err != nil {
		return primaryKey{}, err
	}
	sk, err := keyValue(it, rangeKey, maxRangeKey)
	return primaryKey{pk, sk}, err
}

func keyValue(it item, name string, limit int) (string, error) {
	var v *types.Item
	if v = it[name]; v == nil {
		return "", invalid("One or more parameter values were invalid: Missing the key %s in the item", name)
	}
	switch {
	case v.S == nil:
		return "", invalid("One or more parameter values were invalid: Type mismatch for key %s expected: S", name)
	case *v.S == "":
		return "", invalid("One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: %s", name)
	case len(*v.S) > limit:
		return "", invalid("One or more parameter values were invalid: Size of key %s has exceeded the maximum size limit of %d bytes", name, limit)
	}
	return *v.S, nil
}

// get gives an item, nil if there is none.
func (t *table) get(key primaryKey) item {
	p := t.partitions[key.pk]
	if p == nil {
		return nil
	}
	return p.records[key.sk].item
}

// set stores an item; nil deletes what is there.
func (t *table) set(key primaryKey, it item) {
	p := t.partitions[key.pk]
	if p == nil {
		if it == nil {
			return
		}
		p = &partition{records: map[string]record{}}
		t.partitions[key.pk] = p
	}
	at := sort.SearchStrings(p.keys, key.sk)
	_, exists := p.records[key.sk]
	switch {
	case it == nil && !exists:
		return
	case it == nil:
		p.keys = slices.Delete(p.keys, at, at+1)
		delete(p.records, key.sk)
	default:
		if !exists {
			p.keys = slices.Insert(p.keys, at, key.sk)
		}
		p.records[key.sk] = record{it, size(it)}
	}
	if len(p.keys) == 0 {
		delete(t.partitions, key.pk)
	}
}

// between gives the partition and the stretch of its sort keys that meet a condition. Both are nil if none do.
func (t *table) between(c keyCondition) (*partition, []string) {
	p := t.partitions[c.pk]
	if p == nil {
		return nil, nil
	}
	first, last := 0, len(p.keys)
	if c.inside != nil {
		first = sort.Search(len(p.keys), func(i int) bool { return c.inside(p.keys[i]) })
	}
	if c.past != nil {
		last = sort.Search(len(p.keys), func(i int) bool { return c.past(p.keys[i]) })
	}
	return p, p.keys[first:max(first, last)]
}
