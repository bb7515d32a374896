package dynamo

// maxItem is the largest item that DynamoDB keeps, in bytes.
const maxItem = 400 << 10

// The actions that a write can be; each is also the right that it needs.
const (
	actionPut    = "PutItem"
	actionUpdate = "UpdateItem"
	actionDelete = "DeleteItem"
	actionCheck  = "ConditionCheckItem" // in transactions only: nothing is written
)

// A write is the body of PutItem, UpdateItem and DeleteItem, and of an action in a transaction.
type write struct {
	placeholders
	TableName           string
	Item, Key           item
	ConditionExpression string
	UpdateExpression    string

	action string
	key    primaryKey
	holds  condition // nil: always
	update update
}

// A change is what a write comes to: the item before it and after it, nil for none.
type change struct {
	table    string
	key      primaryKey
	old, new item
}

func (w *write) needs() []Need { return []Need{{w.action, w.TableName, w.key.pk}} }

// prepare reads the key and the expressions.
func (w *write) prepare() (err error) {
	if w.action == actionPut {
		w.key, err = keyIn(w.Item)
	} else {
		w.key, err = keyOf(w.Key)
	}
	if err != nil {
		return err
	}
	if err := checkValues(w.Item); err != nil {
		return err
	}
	if w.ConditionExpression != "" {
		e := w.begin(w.ConditionExpression)
		w.holds = e.condition()
		if err := e.end(); err != nil {
			return err
		}
	}
	if w.action == actionUpdate {
		e := w.begin(w.UpdateExpression)
		w.update = e.update()
		if err := e.end(); err != nil {
			return err
		}
	}
	return w.check()
}

func (w *write) run(db *DB, used *Capacity) (any, error) {
	c, err := w.plan(db, used, 1)
	if err != nil {
		return nil, err
	}
	db.commit(c)
	return struct{}{}, nil
}

// plan works out a write without doing it. It is charged for, so many times, whether it can be done or not.
func (w *write) plan(db *DB, used *Capacity, times float64) (change, error) {
	c := change{table: w.TableName, key: w.key, old: db.tables[w.TableName].item(w.key)}
	var err error
	c.new, err = w.result(c.old)
	used.write(c, times)
	return c, err
}

// result is the item that the write leaves of an old one; nil if it fails, or leaves none.
func (w *write) result(old item) (item, error) {
	if w.holds != nil && !w.holds(old) {
		return nil, &Error{Code: codeCondition, Text: "The conditional request failed"}
	}
	if w.action == actionCheck {
		return old, nil
	}
	out := w.Item // none: a delete
	if w.action == actionUpdate {
		if old == nil {
			old = w.Key
		}
		var err error
		if out, err = w.update.apply(old); err != nil {
			return nil, err
		}
	}
	if size(out) > maxItem {
		return nil, invalid("Item size has exceeded the maximum allowed size of %d bytes", maxItem)
	}
	return out, nil
}
