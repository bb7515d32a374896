package dynamo

// Capacity is what calls consume of an on-demand table, in request units; they are what DynamoDB charges for. See
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html.
type Capacity struct {
	Reads  float64 // of 4 KB each; half a unit where a read need not be consistent
	Writes float64 // of 1 KB each
}

// transactionTimes is how much more a write costs in a transaction: it is made twice, to prepare and to commit.
const transactionTimes = 2

// read counts a GetItem, or a page of a query as a whole, by its size in bytes. Nothing found is a unit as well.
func (c *Capacity) read(bytes int, consistent bool) {
	u := units(bytes, 4<<10)
	if !consistent {
		u /= 2
	}
	c.Reads += u
}

// write counts the write of an item by the larger of what was there and what is there afterwards, times what the kind
// of write costs. A write whose condition does not hold is counted as well: by then the item was read.
func (c *Capacity) write(made change, times float64) {
	c.Writes += times * units(max(size(made.old), size(made.new)), 1<<10)
}

func units(bytes, unit int) float64 {
	return float64(max(1, (bytes+unit-1)/unit))
}
