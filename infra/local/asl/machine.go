package asl

import "time"

// Machine is a state machine that was created.
type Machine struct {
	ARN        string
	Name       string
	Definition string // the text it was created from
	Created    time.Time

	timeout time.Duration // zero: none
	flow    *flow
}

// flow is a StartAt with its States: a machine's own, a branch's or an item processor's.
type flow struct {
	startAt string
	order   []string
	states  map[string]*state
}

// state is one state of a definition, checked, with its queries compiled.
type state struct {
	name, kind, comment string

	next    string // "" where the flow ends
	output  *template
	assign  *template
	args    *template
	retry   []retrier
	catch   []catcher
	choices []choice

	seconds, timestamp *template // Wait
	errorName, cause   *template // Fail
	resource           string    // Task
	timeout, heartbeat *template // Task
	items, selector    *template // Map
	maxConcurrency     *template // Map
	processor          *flow     // Map
	branches           []*flow   // Parallel
	defaultNext        string    // Choice
}

type choice struct {
	condition      *template
	next           string
	output, assign *template
	comment        string
}

type catcher struct {
	errors         []string
	next           string
	output, assign *template
}

type retrier struct {
	errors      []string
	interval    time.Duration
	backoff     float64
	maxDelay    time.Duration // zero: none
	maxAttempts int
}

// delay is the wait before the attempt after n failed ones (n counts from zero).
func (r retrier) delay(n int) time.Duration {
	d := float64(r.interval)
	for range n {
		d *= r.backoff
	}
	if r.maxDelay > 0 {
		d = min(d, float64(r.maxDelay))
	}
	return time.Duration(d)
}

// StateInfo describes a state for somebody who draws the workflow.
type StateInfo struct {
	Name    string
	Type    string // Pass, Task, Choice, Wait, Succeed, Fail, Parallel or Map
	Comment string
	Start   bool // the flow starts here
	End     bool // the flow may end here
	Waits   bool // waits for a task token or for time
	Edges   []Edge
	Nested  [][]StateInfo // the branches of a Parallel, or the one item processor of a Map
}

// Edge is a transition. Label is empty for Next, "default" for Default, a choice's comment or condition, or a catcher's error names.
type Edge struct {
	To    string
	Kind  string // next, choice, default or catch
	Label string
}

// States describes the machine, in the order of its definition.
func (m *Machine) States() []StateInfo { return m.flow.describe() }

func (f *flow) describe() []StateInfo {
	infos := make([]StateInfo, 0, len(f.order))
	for _, name := range f.order {
		s := f.states[name]
		info := StateInfo{
			Name:    s.name,
			Type:    s.kind,
			Comment: s.comment,
			Start:   name == f.startAt,
			End:     s.next == "" && s.kind != "Choice",
			Waits:   s.kind == "Wait" || s.resource == invokeWait,
			Edges:   s.edges(),
		}
		for _, sub := range s.flows() {
			info.Nested = append(info.Nested, sub.describe())
		}
		infos = append(infos, info)
	}
	return infos
}

func (s *state) flows() []*flow {
	if s.processor != nil {
		return []*flow{s.processor}
	}
	return s.branches
}

func (s *state) edges() []Edge {
	var edges []Edge
	if s.next != "" {
		edges = append(edges, Edge{To: s.next, Kind: "next"})
	}
	for _, c := range s.choices {
		label := c.comment
		if label == "" && c.condition.query != nil {
			label = c.condition.query.source
		}
		edges = append(edges, Edge{To: c.next, Kind: "choice", Label: label})
	}
	if s.defaultNext != "" {
		edges = append(edges, Edge{To: s.defaultNext, Kind: "default", Label: "default"})
	}
	for _, c := range s.catch {
		edges = append(edges, Edge{To: c.next, Kind: "catch", Label: joinErrors(c.errors)})
	}
	return edges
}
