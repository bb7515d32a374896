package dynamo

import "fmt"

// What a record can tell of: an item that is new, one that is another now, one that is gone.
const (
	Insert = "INSERT"
	Modify = "MODIFY"
	Remove = "REMOVE"
)

// A Record tells of a change of an item. Its JSON is what DynamoDB Streams gives where a table streams new images; see
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html.
type Record struct {
	ID      string `json:"eventID"`
	Event   string `json:"eventName"` // Insert, Modify or Remove
	Version string `json:"eventVersion"`
	Source  string `json:"eventSource"`
	Change  Change `json:"dynamodb"`
}

// A Change is what a record tells: the item's key, and the item as it is now, if it is there.
type Change struct {
	ApproximateCreationDateTime int64 // seconds since 1970
	Keys                        item
	NewImage                    item   `json:",omitempty"`
	SequenceNumber              string // of 21 digits; it grows from record to record
	SizeBytes                   int
	StreamViewType              string
}

// Partition is the hash key of the item.
func (r Record) Partition() string { return *r.Change.Keys[hashKey].S }

// HasText tells whether the item has an attribute now that is a text.
func (r Record) HasText(attribute string) bool {
	v := r.Change.NewImage[attribute]
	return v != nil && v.S != nil
}

// commit does a change. Who listens is told of it, unless it leaves the item as it was: DynamoDB writes no record then.
func (db *DB) commit(c change) {
	db.tables[c.table].set(c.key, c.new)
	if db.onChange != nil && !same(c.old, c.new) {
		db.onChange(c.table, db.record(c))
	}
}

func (db *DB) record(c change) Record {
	db.sequence++
	keys := item{hashKey: {S: &c.key.pk}, rangeKey: {S: &c.key.sk}}
	event := Modify
	switch {
	case c.old == nil:
		event = Insert
	case c.new == nil:
		event = Remove
	}
	return Record{
		ID: fmt.Sprintf("%032x", db.sequence), Event: event, Version: "1.1", Source: "aws:dynamodb",
		Change: Change{
			ApproximateCreationDateTime: db.now().Unix(), Keys: keys, NewImage: c.new,
			SequenceNumber: fmt.Sprintf("1%020d", db.sequence), SizeBytes: size(keys) + size(c.new),
			StreamViewType: "NEW_IMAGE",
		},
	}
}

// same tells whether two items have the same attributes. There being none is not the same as there being one.
func same(old, other item) bool {
	if len(old) != len(other) {
		return false
	}
	for name, v := range old {
		if !v.equal(other[name]) {
			return false
		}
	}
	return true
}
