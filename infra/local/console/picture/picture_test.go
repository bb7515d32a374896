package picture_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/console/picture"
)

// life has what is hard to draw: a way that skips states, a way back, two ways to the same state, branches, and a state
// that leads to itself.
func life() []asl.StateInfo {
	next := func(to string) asl.Edge { return asl.Edge{To: to, Kind: "next"} }
	timeout := func(to string) asl.Edge { return asl.Edge{To: to, Kind: "catch", Label: "States.Timeout"} }
	return []asl.StateInfo{
		{Name: "Ask", Type: "Task", Start: true, Waits: true, Edges: []asl.Edge{next("Record"), timeout("Undecided")}},
		{Name: "Undecided", Type: "Choice", Edges: []asl.Edge{
			{To: "Ask", Kind: "choice", Label: "another reminder is due, and somebody reads it"}, {To: "Lapse", Kind: "default"}}},
		{Name: "Lapse", Type: "Task", Edges: []asl.Edge{next("Record"), {To: "Lapse", Kind: "catch", Label: "Busy"}}},
		{Name: "Record", Type: "Task", Edges: []asl.Edge{next("Live"), timeout("Live")}},
		{Name: "Live", Type: "Parallel", Edges: []asl.Edge{next("Close")}, Nested: [][]asl.StateInfo{
			{{Name: "Meet", Type: "Wait", Start: true, Waits: true, Edges: []asl.Edge{next("Report")}}, {Name: "Report", Type: "Pass", End: true}},
			{{Name: "Renew", Type: "Pass", Start: true, End: true}},
		}},
		{Name: "Close", Type: "Task", End: true},
	}
}

func find(t *testing.T, boxes []picture.Box, name string) picture.Box {
	t.Helper()
	i := slices.IndexFunc(boxes, func(b picture.Box) bool { return b.Name == name })
	if i < 0 {
		t.Fatalf("%s is not drawn", name)
	}
	return boxes[i]
}

func TestNothingLiesOnAnythingElse(t *testing.T) { tidy(t, life()) }

func TestAnyWorkflowIsTidy(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		states := make([]asl.StateInfo, 2+rng.IntN(12))
		for i := range states {
			states[i] = asl.StateInfo{Name: fmt.Sprint("State", i), Type: "Choice", Start: i == 0, End: rng.IntN(4) == 0}
			for range rng.IntN(4) {
				states[i].Edges = append(states[i].Edges, asl.Edge{To: fmt.Sprint("State", rng.IntN(len(states))), Kind: "choice", Label: "somehow"})
			}
		}
		tidy(t, states)
	}
}

// room is a piece of a picture that nothing else may lie on.
type room struct {
	name        string
	left, top   float64
	right, foot float64
}

func (r room) meets(s room) bool {
	return r.left < s.right && s.left < r.right && r.top < s.foot && s.top < r.foot
}

func roomOf(b picture.Box) room { return room{b.Name, b.X, b.Y, b.X + b.Width, b.Y + b.Height} }

// tidy checks that boxes, texts and arrows have room, and that arrows reach from box to box.
func tidy(t *testing.T, states []asl.StateInfo) {
	t.Helper()
	p := picture.Draw(states)
	var rooms []room
	for _, b := range p.Boxes {
		if len(b.Nested) == 0 {
			rooms = append(rooms, roomOf(b))
		}
	}
	for _, a := range p.Arrows {
		if a.Text != "" {
			rooms = append(rooms, room{"text of " + a.From, a.TextX, a.TextY - 9, a.TextX + a.TextWidth, a.TextY + 9})
		}
	}
	for i, r := range rooms {
		if r.left < 0 || r.top < 0 || r.right > p.Width || r.foot > p.Height {
			t.Errorf("%+v is outside of %gx%g", r, p.Width, p.Height)
		}
		for _, s := range rooms[i+1:] {
			if r.meets(s) {
				t.Errorf("%+v lies on %+v", r, s)
			}
		}
	}
	var lanes []room
	for _, a := range p.Arrows {
		lane := reach(t, p, a)
		for _, other := range slices.Concat(rooms, lanes) {
			if lane.meets(other) && other.name != "text of "+a.From {
				t.Errorf("the arrow %+v runs through %+v", lane, other)
			}
		}
		lanes = append(lanes, lane)
	}
}

// reach checks that an arrow begins and ends at its boxes, and gives the part of it that goes up or down.
func reach(t *testing.T, p picture.Picture, a *picture.Arrow) room {
	t.Helper()
	var corners [][2]float64
	for _, step := range strings.Split(strings.TrimPrefix(a.Path(), "M"), "L") {
		var x, y float64
		if _, err := fmt.Sscan(step, &x, &y); err != nil {
			t.Fatalf("%s: %v", a.Path(), err)
		}
		corners = append(corners, [2]float64{x, y})
	}
	from, to, last := find(t, p.Boxes, a.From), find(t, p.Boxes, a.To), len(corners)-1
	for i, end := range []struct {
		box room
		at  [2]float64
	}{{roomOf(from), corners[0]}, {roomOf(to), corners[last]}} {
		x, y, b := end.at[0], end.at[1], end.box
		side := (x == b.left || x == b.right) && y > b.top && y < b.foot
		if middle := x == (b.left+b.right)/2 && (y == b.foot && i == 0 || y == b.top && i == 1); side == middle {
			t.Errorf("end %d of %s > %s is at %g, %g, not at %+v", i, a.From, a.To, x, y, b)
		}
	}
	up, down := corners[last/2], corners[last/2+last%2]
	if up[0] != down[0] {
		t.Errorf("%s > %s goes neither up nor down: %s", a.From, a.To, a.Path())
	}
	return room{"arrow of " + a.From, up[0] - 1, min(up[1], down[1]), up[0] + 1, max(up[1], down[1])}
}

func TestStatesStandBelowEachOtherInTheOrderOfTheDefinition(t *testing.T) {
	p := picture.Draw(life())
	above := find(t, p.Boxes, "Ask")
	for _, name := range []string{"Undecided", "Lapse", "Record", "Live", "Close"} {
		b := find(t, p.Boxes, name)
		if b.MiddleX() != above.MiddleX() || b.Y < above.Y+above.Height {
			t.Errorf("%s is at %g, %g, %s at %g, %g", name, b.MiddleX(), b.Y, above.Name, above.MiddleX(), above.Y)
		}
		above = b
	}
}

func TestEveryTransitionIsAnArrow(t *testing.T) {
	var got []string
	for _, a := range picture.Draw(life()).Arrows {
		got = append(got, strings.TrimSpace(a.From+" > "+a.To+" "+a.Text))
	}
	slices.Sort(got)
	want := []string{
		"Ask > Record", "Ask > Undecided no answer in time", "Undecided > Ask another reminder is due, and …",
		"Undecided > Lapse otherwise", "Lapse > Record", "Record > Live", "Record > Live no answer in time",
		"Live > Close", "Meet > Report",
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAWayBackIsOnTheLeft(t *testing.T) {
	p := picture.Draw(life())
	ask, undecided := find(t, p.Boxes, "Ask"), find(t, p.Boxes, "Undecided")
	for _, a := range p.Arrows {
		left := strings.HasPrefix(a.Path(), fmt.Sprintf("M%g ", undecided.X)) &&
			strings.Contains(a.Path(), fmt.Sprintf("L%g ", ask.X))
		if back := a.From == "Undecided" && a.To == "Ask"; left != back {
			t.Errorf("%s > %s: %s", a.From, a.To, a.Path())
		}
	}
}

func TestBranchesStandSideBySideInTheirFrame(t *testing.T) {
	p := picture.Draw(life())
	frame, meet, renew := find(t, p.Boxes, "Live"), find(t, p.Boxes, "Meet"), find(t, p.Boxes, "Renew")
	if meet.Y != renew.Y || meet.X+meet.Width >= renew.X {
		t.Errorf("the branches start at %g, %g and %g, %g", meet.X, meet.Y, renew.X, renew.Y)
	}
	for _, b := range []picture.Box{meet, renew, find(t, p.Boxes, "Report")} {
		if b.X < frame.X || b.Y < frame.Y || b.X+b.Width > frame.X+frame.Width || b.Y+b.Height > frame.Y+frame.Height {
			t.Errorf("%s is outside of its frame", b.Name)
		}
	}
}

func TestTheSameWorkflowIsDrawnTheSame(t *testing.T) {
	if diff := cmp.Diff(paths(picture.Draw(life())), paths(picture.Draw(life()))); diff != "" {
		t.Error(diff)
	}
}

func paths(p picture.Picture) []string {
	var all []string
	for _, a := range p.Arrows {
		all = append(all, a.Path())
	}
	return all
}

func TestWords(t *testing.T) {
	for name, want := range map[string]string{
		"AwaitChampionDecisions": "Await champion decisions", "Ask": "Ask", "SendICSFile": "Send ICSFile", "next in line": "next in line", "ReminderDue?": "Reminder due?", "": "",
	} {
		if got := picture.Words(name); got != want {
			t.Errorf("Words(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	for _, c := range []struct {
		edge asl.Edge
		want string
	}{
		{asl.Edge{Kind: "next"}, "Then:"},
		{asl.Edge{Kind: "default"}, "Otherwise:"},
		{asl.Edge{Kind: "choice", Label: "nobody waits"}, "If nobody waits:"},
		{asl.Edge{Kind: "catch", Label: "States.Timeout"}, "On no answer in time:"},
		{asl.Edge{Kind: "catch", Label: "States.ALL"}, "On any error:"},
	} {
		if got := picture.When(c.edge); got != c.want {
			t.Errorf("When(%+v) = %q, want %q", c.edge, got, c.want)
		}
	}
}
