package dynamo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// DB holds tables. It is safe for concurrent use; writes happen one after the other.
type DB struct {
	now    func() time.Time
	mu     sync.Mutex
	tables map[string]table
	tokens requestTokens
}

// New gives a DB with the named tables, empty. now dates the tokens of transactions.
func New(now func() time.Time, tables ...string) *DB {
	db := &DB{now: now, tables: map[string]table{}, tokens: requestTokens{done: map[string]doneRequest{}}}
	for _, name := range tables {
		db.tables[name] = table{}
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
	case "GetItem":
		return db.parseGet(body)
	case "Query":
		return db.parseQuery(body)
	case actionPut, actionUpdate, actionDelete:
		return db.parseWrite(operation, body)
	case "TransactWriteItems":
		return db.parseTransaction(body)
	}
	return Call{}, &Error{Code: "UnknownOperationException", Text: "DynamoDB here has no operation " + operation}
}

func decode(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return invalid("The request is not understood: %s", err)
	}
	return nil
}

// encode writes an answer. All of them have a JSON form: they are items, texts and counts.
func encode(answer any) []byte {
	out, err := json.Marshal(answer)
	if err != nil {
		panic("encode an answer of DynamoDB: " + err.Error())
	}
	return out
}

func (db *DB) table(name string) (table, error) {
	t, ok := db.tables[name]
	if !ok {
		return nil, &Error{Code: "ResourceNotFoundException", Text: "Requested resource not found"}
	}
	return t, nil
}

const (
	codeCondition  = "ConditionalCheckFailedException"
	codeValidation = "ValidationException"
)

// Error is an answer of DynamoDB that is not a success.
type Error struct {
	Code, Text string
	Reasons    []Reason // why a transaction was cancelled, one for each of its actions
}

// A Reason is why an action cancelled its transaction. The code "None" marks an action that would have worked.
type Reason struct {
	Code    string
	Message string `json:",omitempty"`
}

func (e *Error) Error() string { return e.Code + ": " + e.Text }

func invalid(format string, args ...any) *Error {
	return &Error{Code: codeValidation, Text: fmt.Sprintf(format, args...)}
}
