package picture

import (
	"fmt"
	"math"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// Shape is what a box stands for.
type Shape string

// The shapes. Answer is a Task that waits for its token.
const (
	Start    Shape = "start"
	End      Shape = "end"
	Task     Shape = "task"
	Answer   Shape = "answer"
	Wait     Shape = "wait"
	Choice   Shape = "choice"
	Pass     Shape = "pass"
	Succeed  Shape = "succeed"
	Fail     Shape = "fail"
	Parallel Shape = "parallel"
	Map      Shape = "map"
)

// Picture is a workflow laid out in pixels, the origin at the top left.
type Picture struct {
	Width, Height float64
	Frames        []Box // around the branches of a Parallel or the item processor of a Map; outer ones first
	Boxes         []Box
	Arrows        []Arrow
}

// Box is a state, or the point at which a flow starts or ends.
type Box struct {
	Name          string // the state's; empty for a start or an end
	Title         string // the name as words
	Comment       string
	Shape         Shape
	X, Y          float64 // top left
	Width, Height float64
}

// MiddleX is the horizontal middle.
func (b Box) MiddleX() float64 { return b.X + b.Width/2 }

// MiddleY is the vertical middle.
func (b Box) MiddleY() float64 { return b.Y + b.Height/2 }

// Round is how round the corners are.
func (b Box) Round() float64 {
	switch b.Shape {
	case Wait, Answer, Start, End, Succeed, Fail:
		return b.Height / 2
	}
	return 8
}

// Says tells what the state does, in a word or two.
func (b Box) Says() string {
	return map[Shape]string{
		Task: "does a task", Answer: "waits for an answer", Wait: "waits for a time", Choice: "which way?", Pass: "goes on",
		Succeed: "ends well", Fail: "ends as failed", Parallel: "all of these, side by side", Map: "this, for each item",
	}[b.Shape]
}

// Corners are the points of a choice's outline, a flat hexagon, as SVG's polygon takes them.
func (b Box) Corners() string {
	const in = 16
	right, bottom := b.X+b.Width, b.Y+b.Height
	return fmt.Sprintf("%g,%g %g,%g %g,%g %g,%g %g,%g %g,%g", b.X+in, b.Y, right-in, b.Y, right, b.MiddleY(), right-in, bottom,
		b.X+in, bottom, b.X, b.MiddleY())
}

// Arrow is a transition. It leaves and arrives vertically.
type Arrow struct {
	From, To       string // names of states; empty for a start or an end
	Kind           string // as asl.Edge has it
	Label          string // short, for the picture; may be empty
	Full           string // the label in full
	LabelX, LabelY float64
	LabelWidth     float64
	points         []point
	tailward       bool // it leads up, and is laid out from its head to its tail
}

type point struct{ x, y float64 }

// LabelHalf is half the label's width.
func (a Arrow) LabelHalf() float64 { return a.LabelWidth / 2 }

// Path is the line as SVG's path takes it.
func (a Arrow) Path() string {
	var d strings.Builder
	for i, p := range a.points {
		switch {
		case i == 0:
			fmt.Fprintf(&d, "M%g %g", p.x, p.y)
		case math.Abs(p.x-a.points[i-1].x) < .5:
			fmt.Fprintf(&d, "V%g", p.y)
		default:
			before := a.points[i-1]
			half := round((before.y + p.y) / 2)
			fmt.Fprintf(&d, "C%g %g %g %g %g %g", before.x, half, p.x, half, p.x, p.y)
		}
	}
	return d.String()
}

// Head is the arrowhead, as SVG's path takes it.
func (a Arrow) Head() string {
	tip, back := a.points[len(a.points)-1], -8.0
	if a.tailward {
		back = 8
	}
	return fmt.Sprintf("M%g %gl-4.5 %gh9z", tip.x, tip.y, back)
}

// Draw lays a workflow out.
func Draw(states []asl.StateInfo) Picture {
	p := flow(states)
	p.move(margin, margin)
	p.Width += 2 * margin
	p.Height += 2 * margin
	return p
}

// move shifts all that is in the picture.
func (p *Picture) move(dx, dy float64) {
	for _, boxes := range [][]Box{p.Frames, p.Boxes} {
		for i := range boxes {
			boxes[i].X, boxes[i].Y = boxes[i].X+dx, boxes[i].Y+dy
		}
	}
	for i := range p.Arrows {
		a := &p.Arrows[i]
		a.LabelX, a.LabelY = a.LabelX+dx, a.LabelY+dy
		for j := range a.points {
			a.points[j].x, a.points[j].y = a.points[j].x+dx, a.points[j].y+dy
		}
	}
}

func (p *Picture) add(q Picture) {
	p.Frames = append(p.Frames, q.Frames...)
	p.Boxes = append(p.Boxes, q.Boxes...)
	p.Arrows = append(p.Arrows, q.Arrows...)
}

// round keeps paths short: a tenth of a pixel is enough.
func round(x float64) float64 { return math.Round(x*10) / 10 }
