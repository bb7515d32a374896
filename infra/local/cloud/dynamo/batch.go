package dynamo

type batchWrite struct {
	RequestItems                map[string][]batchEntry
	ReturnConsumedCapacity      string
	ReturnItemCollectionMetrics string
}

// A batchEntry holds exactly one of its members.
type batchEntry struct {
	PutRequest    *struct{ Item item }
	DeleteRequest *struct{ Key item }
}

func (e batchEntry) write(tableName string) (*write, error) {
	switch {
	case e.PutRequest != nil && e.DeleteRequest == nil:
		w := &write{TableName: tableName, Item: e.PutRequest.Item}
		return w, w.prepare(actionPut)
	case e.DeleteRequest != nil && e.PutRequest == nil:
		w := &write{TableName: tableName, Key: e.DeleteRequest.Key}
		return w, w.prepare(actionDelete)
	}
	return nil, invalid("A WriteRequest has exactly one of PutRequest and DeleteRequest")
}

func (db *DB) parseBatchWrite(body []byte) (Call, error) {
	var in batchWrite
	if err := decode(body, &in); err != nil {
		return Call{}, err
	}
	var call Call
	for name := range in.RequestItems {
		call.Needs = append(call.Needs, Need{"BatchWriteItem", name})
	}
	call.Run = func(used *Capacity) ([]byte, error) {
		writes, err := in.writes()
		if err != nil {
			return nil, err
		}
		return []byte(`{"UnprocessedItems":{}}`), db.writeBatch(writes, used)
	}
	return call, nil
}

func (in *batchWrite) writes() ([]*write, error) {
	var writes []*write
	for name, entries := range in.RequestItems {
		seen := map[primaryKey]bool{}
		for _, entry := range entries {
			w, err := entry.write(name)
			if err != nil {
				return nil, err
			}
			if seen[w.key] {
				return nil, invalid("Provided list of item keys contains duplicates")
			}
			seen[w.key] = true
			writes = append(writes, w)
		}
	}
	if len(writes) < 1 || len(writes) > maxBatch {
		return nil, invalid("A batch has between 1 and %d requests, this one has %d", maxBatch, len(writes))
	}
	return writes, nil
}

func (db *DB) writeBatch(writes []*write, used *Capacity) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	changes := make([]change, len(writes))
	for i, w := range writes {
		t, err := db.table(w.TableName)
		if err != nil {
			return err
		}
		if changes[i], err = w.plan(t); err != nil {
			return err
		}
		used.write(changes[i].old, changes[i].new, 1)
	}
	for _, c := range changes {
		c.commit()
	}
	return nil
}
