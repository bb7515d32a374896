package dynamo

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Limits of transactions: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
const (
	maxTransaction     = 4 << 20 // bytes of all items together
	maxTransactActions = 100
	maxToken           = 36
	tokenLife          = 10 * time.Minute // how long a ClientRequestToken is remembered
)

// A transaction does all of its writes or none.
type transaction struct {
	writes             []*write // one for each of the TransactItems
	ClientRequestToken string

	body []byte
	odd  bool // one of the TransactItems has several actions, or none
}

// A request is what was done under a token, which is remembered for a while.
type request struct {
	body []byte
	at   time.Time
}

// asks tells whether a request asks for the same as another one. Each may have its attributes in any order.
func (r request) asks(body []byte) bool {
	if bytes.Equal(r.body, body) {
		return true
	}
	var one, other any
	return json.Unmarshal(r.body, &one) == nil && json.Unmarshal(body, &other) == nil && reflect.DeepEqual(one, other)
}

func (t *transaction) needs() []Need {
	var all []Need
	for _, w := range t.writes {
		all = append(all, w.needs()...)
	}
	return all
}

func (t *transaction) prepare() error {
	actions := []string{actionCheck, actionPut, actionUpdate, actionDelete}
	unknown := func(w *write) bool { return !slices.Contains(actions, w.action) }
	switch n := len(t.writes); {
	case t.odd || slices.ContainsFunc(t.writes, unknown):
		return invalid("TransactItems can only contain one of Check, Put, Update or Delete")
	case n < 1 || n > maxTransactActions:
		return invalid("Member must have length between 1 and %d, transactItems has %d", maxTransactActions, n)
	}
	if len(t.ClientRequestToken) > maxToken {
		return invalid("Member must have length at most %d, clientRequestToken is longer", maxToken)
	}
	seen := map[[3]string]bool{}
	for _, w := range t.writes {
		if err := w.prepare(); err != nil {
			return err
		}
		on := [...]string{w.TableName, w.key.pk, w.key.sk}
		if seen[on] {
			return invalid("Transaction request cannot include multiple operations on one item")
		}
		seen[on] = true
	}
	return nil
}

func (t *transaction) run(db *DB, used *Capacity) (any, error) {
	db.forget()
	if before, again := db.done[t.ClientRequestToken]; again {
		if !before.asks(t.body) {
			return nil, &Error{Code: "IdempotentParameterMismatchException",
				Text: "The request uses the token of another request"}
		}
		return struct{}{}, nil
	}
	changes, err := t.plan(db, used)
	if err != nil {
		return nil, err
	}
	for _, c := range changes {
		db.commit(c)
	}
	if t.ClientRequestToken != "" {
		db.done[t.ClientRequestToken] = request{t.body, db.now()}
		db.tokens = append(db.tokens, t.ClientRequestToken)
	}
	return struct{}{}, nil
}

// forget forgets the requests whose tokens are too old.
func (db *DB) forget() {
	for len(db.tokens) > 0 && db.now().Sub(db.done[db.tokens[0]].at) > tokenLife {
		delete(db.done, db.tokens[0])
		db.tokens = db.tokens[1:]
	}
}

// plan works out each of the writes. Since no item is in a transaction twice, that goes by the tables as they are.
// Where a write cannot be done, the error has the reasons of all.
func (t *transaction) plan(db *DB, used *Capacity) ([]change, error) {
	var changes []change
	var reasons []Reason
	var codes []string
	cancelled := false
	written := 0
	for _, w := range t.writes {
		c, err := w.plan(db, used, transactionTimes)
		r := reasonFor(err)
		changes, reasons, codes = append(changes, c), append(reasons, r), append(codes, r.Code)
		cancelled = cancelled || err != nil
		written += size(c.new)
	}
	switch {
	case cancelled:
		return nil, &Error{Code: "TransactionCanceledException", Reasons: reasons, Text: "Transaction cancelled, " +
			"please refer cancellation reasons for specific reasons [" + strings.Join(codes, ", ") + "]"}
	case written > maxTransaction:
		return nil, invalid("Collection of items exceeds the maximum allowed size of %d bytes", maxTransaction)
	}
	return changes, nil
}

func reasonFor(err error) Reason {
	var e *Error
	switch {
	case !errors.As(err, &e):
		return Reason{Code: "None"}
	case e.Code == codeCondition:
		return Reason{"ConditionalCheckFailed", e.Text}
	}
	return Reason{"ValidationError", e.Text}
}
