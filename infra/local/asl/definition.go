package asl

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// readMachine checks a definition and compiles it.
func readMachine(definition string) (*Machine, error) {
	const most = 1 << 20 // bytes, AWS's limit
	if len(definition) > most {
		return nil, errors.New("the definition is larger than 1 MB")
	}
	if !json.Valid([]byte(definition)) {
		return nil, errors.New("the definition is not valid JSON")
	}
	var problem error
	o := readObject("state machine", json.RawMessage(definition), &problem)
	o.only("Comment QueryLanguage StartAt States")
	if o.text("QueryLanguage") != "JSONata" {
		o.wrong("QueryLanguage", `must be "JSONata"`)
	}
	f := reader{}.flow(o)
	if problem != nil {
		return nil, problem
	}
	return &Machine{Comment: o.text("Comment"), flow: f}, f.checkVariables(nil)
}

// reader reads states. It holds the names that it has met: they are unique in the whole machine.
type reader map[string]bool

// flow reads StartAt and States.
func (r reader) flow(o *object) *flow {
	o.need("StartAt")
	states := o.object("States")
	f := &flow{startAt: o.text("StartAt"), order: states.keys, states: map[string]*state{}}
	for _, name := range f.order {
		s := r.state(name, readObject("state '"+name+"'", states.fields[name], o.problem))
		s.Start, s.End, s.Edges = name == f.startAt, s.next == "" && s.Type != "Choice", s.edges()
		f.states[name] = s
	}
	if *o.problem == nil {
		f.checkTransitions(o)
	}
	return f
}

// checkTransitions follows the transitions of a flow from its start.
func (f *flow) checkTransitions(o *object) {
	if f.states[f.startAt] == nil {
		o.wrong("StartAt", "the state '%s' is missing", f.startAt)
		return
	}
	reached := map[string]bool{f.startAt: true}
	for open := []string{f.startAt}; len(open) > 0; open = open[1:] {
		for _, e := range f.states[open[0]].Edges {
			if f.states[e.To] == nil {
				o.fail(fmt.Errorf("state '%s': the state '%s' (%s) is missing", open[0], e.To, e.Kind))
				return
			}
			if !reached[e.To] {
				reached[e.To] = true
				open = append(open, e.To)
			}
		}
	}
	for _, name := range f.order {
		if !reached[name] {
			o.fail(fmt.Errorf("state '%s': no transition leads to it", name))
		}
	}
}

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,79}$`)

// checkVariables refuses to assign what is no name for a variable, and what belongs to an enclosing flow.
func (f *flow) checkVariables(outer []string) error {
	names := slices.Clone(outer)
	for _, name := range f.order {
		for _, assigned := range f.states[name].assigned() {
			switch {
			case !variableName.MatchString(assigned), assigned == "states":
				return fmt.Errorf("state '%s': %q is not a name for a variable", name, assigned)
			case slices.Contains(functions[:], assigned):
				return fmt.Errorf("state '%s': the variable %q would hide the function of that name", name, assigned)
			case slices.Contains(outer, assigned):
				return fmt.Errorf("state '%s': the variable %q belongs to an enclosing state", name, assigned)
			}
			names = append(names, assigned)
		}
	}
	for _, name := range f.order {
		for _, b := range f.states[name].branches {
			if err := b.checkVariables(names); err != nil {
				return err
			}
		}
	}
	return nil
}

// assigned lists the variables that the state may assign.
func (s *state) assigned() []string {
	var names []string
	for _, e := range s.exits() {
		if e.assign != nil {
			names = append(names, e.assign.keys...)
		}
	}
	return names
}

// fieldsOf lists the fields that a state of each type may have, besides Type and Comment.
func fieldsOf(kind string) (string, bool) {
	fields, ok := map[string]string{
		"Pass":     "Output Assign Next End",
		"Task":     "Resource Arguments TimeoutSeconds Output Assign Retry Catch Next End",
		"Choice":   "Choices Default Output Assign",
		"Wait":     "Seconds Timestamp Output Assign Next End",
		"Succeed":  "Output",
		"Parallel": "Branches Output Assign Next End",
	}[kind]
	return fields, ok
}

func (r reader) state(name string, o *object) *state {
	r.checkName(name, o)
	s := &state{StateInfo: StateInfo{Name: name, Type: o.text("Type"), Comment: o.text("Comment")}}
	fields, ok := fieldsOf(s.Type)
	if !ok {
		o.wrong("Type", "%q is not supported", s.Type)
	}
	o.only("Type Comment " + fields)
	next := "Next"
	switch {
	case s.Type == "Choice":
		next = "Default"
	case s.Type != "Succeed":
		checkEnd(o)
	}
	s.exit = readExit(o, "", next)
	switch s.Type {
	case "Task":
		readTask(s, o)
	case "Choice":
		readChoice(s, o)
	case "Wait":
		readWait(s, o)
	case "Parallel":
		r.readParallel(s, o)
	}
	return s
}

func (r reader) checkName(name string, o *object) {
	if name == "" || len([]rune(name)) > 80 {
		o.fail(errors.New("a name has 1 to 80 characters"))
	}
	if r[name] {
		o.fail(errors.New("the name is used twice in the state machine"))
	}
	r[name] = true
}

// readExit reads a way out of a state. next names the field that says where it leads.
func readExit(o *object, prefix, next string) exit {
	e := exit{next: o.text(next), output: o.template(prefix, "Output"), assign: o.template(prefix, "Assign")}
	if _, object := e.assign.value().(map[string]any); o.has("Assign") && !object {
		o.wrong("Assign", "not an object")
	}
	return e
}

// checkEnd asks for either Next or End.
func checkEnd(o *object) {
	var end bool
	o.into("End", &end)
	switch {
	case o.has("End") && !end:
		o.wrong("End", "may only be true")
	case end && o.has("Next"):
		o.wrong("Next", "given beside End")
	case !end && !o.has("Next"):
		o.wrong("Next", "missing, and so is End")
	}
}

func readWait(s *state, o *object) {
	s.Waits = true
	if o.has("Seconds") == o.has("Timestamp") {
		o.wrong("Seconds", "a Wait has either Seconds or Timestamp")
	}
	s.seconds, s.timestamp = readSeconds(o, "Seconds", 0), o.template("", "Timestamp")
	if t := s.timestamp; t != nil && t.query == nil {
		text, _ := t.literal.(string)
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			o.wrong("Timestamp", "%v is not an RFC 3339 timestamp", t.literal)
		}
	}
}

// readSeconds compiles a number of seconds, and refuses a literal that can never be right.
func readSeconds(o *object, key string, least float64) *template {
	t := o.template("", key)
	if t != nil && t.query == nil && !isSeconds(t.literal, least) {
		o.wrong(key, "%v is not a whole number from %v to %d", t.literal, least, maxSeconds)
	}
	return t
}

func isSeconds(v any, least float64) bool {
	n, ok := v.(float64)
	return ok && n >= least && n <= maxSeconds && n == float64(int64(n))
}

func (r reader) readParallel(s *state, o *object) {
	o.need("Branches")
	for _, b := range o.objects("Branches") {
		b.only("Comment StartAt States")
		branch := r.flow(b)
		s.branches, s.Nested = append(s.branches, branch), append(s.Nested, branch.describe())
	}
}
