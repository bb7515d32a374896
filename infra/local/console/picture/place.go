package picture

import (
	"cmp"
	"slices"
)

func sortLayer(layer []*node, neighbours func(*node) []*node) {
	middle := map[*node]float64{}
	for _, n := range layer {
		middle[n] = float64(n.order)
		if near := neighbours(n); len(near) > 0 {
			sum := 0.0
			for _, m := range near {
				sum += float64(m.order)
			}
			middle[n] = sum / float64(len(near))
		}
	}
	slices.SortStableFunc(layer, func(a, b *node) int { return cmp.Compare(middle[a], middle[b]) })
	for i, n := range layer {
		n.order = i
	}
}

func (g *graph) crossings() int {
	count := 0
	for _, layer := range g.layers {
		for i, left := range layer {
			for _, right := range layer[i+1:] {
				for _, a := range left.down {
					for _, b := range right.down {
						if a.order > b.order {
							count++
						}
					}
				}
			}
		}
	}
	return count
}

// place finds the coordinates.
func (g *graph) place() {
	y := 0.0
	for _, layer := range g.layers {
		height := 0.0
		for _, n := range layer {
			height = max(height, n.height)
		}
		for _, n := range layer {
			n.y, n.reach = y+height/2, height/2
			n.column = &column{x: n.width / 2}
		}
		y += height + layerGap
	}
	g.align()
	g.compact()
}

// column is a run of nodes, one below another, that stand in one line.
type column struct{ x float64 }

// align makes columns of the usual ways first, then of what passes many layers, where that crosses no column made before: so the columns
// can keep the order of every layer (Brandes and Köpf 2001).
func (g *graph) align() {
	taken := map[*node]bool{} // has a node above it in its column
	pieces := make([][][2]*node, len(g.layers))
	for _, main := range []bool{true, false} {
		for _, e := range g.edges {
			way := slices.Concat([]*node{e.top}, e.bends, []*node{e.bottom})
			for i, above := range way[:len(way)-1] {
				below := way[i+1]
				straight := e.main || above.box == nil && below.box == nil
				if e.main != main || !straight || taken[below] || crosses(pieces[above.layer], above, below) {
					continue
				}
				taken[below] = true
				pieces[above.layer] = append(pieces[above.layer], [2]*node{above, below})
				g.merge(above.column, below.column)
			}
		}
	}
}

func crosses(pieces [][2]*node, above, below *node) bool {
	return slices.ContainsFunc(pieces, func(p [2]*node) bool { return (p[0].order < above.order) != (p[1].order < below.order) })
}

func (g *graph) merge(into, from *column) {
	into.x = max(into.x, from.x)
	for _, layer := range g.layers {
		for _, n := range layer {
			if n.column == from {
				n.column = into
			}
		}
	}
}

// compact puts each column as far left as its neighbours allow.
func (g *graph) compact() {
	for changed := true; changed; {
		changed = false
		for _, layer := range g.layers {
			for i, n := range layer[1:] {
				left := layer[i]
				if x := left.column.x + left.width/2 + apart + n.width/2; n.column.x < x {
					n.column.x, changed = x, true
				}
			}
		}
	}
	for _, layer := range g.layers {
		for _, n := range layer {
			n.x = n.column.x
		}
	}
}
