package picture

import (
	"fmt"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// Picture is a workflow laid out in pixels, the origin at the top left.
type Picture struct {
	Width, Height float64
	Boxes         []Box // a frame before what it holds
	Arrows        []*Arrow
}

// Box is a state.
type Box struct {
	asl.StateInfo
	Title         string  // the name as words
	X, Y          float64 // top left
	Width, Height float64
}

// Shape is the type of the state in lower case, or "answer" for a task that waits for its token.
func (b Box) Shape() string { return shape(b.StateInfo) }

// MiddleX is the horizontal middle.
func (b Box) MiddleX() float64 { return b.X + b.Width/2 }

// TitleY is where the title stands: with one line below it, in the middle, or on top of a frame.
func (b Box) TitleY() float64 {
	if len(b.Nested) > 0 {
		return b.Y + 22
	}
	return b.Y + b.Height/2 - 3
}

// Arrow is a transition. Where it does not simply lead down to the next box, it leaves its box at the side, goes down
// on the right or up on the left in a lane of its own, and comes back.
type Arrow struct {
	asl.Edge
	From         string
	Text         string  // when it is taken; may be empty
	TextX, TextY float64 // left, and in the middle between top and bottom
	TextWidth    float64
	points       []point
	from, to     int // rows of its flow
	straight     bool
	lane         float64 // how far from the middle of its flow
	fromY, toY   float64 // at the sides of the boxes
}

type point struct{ x, y float64 }

// Path is the line from tail to head, as SVG's path takes it.
func (a *Arrow) Path() string {
	steps := make([]string, len(a.points))
	for i, p := range a.points {
		steps[i] = fmt.Sprintf("%g %g", p.x, p.y)
	}
	return "M" + strings.Join(steps, "L")
}

// Draw lays a workflow out.
func Draw(states []asl.StateInfo) Picture {
	const margin = 12
	p := newFlow(states).picture()
	p.move(margin, margin)
	p.Width += 2 * margin
	p.Height += 2 * margin
	return p
}

// move shifts all that is in the picture.
func (p *Picture) move(dx, dy float64) {
	for i := range p.Boxes {
		p.Boxes[i].X += dx
		p.Boxes[i].Y += dy
	}
	for _, a := range p.Arrows {
		a.TextX += dx
		a.TextY += dy
		for i := range a.points {
			a.points[i].x += dx
			a.points[i].y += dy
		}
	}
}
