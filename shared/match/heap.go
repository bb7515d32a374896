package match

// heap is a binary heap of nodes, the nearest first. A plain one: container/heap would box each entry.
type heap []entry

type entry struct {
	at   int64
	node int32
}

func (h *heap) add(at int64, node int32) {
	*h = append(*h, entry{at, node})
	q := *h
	for i := len(q) - 1; i > 0; {
		up := (i - 1) / 2
		if q[up].at <= q[i].at {
			return
		}
		q[up], q[i] = q[i], q[up]
		i = up
	}
}

func (h *heap) take() (at int64, node int32) {
	q := *h
	top, last := q[0], len(q)-1
	q[0] = q[last]
	q = q[:last]
	*h = q
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			return top.at, top.node
		}
		if down+1 < last && q[down+1].at < q[down].at {
			down++
		}
		if q[i].at <= q[down].at {
			return top.at, top.node
		}
		q[i], q[down] = q[down], q[i]
		i = down
	}
}
