package console

import (
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/console/picture"
)

// drawing is the picture of a workflow, with how far one execution has come.
type drawing struct {
	picture.Picture
	Told    []string // the picture in words, for those who do not see it
	prefix  string   // of the names of functions, which is left out
	current []string
	entered map[string]int
}

// newDrawing draws a workflow.
func (c *Console) newDrawing(m *asl.Machine) drawing {
	states := m.States()
	return drawing{Picture: picture.Draw(states), Told: tell(states, ""), prefix: c.Prefix}
}

// Note says what happens in the state, in a few words: for a task, which function is called, and with which task.
func (d drawing) Note(b picture.Box) string {
	note := picture.Says(b.StateInfo)
	if b.Function != "" {
		note = d.call(b.StateInfo)
	}
	if b.Start {
		note = "start · " + note
	}
	if b.End && b.Type != "Succeed" {
		note += " · end"
	}
	return note
}

// call names the function that a task calls, and which of its tasks, as "review: ask, waits".
func (d drawing) call(s asl.StateInfo) string {
	name := strings.TrimPrefix(s.Function[strings.LastIndex(s.Function, ":")+1:], d.prefix)
	payload, _ := s.Payload.(map[string]any)
	if task, ok := payload["task"].(string); ok {
		name += ": " + task
	}
	if s.Waits {
		name += ", waits"
	}
	return name
}

// follow marks the states that the execution is in, and those it has been in.
func (d *drawing) follow(x asl.Execution, events []asl.Event) {
	d.entered = map[string]int{}
	for _, e := range events {
		if strings.HasSuffix(e.Type, "StateEntered") {
			d.entered[e.State]++
		}
	}
	if x.Status == asl.Running {
		d.current = x.Current
	}
}

// Mark is the class that shows how far the execution has come with the state.
func (d drawing) Mark(name string) string {
	switch {
	case slices.Contains(d.current, name):
		return "current"
	case d.entered[name] > 0:
		return "passed"
	}
	return ""
}

// Followed says whether the picture shows an execution, rather than the workflow as such.
func (d drawing) Followed() bool { return d.entered != nil }

// Times is how often the state was entered.
func (d drawing) Times(name string) int { return d.entered[name] }

// tell puts each state into a sentence.
func tell(states []asl.StateInfo, within string) []string {
	var told []string
	for _, s := range states {
		var line strings.Builder
		fmt.Fprintf(&line, "%s%s", within, picture.Words(s.Name))
		if says := picture.Says(s); says != "" {
			fmt.Fprintf(&line, " (%s)", says)
		}
		line.WriteString(".")
		if s.Comment != "" {
			line.WriteString(" " + s.Comment)
		}
		for _, e := range s.Edges {
			line.WriteString(" " + picture.When(e) + " " + picture.Words(e.To) + ".")
		}
		if s.End {
			line.WriteString(" Here it ends.")
		}
		told = append(told, line.String())
		for i, branch := range s.Nested {
			told = append(told, tell(branch, fmt.Sprintf("%s, branch %d: ", picture.Words(s.Name), i+1))...)
		}
	}
	return told
}
