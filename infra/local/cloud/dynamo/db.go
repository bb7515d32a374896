package dynamo

import (
	"fmt"
	"sync"
	"time"
)

// DB holds tables. It is safe for concurrent use; operations happen one after the other.
type DB struct {
	now      func() time.Time
	onChange func(table string, r Record)

	mu       sync.Mutex
	tables   map[string]table
	done     map[string]request // the transactions done lately, by ClientRequestToken
	tokens   []string           // of those, the oldest first
	sequence int                // of the record that was made last
}

// New gives a DB with the named tables, empty. now dates what is remembered. onChange, unless nil, hears of each change
// of an item, in the order in which they happen; it must not call the DB.
func New(now func() time.Time, onChange func(table string, r Record), tables ...string) *DB {
	db := &DB{now: now, onChange: onChange, tables: map[string]table{}, done: map[string]request{}}
	for _, name := range tables {
		db.tables[name] = table{}
	}
	return db
}

// A Need is a right that a call needs: an action such as "PutItem", on a partition of a table.
type Need struct {
	Action, Table string
	Partition     string // the PK; empty where the request is too wrong to tell
}

// A Call is a request that has been read and can be run, once.
type Call struct {
	Needs []Need
	Run   func(used *Capacity) (answer any, err error) // the answer, or an *Error; adds to what was used either way
}

// An operation is the body of a request.
type operation interface {
	read(p *parser, member string) (known bool)         // reads the value of a member of the body
	prepare() error                                     // refuses what is wrong whatever the tables hold
	needs() []Need                                      // what is known of them once it is prepared
	run(db *DB, used *Capacity) (answer any, err error) // under the lock of the DB, whose tables there are
}

// Parse reads the body of an operation such as "PutItem". Its errors are *Error.
func (db *DB) Parse(name string, body []byte) (Call, error) {
	var o operation
	switch name {
	case "GetItem":
		o = &getItem{}
	case "Query":
		o = &query{}
	case actionPut, actionUpdate, actionDelete:
		o = &write{action: name}
	case "TransactWriteItems":
		o = &transaction{body: body}
	case "TransactGetItems":
		o = &gets{}
	default:
		return Call{}, &Error{Code: "UnknownOperationException", Text: "DynamoDB here has no operation " + name}
	}
	if err := read(body, o); err != nil {
		return Call{}, invalid("The request is not understood: %s", err)
	}
	wrong := o.prepare()
	return Call{Needs: o.needs(), Run: func(used *Capacity) (any, error) {
		if wrong != nil {
			return nil, wrong
		}
		for _, n := range o.needs() {
			if db.tables[n.Table] == nil {
				return nil, &Error{Code: "ResourceNotFoundException", Text: "Requested resource not found"}
			}
		}
		db.mu.Lock()
		defer db.mu.Unlock()
		return o.run(db, used)
	}}, nil
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
