package asl

import "strings"

// Machine is a state machine that was created.
type Machine struct {
	ARN     string
	Name    string
	Comment string // of the definition

	flow       *flow
	executions []*execution // in the order of being started; the engine's lock guards them
}

// flow is a StartAt with its States: a machine's own or a branch's.
type flow struct {
	startAt string
	order   []string // the names of the states, as the definition has them
	states  map[string]*state
}

// state is one state of a definition, checked, with its queries compiled.
type state struct {
	StateInfo
	exit // the usual one: by Next or End, and for a Choice by Default

	payload *template // Task
	timeout *template // seconds; nil: maxSeconds
	retry   []retrier
	catch   []catcher

	choices []choice // Choice

	seconds, timestamp *template // Wait: one of them

	branches []*flow // Parallel
}

// maxSeconds is the largest number of seconds that the States Language allows for waits and timeouts.
const maxSeconds = 99_999_999

// exit is a way out of a state.
type exit struct {
	next           string // empty where the flow ends
	output, assign *template
}

type choice struct {
	exit
	condition *template
	comment   string
}

type catcher struct {
	exit
	errors []string
}

type retrier struct {
	errors      []string
	interval    int // seconds
	backoff     float64
	maxDelay    int // seconds
	maxAttempts int
	jitter      bool // JitterStrategy FULL
}

// exits lists all ways out of the state.
func (s *state) exits() []exit {
	all := []exit{s.exit}
	for _, c := range s.choices {
		all = append(all, c.exit)
	}
	for _, c := range s.catch {
		all = append(all, c.exit)
	}
	return all
}

// StateInfo is what a state shows of itself to somebody who draws the workflow.
type StateInfo struct {
	Name    string
	Type    string // Pass, Task, Choice, Wait, Succeed or Parallel
	Comment string
	Start   bool // the flow starts here
	End     bool // the flow ends here
	Waits   bool // waits for a task token or for time

	Function string // that a Task calls, by its ARN
	Payload  any    // that a Task's function is called with, its queries not answered
	Edges    []Edge
	Nested   [][]StateInfo // the branches of a Parallel
}

// Edge is a transition. Label is empty for Next and Default; it is a choice's comment, or a catcher's error names.
type Edge struct {
	To    string
	Kind  string // next, choice, default or catch
	Label string
}

// States describes the machine, in the order of its definition.
func (m *Machine) States() []StateInfo { return m.flow.describe() }

func (f *flow) describe() []StateInfo {
	var infos []StateInfo
	for _, name := range f.order {
		infos = append(infos, f.states[name].StateInfo)
	}
	return infos
}

func (s *state) edges() []Edge {
	var edges []Edge
	for _, c := range s.choices {
		edges = append(edges, Edge{To: c.next, Kind: "choice", Label: c.comment})
	}
	switch {
	case s.next == "":
	case s.Type == "Choice":
		edges = append(edges, Edge{To: s.next, Kind: "default"})
	default:
		edges = append(edges, Edge{To: s.next, Kind: "next"})
	}
	for _, c := range s.catch {
		edges = append(edges, Edge{To: c.next, Kind: "catch", Label: strings.Join(c.errors, ", ")})
	}
	return edges
}
