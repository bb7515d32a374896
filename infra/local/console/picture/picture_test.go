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

// life has what is hard to draw: a way that skips states, a way back, two ways to the same state, branches, and a state that leads to itself.
func life() []asl.StateInfo {
	next := func(to string) asl.Edge { return asl.Edge{To: to, Kind: "next"} }
	timeout := func(to string) asl.Edge { return asl.Edge{To: to, Kind: "catch", Label: "States.Timeout"} }
	return []asl.StateInfo{
		{Name: "Ask", Type: "Task", Start: true, Waits: true, Edges: []asl.Edge{next("Record"), timeout("Undecided")}},
		{Name: "Undecided", Type: "Choice", Edges: []asl.Edge{
			{To: "Ask", Kind: "choice", Label: "{% $round < $count($until) and $something_else %}"}, {To: "Lapse", Kind: "default", Label: "default"}}},
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
				states[i].Edges = append(states[i].Edges, asl.Edge{To: fmt.Sprint("State", rng.IntN(len(states))), Kind: "choice", Label: "{% $somehow %}"})
			}
		}
		tidy(t, states)
	}
}

// tidy checks that boxes and labels have room.
func tidy(t *testing.T, states []asl.StateInfo) {
	t.Helper()
	p := picture.Draw(states)
	rooms := slices.Clone(p.Boxes)
	for _, a := range p.Arrows {
		if a.Label != "" {
			rooms = append(rooms, picture.Box{Name: "label " + a.Label, X: a.LabelX - a.LabelHalf(), Y: a.LabelY - 9, Width: a.LabelWidth, Height: 18})
		}
	}
	for i, a := range rooms {
		if a.X < 0 || a.Y < 0 || a.X+a.Width > p.Width || a.Y+a.Height > p.Height {
			t.Errorf("%+v is outside of %gx%g", a, p.Width, p.Height)
		}
		for _, b := range rooms[i+1:] {
			if a.X < b.X+b.Width && b.X < a.X+a.Width && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height {
				t.Errorf("%+v lies on %+v", a, b)
			}
		}
	}
}

func TestTheUsualWayIsAStraightLineDown(t *testing.T) {
	p := picture.Draw(life())
	above := find(t, p.Boxes, "Ask")
	for _, name := range []string{"Record", "Close"} {
		b := find(t, p.Boxes, name)
		if b.MiddleX() != above.MiddleX() || b.Y <= above.Y {
			t.Errorf("%s is at %g, %g, %s at %g, %g", name, b.MiddleX(), b.Y, above.Name, above.MiddleX(), above.Y)
		}
		above = b
	}
}

func TestEveryTransitionIsAnArrow(t *testing.T) {
	var got []string
	for _, a := range picture.Draw(life()).Arrows {
		got = append(got, strings.TrimSpace(a.From+" > "+a.To+" "+a.Label))
	}
	slices.Sort(got)
	want := []string{
		"> Ask", "Ask > Record", "Ask > Undecided no answer in time", "Undecided > Ask $round < $count($until) and $…", "Undecided > Lapse otherwise",
		"Lapse > Record", "Record > Live", "Record > Live no answer in time", "Live > Close", "Close >",
		"> Meet", "Meet > Report", "Report >", "> Renew", "Renew >",
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAWayBackPointsUp(t *testing.T) {
	p := picture.Draw(life())
	for _, a := range p.Arrows {
		up := a.From == "Undecided" && a.To == "Ask"
		if strings.Contains(a.Head(), "l-4.5 8h9z") != up {
			t.Errorf("%s > %s has the head %q", a.From, a.To, a.Head())
		}
	}
}

func TestBranchesStandSideBySideInTheirFrame(t *testing.T) {
	p := picture.Draw(life())
	frame, meet, renew := find(t, p.Frames, "Live"), find(t, p.Boxes, "Meet"), find(t, p.Boxes, "Renew")
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
		"AwaitChampionDecisions": "Await champion decisions", "Ask": "Ask", "SendICSFile": "Send ICSFile", "next in line": "next in line", "": "",
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
		{asl.Edge{Kind: "next"}, "Then"},
		{asl.Edge{Kind: "default", Label: "default"}, "Otherwise to"},
		{asl.Edge{Kind: "choice", Label: "{% $over %}"}, "If over to"},
		{asl.Edge{Kind: "choice", Label: `{% $offer != "" %}`}, `If $offer != "" to`},
		{asl.Edge{Kind: "choice", Label: "nobody waits"}, "If nobody waits to"},
		{asl.Edge{Kind: "catch", Label: "States.Timeout"}, "On no answer in time to"},
		{asl.Edge{Kind: "catch", Label: "States.ALL"}, "On any error to"},
	} {
		if got := picture.When(c.edge); got != c.want {
			t.Errorf("When(%+v) = %q, want %q", c.edge, got, c.want)
		}
	}
}
