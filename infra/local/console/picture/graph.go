package picture

import (
	"slices"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// Measures in pixels.
const (
	margin      = 12
	boxHeight   = 46
	minWidth    = 184
	boxLetter   = 8.0 // width of a letter of a title
	labelLetter = 6.6 // and of a label
	labelHeight = 20
	apart       = 22 // between neighbours in a layer
	layerGap    = 10
	dot         = 16 // a start or an end
	frameHead   = 52
	framePad    = 14
)

// node is a box, or a bend of an arrow that passes a layer. Boxes are in even layers, labels in odd ones.
type node struct {
	box           *Box // nil for a bend
	inner         []Picture
	width, height float64
	layer, order  int
	x, y          float64 // middle
	reach         float64 // half the height of its layer: a bend is straight all along it
	up, down      []*node
	column        *column
}

// edge is an arrow before it is laid out. In a graph without loops it runs down from top to bottom.
type edge struct {
	top, bottom *node
	bends       []*node
	main        bool // it is the usual way on from its state, and drawn straight where possible
	arrow       Arrow
}

type graph struct {
	nodes  []*node // boxes only
	edges  []*edge
	layers [][]*node
}

// flow lays out one flow: a workflow, a branch or an item processor.
func flow(states []asl.StateInfo) Picture {
	g := newGraph(states)
	g.breakLoops()
	g.chooseMain()
	g.assignLayers()
	g.addBends()
	g.orderLayers()
	g.place()
	return g.picture()
}

func newGraph(states []asl.StateInfo) *graph {
	start := &node{box: &Box{Shape: Start}, width: dot, height: dot}
	end := &node{box: &Box{Shape: End}, width: dot, height: dot}
	g := &graph{nodes: []*node{start}}
	named := map[string]*node{}
	for _, s := range states {
		n := newNode(s)
		g.nodes, named[s.Name] = append(g.nodes, n), n
	}
	ends := false
	for _, s := range states {
		n := named[s.Name]
		if s.Start {
			g.connect(start, n, asl.Edge{Kind: "next"})
		}
		for _, e := range s.Edges {
			g.connect(n, named[e.To], e)
		}
		if s.End && s.Type != "Succeed" && s.Type != "Fail" {
			ends = true
			g.connect(n, end, asl.Edge{Kind: "next"})
		}
	}
	if ends {
		g.nodes = append(g.nodes, end)
	}
	return g
}

func newNode(s asl.StateInfo) *node {
	b := &Box{Name: s.Name, Title: Words(s.Name), Comment: s.Comment, Shape: shape(s)}
	n := &node{box: b, width: max(minWidth, wide(b.Title, boxLetter)+36), height: boxHeight}
	if len(s.Nested) == 0 {
		return n
	}
	inner := float64(framePad)
	for _, branch := range s.Nested {
		p := flow(branch)
		n.inner = append(n.inner, p)
		inner += p.Width + framePad
		n.height = max(n.height, frameHead+p.Height+framePad)
	}
	n.width = max(n.width, inner)
	return n
}

// connect adds an arrow. A state that leads to itself is not drawn as such: its box says enough.
func (g *graph) connect(from, to *node, e asl.Edge) {
	if to == nil || from == to {
		return
	}
	full := label(e)
	a := Arrow{From: from.box.Name, To: to.box.Name, Kind: e.Kind, Label: short(full), Full: full}
	if a.Label != "" {
		a.LabelWidth = wide(a.Label, labelLetter) + 10
	}
	g.edges = append(g.edges, &edge{top: from, bottom: to, arrow: a})
}

// breakLoops turns the arrows round that lead back to a state on the way to them.
func (g *graph) breakLoops() {
	const walking, done = 1, 2
	seen := map[*node]int{}
	var walk func(n *node)
	walk = func(n *node) {
		seen[n] = walking
		for _, e := range g.edges {
			if e.top != n || e.arrow.tailward {
				continue
			}
			switch seen[e.bottom] {
			case 0:
				walk(e.bottom)
			case walking:
				e.arrow.tailward = true
			}
		}
		seen[n] = done
	}
	for _, n := range g.nodes {
		if seen[n] == 0 {
			walk(n)
		}
	}
	for _, e := range g.edges {
		if e.arrow.tailward {
			e.top, e.bottom = e.bottom, e.top
		}
	}
}

// chooseMain takes the first arrow of each state that leads on.
func (g *graph) chooseMain() {
	chosen := map[*node]bool{}
	for _, e := range g.edges {
		if !e.arrow.tailward && !chosen[e.top] {
			e.main, chosen[e.top] = true, true
		}
	}
}

// assignLayers puts each box under all that lead to it: the longest way counts.
func (g *graph) assignLayers() {
	for changed := true; changed; {
		changed = false
		for _, e := range g.edges {
			if e.bottom.layer < e.top.layer+2 {
				e.bottom.layer, changed = e.top.layer+2, true
			}
		}
	}
}

// addBends gives each arrow a place of its own in every layer that it passes, as wide as its label in the layer next to its tail.
func (g *graph) addBends() {
	bottom := 0
	for _, n := range g.nodes {
		bottom = max(bottom, n.layer)
	}
	g.layers = make([][]*node, bottom+1)
	for _, n := range g.nodes {
		g.layers[n.layer] = append(g.layers[n.layer], n)
	}
	for _, e := range g.edges {
		above := e.top
		for layer := e.top.layer + 1; layer < e.bottom.layer; layer++ {
			bend := &node{layer: layer, width: 8}
			g.layers[layer] = append(g.layers[layer], bend)
			e.bends = append(e.bends, bend)
			join(above, bend)
			above = bend
		}
		join(above, e.bottom)
		if e.arrow.Label != "" {
			e.labelled().width, e.labelled().height = e.arrow.LabelWidth, labelHeight
		}
	}
	for _, layer := range g.layers {
		for i, n := range layer {
			n.order = i
		}
	}
}

// labelled is the bend that holds the label.
func (e *edge) labelled() *node {
	if e.arrow.tailward {
		return e.bends[len(e.bends)-1]
	}
	return e.bends[0]
}

func join(above, below *node) {
	above.down = append(above.down, below)
	below.up = append(below.up, above)
}

// orderLayers sorts each layer by the middle of its neighbours, down and up again, and keeps the order with the fewest crossings.
func (g *graph) orderLayers() {
	best := g.copyOrder()
	fewest := g.crossings()
	for round := range 12 {
		for i := range g.layers {
			if round%2 == 0 {
				sortLayer(g.layers[i], func(n *node) []*node { return n.up })
			} else {
				sortLayer(g.layers[len(g.layers)-1-i], func(n *node) []*node { return n.down })
			}
		}
		if c := g.crossings(); c < fewest {
			fewest, best = c, g.copyOrder()
		}
	}
	g.layers = best
	for _, layer := range g.layers {
		for i, n := range layer {
			n.order = i
		}
	}
}

func (g *graph) copyOrder() [][]*node {
	layers := make([][]*node, len(g.layers))
	for i, layer := range g.layers {
		layers[i] = slices.Clone(layer)
	}
	return layers
}
