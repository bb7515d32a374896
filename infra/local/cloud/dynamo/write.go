package dynamo

// maxItem is the largest item that DynamoDB keeps, in bytes.
const maxItem = 400 << 10

// The actions that a write can be; each is also the right that it needs.
const (
	actionPut    = "PutItem"
	actionUpdate = "UpdateItem"
	actionDelete = "DeleteItem"
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
	table    table
	key      primaryKey
	old, new item
}

func (c change) commit() { c.table.set(c.key, c.new) }

func (db *DB) parseWrite(action string, body []byte) (Call, error) {
	w := write{action: action}
	if err := decode(body, &w); err != nil {
		return Call{}, err
	}
	return Call{Needs: []Need{{action, w.TableName}}, Run: func(used *Capacity) ([]byte, error) {
		if err := w.prepare(); err != nil {
			return nil, err
		}
		return []byte("{}"), db.write(&w, used)
	}}, nil
}

func (db *DB) write(w *write, used *Capacity) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	t, err := db.table(w.TableName)
	if err != nil {
		return err
	}
	c, err := w.plan(t)
	used.write(c, 1)
	if err != nil {
		return err
	}
	c.commit()
	return nil
}

// prepare reads the key and the expressions, and refuses what is wrong whatever the table holds.
func (w *write) prepare() error {
	var err error
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
	used := map[string]bool{}
	if w.ConditionExpression != "" {
		e := w.begin(w.ConditionExpression, used)
		w.holds = e.condition()
		if err := e.end(); err != nil {
			return err
		}
	}
	if w.action == actionUpdate {
		e := w.begin(w.UpdateExpression, used)
		w.update = e.update()
		if err := e.end(); err != nil {
			return err
		}
	}
	return w.check(used)
}

// plan works out a write without doing it. Where it cannot be done, the change says what is there, before and after.
func (w *write) plan(t table) (change, error) {
	old := t.get(w.key)
	asItWas := change{t, w.key, old, old}
	if w.holds != nil && !w.holds(old) {
		return asItWas, &Error{Code: codeCondition, Text: "The conditional request failed"}
	}
	c := change{t, w.key, old, w.Item} // without an Item: a delete
	if w.action == actionUpdate {
		base := old
		if base == nil {
			base = w.Key
		}
		var err error
		if c.new, err = w.update.apply(base); err != nil {
			return asItWas, err
		}
	}
	if size(c.new) > maxItem {
		return asItWas, invalid("Item size has exceeded the maximum allowed size of %d bytes", maxItem)
	}
	return c, nil
}
