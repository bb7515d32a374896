package match

// layer is a bound on openings that is close where many groups want few members, so that what counts is how many members have any group
// at all.
//
// Let each pool ask a price for a seat, and a further one of the members of a company of which it could take more than it may. Whatever
// the prices, what groups are worth is at most the sum of what their seats cost and of what each member keeps in the group that
// leaves them most (duality of the transport problem). This is a submodular function of the groups that open: what one more adds never
// grows when others open. So to what is open, and to the most that so many further groups add each by itself, nothing can be added
// (Nemhauser and Wolsey, Maximizing submodular set functions, 1981).
type layer struct {
	offers [][]offered // by pool: what members keep there
	seats  []int64     // by pool: what the seats of a group cost
	wants  [][]want    // by member: the pools that may open, and what they keep there
	keeps  []int64     // by member: in what is open
	adds   []int64     // by pool: what its next group adds
	total  int64       // of what is open
	undo   []offered   // what members kept before whom groups left more, as they opened
	top    top
}

// offered is what a member keeps.
type offered struct {
	member int32
	keeps  int64
}

type want struct {
	pool  int32
	keeps int64
}

// newLayer takes the prices of seats from those of the members.
func newLayer(r *relaxation, n node) *layer {
	size := len(r.pools)
	l := &layer{offers: make([][]offered, size), seats: make([]int64, size), adds: make([]int64, size),
		wants: make([][]want, len(r.ids)), keeps: make([]int64, len(r.ids)), total: r.start()}
	for i := range r.pools {
		if n[i].hi > 0 {
			l.offer(r, i)
		}
	}
	return l
}

// offer works out what a seat costs, as far as it goes by what finds no room, and what members keep.
func (l *layer) offer(r *relaxation, i int) {
	pl := &r.pools[i]
	r.value(i, 1)
	room, rent, extra := pl.room-len(pl.fixed), int64(0), map[int32]int64{}
	for _, next := range r.line[i] {
		c := r.company[next.member]
		switch {
		case next.gain <= 0:
		case pl.crowded && c != none && r.number[c] >= int32(r.params.CompanyCap):
			extra[c] = max(extra[c], next.gain)
			continue
		case room == 0:
			rent = next.gain
		default:
			room--
			if c != none {
				r.number[c]++
			}
			continue
		}
		break
	}
	clear(r.number)
	l.seats[i] = rent * int64(pl.room-len(pl.fixed))
	for c := range extra {
		extra[c] = max(0, extra[c]-rent)
		l.seats[i] += extra[c] * int64(r.params.CompanyCap)
	}
	for _, mine := range pl.fixed {
		l.seats[i] += r.worth(mine.points)
	}
	l.adds[i] = l.seats[i]
	for _, mine := range pl.picks {
		if keeps := r.worth(mine.points) - rent - extra[r.company[mine.member]]; keeps > 0 {
			l.offers[i] = append(l.offers[i], offered{mine.member, keeps})
			l.wants[mine.member] = append(l.wants[mine.member], want{int32(i), keeps})
			l.adds[i] += keeps
		}
	}
}

// most is what up to left further groups of the free pools bring the total to at most. A second group of a pool adds what its seats cost.
func (l *layer) most(n node, open, free []int, left int) int64 {
	l.top.reset(left)
	for _, i := range free {
		l.top.add(l.adds[i])
		for range min(left, n[i].hi-open[i]) - 1 {
			l.top.add(l.seats[i])
		}
	}
	return l.total + l.top.sum()
}

// top keeps the highest of some numbers above 0.
type top struct {
	left int
	sums []int64
}

func (t *top) reset(left int) {
	t.left, t.sums = left, t.sums[:0]
}

func (t *top) add(v int64) {
	if v <= 0 || t.left == 0 {
		return
	}
	at := len(t.sums)
	if at < t.left {
		t.sums = append(t.sums, 0)
	} else if at--; t.sums[at] >= v {
		return
	}
	for ; at > 0 && t.sums[at-1] < v; at-- {
		t.sums[at] = t.sums[at-1]
	}
	t.sums[at] = v
}

func (t *top) sum() (sum int64) {
	for _, v := range t.sums {
		sum += v
	}
	return sum
}

// add opens a group; remove takes what it returns.
func (l *layer) add(i int) (before int) {
	before = len(l.undo)
	l.total += l.adds[i]
	for _, o := range l.offers[i] {
		if keeps := l.keeps[o.member]; o.keeps > keeps {
			l.undo = append(l.undo, offered{o.member, keeps})
			l.keep(o.member, o.keeps)
		}
	}
	return before
}

func (l *layer) remove(i, before int) {
	for _, u := range l.undo[before:] {
		l.keep(u.member, u.keeps)
	}
	l.undo = l.undo[:before]
	l.total -= l.adds[i]
}

// keep notes what a member keeps in what is open.
func (l *layer) keep(m int32, keeps int64) {
	before := l.keeps[m]
	l.keeps[m] = keeps
	for _, w := range l.wants[m] {
		l.adds[w.pool] += max(0, w.keeps-keeps) - max(0, w.keeps-before)
	}
}
