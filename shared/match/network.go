package match

import "math"

// network is a flow network with whole capacities and costs of 0 or more, for many flows one after the other: reset
// keeps the memory.
//
// Its flow of least cost is found by the primal-dual algorithm (Ahuja, Magnanti, Orlin: Network Flows, 1993, section
// 9.8): find the distance of each node by reduced costs, then send all that fits along shortest paths at once, and
// again. The number of rounds is the number of different path costs, which are few where points come in few sizes, not
// the number of units sent.
type network struct {
	first []int32 // by node: its first arc, or none
	arcs  []arc   // an arc and its reverse are neighbours: 2i and 2i+1
	price []int64 // by node: its potential
	dist  []int64 // by node: the distance from the source by reduced costs
	next  []int32 // by node: the arc to try next
	seen  []bool  // by node: reached in this sweep
	queue heap
}

type arc struct {
	to, next int32
	room     int32 // units that it can still take
	cost     int64
}

const far = math.MaxInt64

// reset empties the network and gives it n nodes.
func (w *network) reset(n int) {
	w.first = resize(w.first, n, none)
	w.price = resize(w.price, n, 0)
	w.dist = resize(w.dist, n, 0)
	w.next = resize(w.next, n, 0)
	w.seen = resize(w.seen, n, false)
	w.arcs = w.arcs[:0]
}

// resize gives a slice of length n full of value, in the memory of s if that is enough.
func resize[T any](s []T, n int, value T) []T {
	if cap(s) < n {
		s = make([]T, n)
	}
	s = s[:n]
	for i := range s {
		s[i] = value
	}
	return s
}

// connect adds an arc and returns its number.
func (w *network) connect(from, to, room int, cost int64) int {
	n := int32(len(w.arcs))
	w.arcs = append(w.arcs, arc{int32(to), w.first[from], int32(room), cost}, arc{int32(from), w.first[to], 0, -cost})
	w.first[from], w.first[to] = n, n+1
	return int(n)
}

// flow says how many units the arc carries.
func (w *network) flow(n int) int {
	return int(w.arcs[n^1].room)
}

// fill sends as much as can be sent from source to sink, at the least cost. It stops and says false as soon as it sees
// that so many units cost more than they may: no unit costs less than one before it.
func (w *network) fill(source, sink int32, units, most int64) bool {
	spent := int64(0)
	for w.measure(source, sink) {
		if units > 0 && spent+units*w.price[sink] > most {
			return false
		}
		for {
			copy(w.next, w.first)
			clear(w.seen)
			sent := int64(w.push(source, sink, math.MaxInt32))
			if sent == 0 {
				break
			}
			units -= sent
			spent += sent * w.price[sink]
		}
	}
	return true
}

// measure finds shortest paths by reduced costs (Dijkstra's algorithm) and makes them cost nothing; false if no path
// leads to the sink. Nodes that are further away than the sink are given its distance: that keeps every reduced cost
// at 0 or above.
func (w *network) measure(source, sink int32) bool {
	for i := range w.dist {
		w.dist[i] = far
	}
	w.dist[source] = 0
	w.queue.add(0, source)
	for len(w.queue) > 0 {
		at, node := w.queue.take()
		if at > w.dist[node] || at >= w.dist[sink] {
			continue
		}
		for n := w.first[node]; n != none; n = w.arcs[n].next {
			a := &w.arcs[n]
			if a.room == 0 {
				continue
			}
			if d := at + a.cost + w.price[node] - w.price[a.to]; d < w.dist[a.to] {
				w.dist[a.to] = d
				w.queue.add(d, a.to)
			}
		}
	}
	limit := w.dist[sink]
	if limit == far {
		return false
	}
	for i, d := range w.dist {
		w.price[i] += min(d, limit)
	}
	return true
}

// push sends up to most units from a node to the sink along arcs whose reduced cost is 0, and returns how many
// arrived. A node is entered once a sweep, the sink always.
func (w *network) push(node, sink, most int32) (sent int32) {
	if node == sink {
		return most
	}
	w.seen[node] = true
	for ; w.next[node] != none; w.next[node] = w.arcs[w.next[node]].next {
		n := w.next[node]
		a := &w.arcs[n]
		if a.room == 0 || w.seen[a.to] && a.to != sink || a.cost+w.price[node]-w.price[a.to] != 0 {
			continue
		}
		got := w.push(a.to, sink, min(most-sent, a.room))
		w.arcs[n].room -= got
		w.arcs[n^1].room += got
		if sent += got; sent == most {
			w.seen[node] = false
			return sent
		}
	}
	return sent
}

// grow adds a node.
func (w *network) grow() int {
	w.first = append(w.first, none)
	w.price, w.dist = append(w.price, 0), append(w.dist, 0)
	w.next, w.seen = append(w.next, 0), append(w.seen, false)
	return len(w.first) - 1
}
