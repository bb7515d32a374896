package dynamo

import (
	"crypto/sha256"
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

type transaction struct {
	TransactItems      []transactItem
	ClientRequestToken string
}

// A transactItem holds exactly one of its members.
type transactItem struct {
	Put, Update, Delete *write
}

func (i transactItem) write() *write {
	var found *write
	for action, w := range map[string]*write{actionPut: i.Put, actionUpdate: i.Update, actionDelete: i.Delete} {
		switch {
		case w != nil && found != nil:
			return nil
		case w != nil:
			w.action = action
			found = w
		}
	}
	return found
}

func (db *DB) parseTransaction(body []byte) (Call, error) {
	var in transaction
	if err := decode(body, &in); err != nil {
		return Call{}, err
	}
	if n := len(in.TransactItems); n < 1 || n > maxTransactActions {
		return Call{}, invalid("Member must have length between 1 and %d, transactItems has %d", maxTransactActions, n)
	}
	if len(in.ClientRequestToken) > maxToken {
		return Call{}, invalid("Member must have length less than or equal to %d, clientRequestToken is longer", maxToken)
	}
	var call Call
	writes := make([]*write, len(in.TransactItems))
	for i, entry := range in.TransactItems {
		w := entry.write()
		if w == nil {
			return Call{}, invalid("TransactItems can only contain one of Put, Update or Delete here")
		}
		writes[i] = w
		call.Needs = append(call.Needs, Need{w.action, w.TableName})
	}
	digest := sha256.Sum256(encode(in)) // not of the body, in which attributes stand in any order
	call.Run = func(used *Capacity) ([]byte, error) {
		if err := prepareAll(writes); err != nil {
			return nil, err
		}
		return []byte("{}"), db.transact(in.ClientRequestToken, digest, writes, used)
	}
	return call, nil
}

func prepareAll(writes []*write) error {
	type target struct {
		table string
		key   primaryKey
	}
	seen := map[target]bool{}
	for _, w := range writes {
		if err := w.prepare(); err != nil {
			return err
		}
		on := target{w.TableName, w.key}
		if seen[on] {
			return invalid("Transaction request cannot include multiple operations on one item")
		}
		seen[on] = true
	}
	return nil
}

// transact does all of the writes or none. Since no item is in it twice, each can be planned on the table as it is.
func (db *DB) transact(token string, digest [sha256.Size]byte, writes []*write, used *Capacity) error {
	now := db.now()
	db.mu.Lock()
	defer db.mu.Unlock()
	if done, err := db.tokens.seen(token, digest, now); done || err != nil {
		return err
	}
	changes, err := db.planAll(writes, used)
	if err != nil {
		return err
	}
	for _, c := range changes {
		c.commit()
	}
	db.tokens.remember(token, digest, now)
	return nil
}

// planAll plans each of the writes. Where one cannot be done, the error has the reasons of all.
func (db *DB) planAll(writes []*write, used *Capacity) ([]change, error) {
	changes := make([]change, len(writes))
	reasons := make([]Reason, len(writes))
	codes := make([]string, len(writes))
	cancelled := false
	total := 0
	for i, w := range writes {
		t, err := db.table(w.TableName)
		if err != nil {
			return nil, err
		}
		changes[i], err = w.plan(t)
		used.write(changes[i], transactionTimes)
		reasons[i] = reasonFor(err)
		codes[i] = reasons[i].Code
		cancelled = cancelled || err != nil
		total += size(changes[i].new)
	}
	switch {
	case cancelled:
		return nil, &Error{Code: "TransactionCanceledException", Reasons: reasons,
			Text: "Transaction cancelled, please refer cancellation reasons for specific reasons [" + strings.Join(codes, ", ") + "]"}
	case total > maxTransaction:
		return nil, invalid("Collection of items in the transaction has exceeded the maximum allowed size of %d bytes", maxTransaction)
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

// requestTokens are the ClientRequestTokens of the transactions done lately: the same request again is not done twice.
type requestTokens struct {
	done  map[string]doneRequest
	order []string // oldest first
}

type doneRequest struct {
	digest [sha256.Size]byte
	at     time.Time
}

// seen tells whether the request was done before. Another request with its token is an error.
func (r *requestTokens) seen(token string, digest [sha256.Size]byte, now time.Time) (bool, error) {
	for len(r.order) > 0 && now.Sub(r.done[r.order[0]].at) > tokenLife {
		delete(r.done, r.order[0])
		r.order = r.order[1:]
	}
	before, ok := r.done[token]
	if ok && before.digest != digest {
		return false, &Error{Code: "IdempotentParameterMismatchException", Text: "The request uses the token of another request"}
	}
	return ok, nil
}

func (r *requestTokens) remember(token string, digest [sha256.Size]byte, now time.Time) {
	if token == "" {
		return
	}
	r.done[token] = doneRequest{digest, now}
	r.order = append(r.order, token)
}
