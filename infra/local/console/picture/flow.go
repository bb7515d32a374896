package picture

import (
	"cmp"
	"math"
	"slices"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// Measures in pixels.
const (
	minWidth  = 184
	minHeight = 46
	gap       = 40 // between a box and the next one: room for an arrow with a text
	portRoom  = 20 // for the end of an arrow at the side of a box: as much as a text needs
	laneRoom  = 14 // for an arrow beside the boxes
	tail      = 8  // of an arrow, before its text
	frameHead = 52
	framePad  = 14
)

// flow is one flow on its way to a picture. The middle of its boxes is at x = 0.
type flow struct {
	boxes    []Box
	branches [][]Picture // of each box
	arrows   []*Arrow
}

func newFlow(states []asl.StateInfo) *flow {
	f := &flow{}
	for _, s := range states {
		f.addBox(s)
	}
	for from, s := range states {
		for _, e := range s.Edges {
			f.addArrow(e, from, slices.IndexFunc(states, func(s asl.StateInfo) bool { return s.Name == e.To }))
		}
	}
	f.stack()
	f.chooseLanes()
	return f
}

func (f *flow) addBox(s asl.StateInfo) {
	b := Box{StateInfo: s, Title: Words(s.Name), Height: minHeight}
	b.Width = max(minWidth, textWidth(b.Title, 8)+36)
	var branches []Picture
	width := float64(framePad)
	for _, states := range s.Nested {
		p := newFlow(states).picture()
		branches = append(branches, p)
		width += p.Width + framePad
		b.Width, b.Height = max(b.Width, width), max(b.Height, frameHead+p.Height+framePad)
	}
	f.boxes, f.branches = append(f.boxes, b), append(f.branches, branches)
}

// addArrow adds a transition. One from a state to itself is not drawn: its box says enough.
func (f *flow) addArrow(e asl.Edge, from, to int) {
	if to < 0 || to == from {
		return
	}
	a := &Arrow{Edge: e, From: f.boxes[from].Name, Text: short(label(e)), from: from, to: to}
	if a.Text != "" {
		a.TextWidth = textWidth(a.Text, 6.6) + 10
	}
	taken := slices.ContainsFunc(f.arrows, func(b *Arrow) bool { return b.straight && b.from == from })
	a.straight = to == from+1 && !taken
	f.arrows = append(f.arrows, a)
}

// side is 1 for an arrow on the right, -1 for one on the left, 0 for a straight one.
func (a *Arrow) side() float64 {
	if a.straight {
		return 0
	}
	return float64(cmp.Compare(a.to, a.from))
}

func (a *Arrow) span() (top, bottom int) { return min(a.from, a.to), max(a.from, a.to) }

// stack puts the boxes below each other, each high enough for the arrows at its sides.
func (f *flow) stack() {
	y := 0.0
	for row := range f.boxes {
		b := &f.boxes[row]
		b.Height = max(b.Height, float64(portRoom*max(len(f.ports(row, 1)), len(f.ports(row, -1)))))
		b.X, b.Y = -b.Width/2, y
		y += b.Height + gap
	}
}

// chooseLanes gives each arrow beside the boxes a lane: outside of the boxes and texts that it passes, and of shorter
// arrows that it passes.
func (f *flow) chooseLanes() {
	arrows := slices.Clone(f.arrows)
	slices.SortStableFunc(arrows, func(a, b *Arrow) int {
		return cmp.Compare(math.Abs(float64(a.to-a.from)), math.Abs(float64(b.to-b.from)))
	})
	for i, a := range arrows {
		top, bottom := a.span()
		for row := top; row <= bottom; row++ {
			a.lane = max(a.lane, f.reach(row, a.side())+laneRoom)
		}
		for _, b := range arrows[:i] {
			if t, u := b.span(); b.side() == a.side() && top < u && t < bottom {
				a.lane = max(a.lane, b.lane+laneRoom)
			}
		}
	}
}

// reach is how far a box and the texts at its side reach from the middle.
func (f *flow) reach(row int, side float64) float64 {
	texts := 0.0
	for _, a := range f.arrows {
		if a.from == row && a.side() == side {
			texts = max(texts, tail+a.TextWidth)
		}
	}
	return f.boxes[row].Width/2 + texts
}

// ports lists the arrows that end or begin at the side of a box, from top to bottom, so that they do not cross there:
// first those that lead up from here, the nearest lane on top, then those that lead down, the farthest on top.
func (f *flow) ports(row int, side float64) []*Arrow {
	var ends []*Arrow
	for _, a := range f.arrows {
		if a.side() == side && (a.from == row || a.to == row) {
			ends = append(ends, a)
		}
	}
	rank := func(a *Arrow) float64 {
		if top, _ := a.span(); top == row {
			return math.MaxFloat32 - a.lane
		}
		return a.lane
	}
	slices.SortStableFunc(ends, func(a, b *Arrow) int { return cmp.Compare(rank(a), rank(b)) })
	return ends
}

// picture puts all that is in the flow into a picture, and moves it to the origin.
func (f *flow) picture() Picture {
	var p Picture
	left, right := 0.0, 0.0
	for row, b := range f.boxes {
		left, right, p.Height = min(left, b.X), max(right, b.X+b.Width), b.Y+b.Height
		p.Boxes = append(p.Boxes, b)
		x := b.X + framePad
		for _, branch := range f.branches[row] {
			branch.move(x, b.Y+frameHead)
			p.Boxes, p.Arrows = append(p.Boxes, branch.Boxes...), append(p.Arrows, branch.Arrows...)
			x += branch.Width + framePad
		}
		for _, side := range []float64{1, -1} {
			for i, a := range f.ports(row, side) {
				y := math.Round(b.Y + b.Height*(float64(i)+.5)/float64(len(f.ports(row, side))))
				if a.from == row {
					a.fromY = y
				} else {
					a.toY = y
				}
			}
		}
	}
	for _, a := range f.arrows {
		left, right = min(left, a.side()*a.lane), max(right, a.side()*a.lane)
		f.draw(a)
	}
	p.Arrows = append(p.Arrows, f.arrows...)
	p.move(-left, 0)
	p.Width = right - left
	return p
}

// draw finds the corners of an arrow, and the place of its text: at its beginning.
func (f *flow) draw(a *Arrow) {
	from, to, side := f.boxes[a.from], f.boxes[a.to], a.side()
	if a.straight {
		a.points = []point{{0, from.Y + from.Height}, {0, to.Y}}
		a.TextX, a.TextY = -a.TextWidth/2, (from.Y+from.Height+to.Y)/2
		return
	}
	lane := side * a.lane
	a.points = []point{{side * from.Width / 2, a.fromY}, {lane, a.fromY}, {lane, a.toY}, {side * to.Width / 2, a.toY}}
	middle := side * (from.Width/2 + tail + a.TextWidth/2)
	a.TextX, a.TextY = middle-a.TextWidth/2, a.fromY
}
