package dynamo

import (
	"bytes"

	"github.com/tidwall/btree"
)

// The names of a table's key attributes.
const (
	hashKey  = "PK"
	rangeKey = "SK"
)

// Limits of keys: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const (
	maxHashKey  = 2048
	maxRangeKey = 1024
)

// A table is its partitions, by the value of PK.
type table map[string]*partition

// A partition holds the items of one PK by SK, in the order of its bytes, so that a query touches only what it returns.
type partition = btree.Map[string, entry]

// An entry is an item as it is answered: in JSON, which takes a fraction of the memory.
type entry struct {
	text []byte
	size int // what DynamoDB counts, in bytes
}

func (e entry) item() item {
	p := parser{text: e.text} // as set wrote it
	return p.item()
}

// A primaryKey names one item of a table.
type primaryKey struct {
	pk, sk string
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
	const wrong = "One or more parameter values were invalid: "
	v := it[name]
	switch {
	case v == nil:
		return "", invalid(wrong+"Missing the key %s in the item", name)
	case v.S == nil:
		return "", invalid(wrong+"Type mismatch for key %s expected: S", name)
	case *v.S == "":
		return "", invalid(wrong+"A key attribute cannot contain an empty string value. Key: %s", name)
	case len(*v.S) > limit:
		return "", invalid(wrong+"Size of key %s has exceeded the maximum size limit of %d bytes", name, limit)
	}
	return *v.S, nil
}

// get gives an item as it is kept; empty if there is none.
func (t table) get(key primaryKey) (entry, bool) {
	p := t[key.pk]
	if p == nil {
		return entry{}, false
	}
	return p.Get(key.sk)
}

// item gives an item, nil if there is none.
func (t table) item(key primaryKey) item {
	e, found := t.get(key)
	if !found {
		return nil
	}
	return e.item()
}

// set stores an item; nil deletes what is there.
func (t table) set(key primaryKey, it item) {
	if t[key.pk] == nil {
		t[key.pk] = &partition{}
	}
	if it == nil {
		t[key.pk].Delete(key.sk)
		return
	}
	text := bytes.Clone(it.append(nil)) // without spare room: there are many
	t[key.pk].Set(key.sk, entry{text, size(it)})
}
