package dynamo

import (
	"bytes"
	"encoding/json"
	"strconv"
	"sync"
	"time"
)

// DB holds tables. It is safe for concurrent use; writes happen one after the other.
type DB struct {
	now    func() time.Time
	mu     sync.Mutex
	tables map[string]*table
	tokens requestTokens
}

// New gives a DB with the named tables, empty. now dates the tokens of transactions.
func New(now func() time.Time, tables ...string) *DB {
	db := &DB{now: now, tables: map[string]*table{}, tokens: requestTokens{done: map[string]doneRequest{}}}
	for _, name := range tables {
		db.tables[name] = &table{partitions: map[string]*partition{}}
	}
	return db
}

// A Need is a right that a call needs: an action such as "PutItem", on a table.
type Need struct {
	Action, Table string
}

// A Call is a request that has been read and can be run, once.
type Call struct {
	Needs []Need
	Run   func(used *Capacity) ([]byte, error) // the body of the answer, or an *Error; adds to what was used either way
}

// Parse reads the body of an operation such as "PutItem". Its errors are *Error.
func (db *DB) Parse(operation string, body []byte) (Call, error) {
	switch operation {
	case actionPut, actionUpdate, actionDelete:
		return db.parseWrite(operation, body)
	case "GetItem":
		return db.parseGetItem(body)
	case "Query":
		return db.parseQuery(body)
	case "BatchWriteItem":
		return db.parseBatchWrite(body)
	case "TransactWriteItems":
		return db.parseTransaction(body)
	case "CreateTable", "DescribeTable":
		return db.parseTable(operation, body)
	}
	return Call{}, &Error{Code: "UnknownOperationException", Text: "DynamoDB here has no operation " + strconv.Quote(operation)}
}

func decode(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return invalid("The request is not understood: %s", err)
	}
	return nil
}

func (db *DB) table(name string) (*table, error) {
	t := db.tables[name]
	if t == nil {
		return nil, notFound()
	}
	return t, nil
}
