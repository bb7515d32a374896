package dynamo

// gets reads items as they all are at one moment: the body of TransactGetItems.
type gets struct {
	TransactItems []struct{ Get *get }
}

type get struct {
	TableName string
	Key       item

	key primaryKey
}

func (g *gets) needs() []Need {
	var all []Need
	for _, i := range g.TransactItems {
		if i.Get != nil {
			all = append(all, Need{"GetItem", i.Get.TableName, i.Get.key.pk})
		}
	}
	return all
}

func (g *gets) prepare() error {
	if n := len(g.TransactItems); n < 1 || n > maxTransactActions {
		return invalid("Member must have length between 1 and %d, transactItems has %d", maxTransactActions, n)
	}
	seen := map[[3]string]bool{}
	for _, i := range g.TransactItems {
		if i.Get == nil {
			return invalid("Value null at 'transactItems.get': Member must not be null")
		}
		var err error
		if i.Get.key, err = keyOf(i.Get.Key); err != nil {
			return err
		}
		on := [...]string{i.Get.TableName, i.Get.key.pk, i.Get.key.sk}
		if seen[on] {
			return invalid("Transaction request cannot include multiple operations on one item")
		}
		seen[on] = true
	}
	return nil
}

func (g *gets) run(db *DB, used *Capacity) (any, error) {
	var answer struct{ Responses []found }
	bytes := 0
	for _, i := range g.TransactItems {
		e, _ := db.tables[i.Get.TableName].get(i.Get.key)
		bytes += e.size
		for range transactionTimes {
			used.read(e.size, true)
		}
		answer.Responses = append(answer.Responses, found{e.text})
	}
	if bytes > maxTransaction {
		return nil, invalid("Collection of items exceeds the maximum allowed size of %d bytes", maxTransaction)
	}
	return answer, nil
}
