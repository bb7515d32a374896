package dynamo

import "reflect"

// The actions that a write can be; each is also the right that it needs.
const (
	actionPut    = "PutItem"
	actionUpdate = "UpdateItem"
	actionDelete = "DeleteItem"
	actionCheck  = "ConditionCheckItem"
)

// A write is the body of PutItem, UpdateItem and DeleteItem, and of an action in a transaction.
type write struct {
	placeholders
	TableName                           string
	Item, Key                           item
	ConditionExpression                 string
	UpdateExpression                    string
	ReturnValues                        string
	ReturnValuesOnConditionCheckFailure string
	ReturnConsumedCapacity              string // accepted; consumption is counted for all calls together
	ReturnItemCollectionMetrics         string // accepted, as above

	action string
	key    primaryKey
}

// A change is what a write comes to: the item before it and after it, nil for none.
type change struct {
	table    *table
	key      primaryKey
	old, new item
}

// prepare reads the key and refuses what is wrong whatever the table holds.
func (w *write) prepare(action string) error {
	w.action = action
	var err error
	if action == actionPut {
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
	if action != actionUpdate && w.ReturnValues != "" && w.ReturnValues != "NONE" && w.ReturnValues != "ALL_OLD" {
		return invalid("ReturnValues can only be ALL_OLD or NONE")
	}
	if action == actionCheck && w.ConditionExpression == "" {
		return invalid("The expression can not be empty;")
	}
	return w.check(w.ConditionExpression, w.UpdateExpression)
}

// plan works out a write without doing it. A condition that does not hold is a ConditionalCheckFailedException.
func (w *write) plan(t *table) (change, error) {
	old := t.get(w.key)
	ok, err := w.match(w.ConditionExpression, old)
	if err != nil {
		return change{}, err
	}
	if !ok {
		failed := &Error{Code: codeCondition, Text: "The conditional request failed"}
		if w.ReturnValuesOnConditionCheckFailure == "ALL_OLD" {
			failed.item = old
		}
		return change{}, failed
	}
	c := change{table: t, key: w.key, old: old, new: old}
	switch w.action {
	case actionPut:
		c.new = w.Item
	case actionDelete:
		c.new = nil
	case actionUpdate:
		if c.new, err = w.updated(old); err != nil {
			return change{}, err
		}
	}
	if size(c.new) > maxItem {
		return change{}, invalid("Item size has exceeded the maximum allowed size of %d bytes", maxItem)
	}
	return c, nil
}

func (w *write) updated(old item) (item, error) {
	base := old
	if base == nil {
		base = w.Key
	}
	if w.UpdateExpression == "" {
		return base, nil
	}
	out, err := w.update(w.UpdateExpression, base)
	if err != nil {
		return nil, err
	}
	if key, err := keyIn(out); err != nil || key != w.key {
		return nil, invalid("One or more parameter values were invalid: Cannot update attribute %s or %s. This attribute is part of the key", hashKey, rangeKey)
	}
	return out, nil
}

func (c change) commit() { c.table.set(c.key, c.new) }

// returned gives the attributes that ReturnValues asks for.
func (c change) returned(mode string) item {
	switch mode {
	case "ALL_OLD":
		return c.old
	case "ALL_NEW":
		return c.new
	case "UPDATED_OLD":
		return differing(c.old, c.new)
	case "UPDATED_NEW":
		return differing(c.new, c.old)
	}
	return nil
}

func differing(it, other item) item {
	out := item{}
	for name, v := range it {
		if !reflect.DeepEqual(v, other[name]) {
			out[name] = v
		}
	}
	return out
}

func (db *DB) parseWrite(action string, body []byte) (Call, error) {
	var w write
	if err := decode(body, &w); err != nil {
		return Call{}, err
	}
	return Call{Needs: []Need{{action, w.TableName}}, Run: func(used *Capacity) ([]byte, error) {
		if err := w.prepare(action); err != nil {
			return nil, err
		}
		c, err := db.writeOne(&w, used)
		if err != nil {
			return nil, err
		}
		out := []byte{'{'}
		if attributes := c.returned(w.ReturnValues); attributes != nil {
			out = appendMap(append(out, `"Attributes":`...), attributes)
		}
		return append(out, '}'), nil
	}}, nil
}

func (db *DB) writeOne(w *write, used *Capacity) (change, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	t, err := db.table(w.TableName)
	if err != nil {
		return change{}, err
	}
	c, err := w.plan(t)
	used.write(t.get(w.key), c.new, 1)
	if err == nil {
		c.commit()
	}
	return c, err
}
