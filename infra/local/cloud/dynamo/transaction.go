package dynamo

import (
	"crypto/sha256"
	"errors"
	"strings"
	"time"
)

// tokenLife is how long DynamoDB remembers a ClientRequestToken.
const tokenLife = 10 * time.Minute

type transaction struct {
	TransactItems               []transactItem
	ClientRequestToken          string
	ReturnConsumedCapacity      string
	ReturnItemCollectionMetrics string
}

// A transactItem holds exactly one of its members.
type transactItem struct {
	Put, Update, Delete, ConditionCheck *write
}

func (i transactItem) write() (*write, string) {
	switch {
	case i.Put != nil:
		return i.Put, actionPut
	case i.Update != nil:
		return i.Update, actionUpdate
	case i.Delete != nil:
		return i.Delete, actionDelete
	}
	return i.ConditionCheck, actionCheck
}

func (db *DB) parseTransaction(body []byte) (Call, error) {
	var in transaction
	if err := decode(body, &in); err != nil {
		return Call{}, err
	}
	if n := len(in.TransactItems); n < 1 || n > maxTransactActions {
		return Call{}, invalid("Member must have length between 1 and %d, transactItems has %d", maxTransactActions, n)
	}
	var call Call
	writes := make([]*write, len(in.TransactItems))
	for i, entry := range in.TransactItems {
		w, action := entry.write()
		if w == nil {
			return Call{}, invalid("TransactItems can only contain one of Check, Put, Update or Delete")
		}
		w.action = action
		writes[i] = w
		call.Needs = append(call.Needs, Need{action, w.TableName})
	}
	digest := sha256.Sum256(body)
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
	total := 0
	for _, w := range writes {
		if err := w.prepare(w.action); err != nil {
			return err
		}
		on := target{w.TableName, w.key}
		if seen[on] {
			return invalid("Transaction request cannot include multiple operations on one item")
		}
		seen[on] = true
		total += size(w.Item)
	}
	if total > maxTransaction {
		return invalid("Collection of items in the transaction has exceeded the maximum allowed size of %d bytes", maxTransaction)
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
	changes := make([]change, len(writes))
	reasons := make([]reason, len(writes))
	cancelled := false
	for i, w := range writes {
		t, err := db.table(w.TableName)
		if err != nil {
			return err
		}
		reasons[i].code = "None"
		changes[i], err = w.plan(t)
		used.write(t.get(w.key), changes[i].new, transactionTimes)
		if err != nil {
			reasons[i] = reasonFor(err)
			cancelled = true
		}
	}
	if cancelled {
		return cancellation(reasons)
	}
	for _, c := range changes {
		c.commit()
	}
	db.tokens.remember(token, digest, now)
	return nil
}

func reasonFor(err error) reason {
	var e *Error
	if errors.As(err, &e) && e.Code == codeCondition {
		return reason{code: "ConditionalCheckFailed", text: e.Text, item: e.item}
	}
	return reason{code: "ValidationError", text: err.Error()}
}

func cancellation(reasons []reason) *Error {
	codes := make([]string, len(reasons))
	for i, r := range reasons {
		codes[i] = r.code
	}
	return &Error{
		Code:    "TransactionCanceledException",
		Text:    "Transaction cancelled, please refer cancellation reasons for specific reasons [" + strings.Join(codes, ", ") + "]",
		reasons: reasons,
	}
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
