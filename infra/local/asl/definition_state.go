package asl

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// The task resources that the interpreter knows, besides the ARN of a function.
const (
	invoke     = "arn:aws:states:::lambda:invoke"
	invokeWait = "arn:aws:states:::lambda:invoke.waitForTaskToken"
)

var functionARN = regexp.MustCompile(`^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_:$-]+$`)

// fieldsOf lists the fields that a state of each type may have, besides Type, Comment and QueryLanguage.
func fieldsOf(kind string) (string, bool) {
	fields, ok := map[string]string{
		"Pass":     "Output Assign Next End",
		"Task":     "Resource Arguments Output Assign TimeoutSeconds HeartbeatSeconds Retry Catch Next End",
		"Choice":   "Choices Default Output Assign",
		"Wait":     "Seconds Timestamp Output Assign Next End",
		"Succeed":  "Output",
		"Fail":     "Error Cause",
		"Parallel": "Branches Arguments Output Assign Retry Catch Next End",
		"Map":      "Items ItemSelector ItemProcessor MaxConcurrency Output Assign Retry Catch Next End",
	}[kind]
	return fields, ok
}

// state reads one state; vars are the variables of its flow and the enclosing ones.
func (r *reader) state(name string, o *object, vars []string) (*state, error) {
	kind, err := o.text("Type", true)
	if err != nil {
		return nil, err
	}
	fields, ok := fieldsOf(kind)
	if !ok {
		return nil, o.wrong("Type", "%q is unknown", kind)
	}
	if err := o.only("Type Comment QueryLanguage " + fields); err != nil {
		return nil, err
	}
	lang, err := language(o, r.lang)
	if err != nil {
		return nil, err
	}
	if lang != "JSONata" {
		return nil, o.wrong("QueryLanguage", "%w", errNotJSONata)
	}
	s := &state{name: name, kind: kind}
	if _, err := o.into("Comment", &s.comment); err != nil {
		return nil, err
	}
	if err := r.within(o, "", map[string]**template{
		"Output": &s.output, "Assign": &s.assign, "Arguments": &s.args, "Error": &s.errorName, "Cause": &s.cause,
		"Seconds": &s.seconds, "Timestamp": &s.timestamp, "TimeoutSeconds": &s.timeout, "HeartbeatSeconds": &s.heartbeat,
		"Items": &s.items, "ItemSelector": &s.selector, "MaxConcurrency": &s.maxConcurrency,
	}); err != nil {
		return nil, err
	}
	steps := []func(*state, *object) error{r.transition, r.retriers, r.catchers, r.choices, checkTimes, checkResource, checkFail}
	for _, step := range steps {
		if err := step(s, o); err != nil {
			return nil, err
		}
	}
	return s, r.nested(s, o, vars)
}

func (r *reader) transition(s *state, o *object) error {
	var end bool
	ends, err := o.into("End", &end)
	if err != nil {
		return err
	}
	if s.next, err = o.text("Next", false); err != nil {
		return err
	}
	fields, _ := fieldsOf(s.kind)
	switch {
	case ends && !end:
		return o.wrong("End", "may only be true")
	case ends && s.next != "":
		return o.wrong("Next", "given beside End")
	case !ends && s.next == "" && strings.Contains(fields, "Next"):
		return o.wrong("Next", "missing, and so is End")
	}
	return nil
}

// within compiles fields of an object inside a state; prefix is its place, for causes.
func (r *reader) within(o *object, prefix string, fields map[string]**template) error {
	for _, key := range o.keys {
		into, ok := fields[key]
		if !ok {
			continue
		}
		t, err := r.queries.compileTemplate(prefix+key, o.fields[key])
		if err != nil {
			return fmt.Errorf("%s: %w", o.place, err)
		}
		*into = t
	}
	return nil
}

// nested reads the flows inside a Map or a Parallel.
func (r *reader) nested(s *state, o *object, vars []string) error {
	switch s.kind {
	case "Map":
		if !o.has("ItemProcessor") {
			return o.wrong("ItemProcessor", "missing")
		}
		p, err := readObject(o.place+": ItemProcessor", o.fields["ItemProcessor"])
		if err != nil {
			return err
		}
		if err := checkProcessor(p); err != nil {
			return err
		}
		s.processor, err = r.flow(p, vars)
		return err
	case "Parallel":
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
			f, err := r.flow(b, vars)
			if err != nil {
				return err
			}
			s.branches = append(s.branches, f)
		}
	}
	return nil
}

func checkProcessor(p *object) error {
	if err := p.only("Comment ProcessorConfig StartAt States"); err != nil {
		return err
	}
	raw, ok := p.fields["ProcessorConfig"]
	if !ok {
		return nil
	}
	var config map[string]json.RawMessage
	if err := json.Unmarshal(raw, &config); err != nil || len(config) != 1 || string(config["Mode"]) != `"INLINE"` {
		return p.wrong("ProcessorConfig", `only {"Mode": "INLINE"} is supported`)
	}
	return nil
}
