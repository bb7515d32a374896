package dynamo

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
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
	TransactItems      []map[string]*write // each by what it is: "Put", "Update", "Delete" or "ConditionCheck"
	ClientRequestToken string

	digest [sha256.Size]byte // of what is asked for; the body has attributes in any order
}

// A request is what was done under a token.
type request struct {
	digest [sha256.Size]byte
	at     time.Time
}

func (t *transaction) writes() []*write {
	var all []*write
	for _, i := range t.TransactItems {
		for kind, w := range i {
			w.action = kind + "Item"
			all = append(all, w)
		}
	}
	return all
}

func (t *transaction) needs() []Need {
	var all []Need
	for _, w := range t.writes() {
		all = append(all, w.needs()...)
	}
	return all
}

func (t *transaction) prepare() error {
	if n := len(t.TransactItems); n < 1 || n > maxTransactActions {
		return invalid("Member must have length between 1 and %d, transactItems has %d", maxTransactActions, n)
	}
	for _, i := range t.TransactItems {
		if len(i) != 1 || i["Put"] == nil && i["Update"] == nil && i["Delete"] == nil && i["ConditionCheck"] == nil {
			return invalid("TransactItems can only contain one of Check, Put, Update or Delete")
		}
	}
	if len(t.ClientRequestToken) > maxToken {
		return invalid("Member must have length at most %d, clientRequestToken is longer", maxToken)
	}
	seen := map[[3]string]bool{}
	for _, w := range t.writes() {
		if err := w.prepare(); err != nil {
			return err
		}
		on := [...]string{w.TableName, w.key.pk, w.key.sk}
		if seen[on] {
			return invalid("Transaction request cannot include multiple operations on one item")
		}
		seen[on] = true
	}
	text, err := json.Marshal(t)
	t.digest = sha256.Sum256(text)
	return err
}

func (t *transaction) run(db *DB, used *Capacity) (any, error) {
	before, again := db.done[t.ClientRequestToken]
	if again && db.now().Sub(before.at) <= tokenLife {
		if before.digest != t.digest {
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
		db.done[t.ClientRequestToken] = request{t.digest, db.now()}
	}
	return struct{}{}, nil
}

// plan works out each of the writes. Since no item is in a transaction twice, that goes by the tables as they are.
// Where a write cannot be done, the error has the reasons of all.
func (t *transaction) plan(db *DB, used *Capacity) ([]change, error) {
	var changes []change
	var reasons []Reason
	var codes []string
	cancelled := false
	bytes := 0
	for _, w := range t.writes() {
		c, err := w.plan(db, used, transactionTimes)
		r := reasonFor(err)
		changes, reasons, codes = append(changes, c), append(reasons, r), append(codes, r.Code)
		cancelled = cancelled || err != nil
		bytes += size(c.new)
	}
	switch {
	case cancelled:
		return nil, &Error{Code: "TransactionCanceledException", Reasons: reasons, Text: "Transaction cancelled, " +
			"please refer cancellation reasons for specific reasons [" + strings.Join(codes, ", ") + "]"}
	case bytes > maxTransaction:
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
