package asl

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// reader reads a definition into a flow; names are unique in the whole machine.
type reader struct {
	queries *queries
	lang    string // the machine's query language
	names   map[string]bool
}

// readMachine checks a definition and compiles it.
func readMachine(q *queries, definition string) (*Machine, error) {
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
	if err := o.only("Comment Version QueryLanguage StartAt States TimeoutSeconds"); err != nil {
		return nil, err
	}
	if v, err := o.text("Version", false); err != nil || (v != "" && v != "1.0") {
		return nil, o.wrong("Version", "only 1.0 is known")
	}
	seconds, err := o.number("TimeoutSeconds", 0, 0, true)
	if err != nil {
		return nil, err
	}
	lang, err := language(o, "JSONPath")
	if err != nil {
		return nil, err
	}
	r := &reader{queries: q, lang: lang, names: map[string]bool{}}
	f, err := r.flow(o, nil)
	if err != nil {
		return nil, err
	}
	return &Machine{Definition: definition, timeout: time.Duration(seconds) * time.Second, flow: f}, nil
}

func language(o *object, inherited string) (string, error) {
	lang, err := o.text("QueryLanguage", false)
	switch {
	case err != nil:
		return "", err
	case lang == "":
		return inherited, nil
	case lang != "JSONata" && lang != "JSONPath":
		return "", o.wrong("QueryLanguage", "%q is unknown", lang)
	}
	return lang, nil
}

// flow reads StartAt and States; outer holds the names of the variables that enclosing flows assign.
func (r *reader) flow(o *object, outer []string) (*flow, error) {
	start, err := o.text("StartAt", true)
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
	objects := make([]*object, len(f.order))
	for i, name := range f.order {
		if objects[i], err = r.stateObject(name, states.fields[name]); err != nil {
			return nil, err
		}
	}
	vars, err := assigned(objects, outer)
	if err != nil {
		return nil, err
	}
	for i, name := range f.order {
		if f.states[name], err = r.state(name, objects[i], vars); err != nil {
			return nil, err
		}
	}
	return f, f.check(o)
}

func (r *reader) stateObject(name string, raw json.RawMessage) (*object, error) {
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
	return o, nil
}

// assigned collects the variables that the states of a flow assign, and refuses those that an enclosing flow has too.
func assigned(states []*object, outer []string) ([]string, error) {
	vars := slices.Clone(outer)
	for _, o := range states {
		holders := []*object{o}
		for _, key := range []string{"Choices", "Catch"} {
			more, err := o.objects(key)
			if err != nil {
				return nil, err
			}
			holders = append(holders, more...)
		}
		for _, h := range holders {
			if !h.has("Assign") {
				continue
			}
			a, err := readObject(h.place+": Assign", h.fields["Assign"])
			if err != nil {
				return nil, err
			}
			for _, name := range a.keys {
				if err := checkVariable(name, outer); err != nil {
					return nil, h.wrong("Assign", "%w", err)
				}
			}
			vars = append(vars, a.keys...)
		}
	}
	return vars, nil
}

func checkVariable(name string, outer []string) error {
	switch m := reference.FindString("$" + name); {
	case m != "$"+name || len(name) > 80:
		return fmt.Errorf("%q is not a name for a variable", name)
	case name == "states":
		return errors.New("$states is reserved")
	case slices.Contains(outer, name):
		return fmt.Errorf("the variable %q belongs to an enclosing state", name)
	}
	return nil
}

// check follows the transitions of a flow.
func (f *flow) check(o *object) error {
	if f.states[f.startAt] == nil {
		return o.wrong("StartAt", "the state '%s' is missing", f.startAt)
	}
	reached := map[string]bool{}
	open := []string{f.startAt}
	for len(open) > 0 {
		name := open[0]
		open = open[1:]
		if reached[name] {
			continue
		}
		reached[name] = true
		for _, e := range f.states[name].edges() {
			if f.states[e.To] == nil {
				return fmt.Errorf("state '%s': field %q: the state '%s' is missing", name, edgeField(e), e.To)
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

func edgeField(e Edge) string {
	return map[string]string{"next": "Next", "choice": "Choices", "default": "Default", "catch": "Catch"}[e.Kind]
}

func joinErrors(names []string) string { return strings.Join(names, ", ") }
