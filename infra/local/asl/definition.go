package asl

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// reader reads a definition; the names of states are unique in the whole machine.
type reader struct {
	names map[string]bool
}

// readMachine checks a definition and compiles it.
func readMachine(definition string) (*Machine, error) {
	const most = 1 << 20 // bytes, AWS's limit
	if len(definition) > most {
		return nil, errors.New("the definition is larger than 1 MB")
	}
	if !json.Valid([]byte(definition)) {
		return nil, errors.New("the definition is not valid JSON")
	}
	o, err := readObject("state machine", json.RawMessage(definition))
	if err != nil {
		return nil, err
	}
	if err := o.only("Comment QueryLanguage StartAt States"); err != nil {
		return nil, err
	}
	if language, err := o.text("QueryLanguage"); err != nil || language != "JSONata" {
		return nil, o.wrong("QueryLanguage", `must be "JSONata"`)
	}
	r := &reader{names: map[string]bool{}}
	f, err := r.flow(o)
	if err != nil {
		return nil, err
	}
	return &Machine{Definition: definition, flow: f}, f.checkVariables(nil)
}

// flow reads StartAt and States.
func (r *reader) flow(o *object) (*flow, error) {
	start, err := o.text("StartAt")
	if err != nil {
		return nil, err
	}
	if !o.has("States") {
		return nil, o.wrong("States", "missing")
	}
	states, err := readObject(o.place+": States", o.fields["States"])
	if err != nil {
		return nil, err
	}
	f := &flow{startAt: start, order: states.keys, states: map[string]*state{}}
	for _, name := range f.order {
		if f.states[name], err = r.state(name, states.fields[name]); err != nil {
			return nil, err
		}
	}
	if f.states[start] == nil {
		return nil, o.wrong("StartAt", "the state '%s' is missing", start)
	}
	return f, f.checkTransitions()
}

// checkTransitions follows the transitions of a flow from its start.
func (f *flow) checkTransitions() error {
	reached := map[string]bool{}
	for open := []string{f.startAt}; len(open) > 0; open = open[1:] {
		name := open[0]
		if reached[name] {
			continue
		}
		reached[name] = true
		for _, e := range f.states[name].edges() {
			if f.states[e.To] == nil {
				return fmt.Errorf("state '%s': the state '%s' (%s) is missing", name, e.To, e.Kind)
			}
			open = append(open, e.To)
		}
	}
	for _, name := range f.order {
		if !reached[name] {
			return fmt.Errorf("state '%s': no transition leads to it", name)
		}
	}
	return nil
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
	templates := []*template{s.assign}
	for _, c := range s.choices {
		templates = append(templates, c.assign)
	}
	for _, c := range s.catch {
		templates = append(templates, c.assign)
	}
	var names []string
	for _, t := range templates {
		if t != nil {
			names = append(names, t.keys...)
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

func (r *reader) state(name string, raw json.RawMessage) (*state, error) {
	o, err := readObject("state '"+name+"'", raw)
	switch {
	case err != nil:
		return nil, err
	case name == "" || len([]rune(name)) > 80:
		return nil, fmt.Errorf("%s: a name has 1 to 80 characters", o.place)
	case r.names[name]:
		return nil, fmt.Errorf("%s: the name is used twice in the state machine", o.place)
	}
	r.names[name] = true
	s := &state{name: name}
	if s.kind, err = o.text("Type"); err != nil {
		return nil, err
	}
	fields, ok := fieldsOf(s.kind)
	if !ok {
		return nil, o.wrong("Type", "%q is not supported", s.kind)
	}
	if err := o.only("Type Comment " + fields); err != nil {
		return nil, err
	}
	if s.comment, err = o.optional("Comment"); err != nil {
		return nil, err
	}
	if err := compile(o, "", templates{"Output": &s.output, "Assign": &s.assign}); err != nil {
		return nil, err
	}
	if strings.Contains(fields, "Next") {
		if err := readNext(s, o); err != nil {
			return nil, err
		}
	}
	return s, r.readKind(s, o)
}

// readNext reads Next or End: one of them must be there.
func readNext(s *state, o *object) error {
	var end bool
	if err := o.into("End", &end); err != nil {
		return err
	}
	var err error
	if s.next, err = o.optional("Next"); err != nil {
		return err
	}
	switch {
	case o.has("End") && !end:
		return o.wrong("End", "may only be true")
	case end && s.next != "":
		return o.wrong("Next", "given beside End")
	case !end && s.next == "":
		return o.wrong("Next", "missing, and so is End")
	}
	return nil
}

// readKind reads what only states of one type have.
func (r *reader) readKind(s *state, o *object) error {
	switch s.kind {
	case "Task":
		return readTask(s, o)
	case "Choice":
		return readChoice(s, o)
	case "Wait":
		return readWait(s, o)
	case "Parallel":
		return r.readParallel(s, o)
	}
	return nil
}

func readWait(s *state, o *object) error {
	if o.has("Seconds") == o.has("Timestamp") {
		return o.wrong("Seconds", "a Wait has either Seconds or Timestamp")
	}
	if err := compile(o, "", templates{"Seconds": &s.seconds, "Timestamp": &s.timestamp}); err != nil {
		return err
	}
	if t := s.timestamp; t != nil && t.query == nil {
		text, _ := t.literal.(string)
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			return o.wrong("Timestamp", "%v is not an RFC 3339 timestamp", t.literal)
		}
	}
	return checkSeconds(o, "Seconds", s.seconds, 0)
}

// checkSeconds refuses a literal that can never be right.
func checkSeconds(o *object, key string, t *template, least float64) error {
	if t == nil || t.query != nil {
		return nil
	}
	if n, ok := t.literal.(float64); !ok || !isSeconds(n, least) {
		return o.wrong(key, "%v is not a whole number from %v to %d", t.literal, least, maxSeconds)
	}
	return nil
}

func isSeconds(n, least float64) bool { return n >= least && n <= maxSeconds && n == float64(int64(n)) }

func (r *reader) readParallel(s *state, o *object) error {
	branches, err := o.objects("Branches")
	if err != nil {
		return err
	}
	if len(branches) == 0 {
		return o.wrong("Branches", "missing")
	}
	for _, b := range branches {
		if err := b.only("Comment StartAt States"); err != nil {
			return err
		}
		f, err := r.flow(b)
		if err != nil {
			return err
		}
		s.branches = append(s.branches, f)
	}
	return nil
}
