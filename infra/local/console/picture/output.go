package picture

import (
	"cmp"
	"math"
	"slices"
)

// picture turns the graph, whose nodes have their places, into boxes and arrows.
func (g *graph) picture() Picture {
	var p Picture
	left := math.Inf(1)
	for _, layer := range g.layers {
		for _, n := range layer {
			left = min(left, n.x-n.width/2)
		}
	}
	for _, layer := range g.layers {
		for _, n := range layer {
			n.x = math.Round(n.x - left)
			n.y = math.Round(n.y)
			p.Width = max(p.Width, n.x+n.width/2)
			p.Height = max(p.Height, n.y+n.height/2)
		}
	}
	for _, n := range g.nodes {
		n.draw(&p)
	}
	ports := g.ports()
	for _, e := range g.edges {
		p.Arrows = append(p.Arrows, e.draw(ports))
	}
	return p
}

func (n *node) draw(p *Picture) {
	n.box.X, n.box.Y, n.box.Width, n.box.Height = n.x-n.width/2, n.y-n.height/2, n.width, n.height
	if len(n.inner) == 0 {
		p.Boxes = append(p.Boxes, *n.box)
		return
	}
	p.Frames = append(p.Frames, *n.box)
	used := float64(framePad) * float64(len(n.inner)-1)
	for _, branch := range n.inner {
		used += branch.Width
	}
	x := n.x - used/2
	for _, branch := range n.inner {
		branch.move(x, n.box.Y+frameHead)
		p.add(branch)
		x += branch.Width + framePad
	}
}

// port is one end of an arrow.
type port struct {
	edge *edge
	top  bool // at the edge's upper end
}

// ports spreads the ends of arrows along the boxes, in the order of where they lead, so that they do not cross at once. The usual way has
// the middle.
func (g *graph) ports() map[port]float64 {
	out, in := map[*node][]port{}, map[*node][]port{}
	for _, e := range g.edges {
		out[e.top] = append(out[e.top], port{e, true})
		in[e.bottom] = append(in[e.bottom], port{e, false})
	}
	places := map[port]float64{}
	for _, sides := range []map[*node][]port{out, in} {
		for n, ends := range sides {
			slices.SortStableFunc(ends, func(a, b port) int { return cmp.Compare(a.leads(), b.leads()) })
			middle := max(0, slices.IndexFunc(ends, func(p port) bool { return p.edge.main }))
			step := min(40, (n.width/2-24)/float64(max(1, middle, len(ends)-1-middle)))
			for i, end := range ends {
				places[end] = round(n.x + float64(i-middle)*step)
			}
		}
	}
	return places
}

// leads is where the arrow goes from this end. There is always a bend: boxes are two layers apart.
func (p port) leads() float64 {
	if p.top {
		return p.edge.bends[0].x
	}
	return p.edge.bends[len(p.edge.bends)-1].x
}

func (e *edge) draw(ports map[port]float64) Arrow {
	a := e.arrow
	top := point{ports[port{e, true}], e.top.y + e.top.height/2}
	bottom := point{ports[port{e, false}], e.bottom.y - e.bottom.height/2}
	if a.Label != "" {
		a.LabelX, a.LabelY = e.labelled().x, e.labelled().y
	}
	a.points = append(a.points, top)
	for _, bend := range e.bends {
		a.points = append(a.points, point{bend.x, bend.y - bend.reach}, point{bend.x, bend.y + bend.reach})
	}
	a.points = append(a.points, bottom)
	if a.tailward {
		slices.Reverse(a.points)
	}
	return a
}
