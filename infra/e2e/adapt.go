package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
)

// longTimeout is more seconds than all of this takes.
const longTimeout = 3600

// adapt changes tasks whose TimeoutSeconds is an expression, and counts them: MiniStack takes TimeoutSeconds for a
// number, and an execution fails where it is none.
func adapt(template []byte) (adapted []byte, changed int, err error) {
	var t map[string]any
	if err := json.Unmarshal(template, &t); err != nil {
		return nil, 0, err
	}
	resources, _ := t["Resources"].(map[string]any)
	for name, r := range resources {
		properties, _ := r.(map[string]any)["Properties"].(map[string]any)
		text, isMachine := properties["DefinitionString"].(string)
		if !isMachine {
			continue
		}
		var definition map[string]any
		if err := json.Unmarshal([]byte(text), &definition); err != nil {
			return nil, 0, fmt.Errorf("read the definition of %s: %w", name, err)
		}
		changed += adaptFlow(definition)
		written, err := json.Marshal(definition)
		if err != nil {
			return nil, 0, err
		}
		properties["DefinitionString"] = string(written)
	}
	adapted, err = json.Marshal(t)
	return adapted, changed, err
}

// adaptFlow changes a definition, or a branch in one. A task that waits for a date becomes a plain wait, which nobody
// can answer; one that waits for a person waits longer than all of this takes.
func adaptFlow(flow map[string]any) (changed int) {
	states, _ := flow["States"].(map[string]any)
	for name, value := range states {
		state := value.(map[string]any)
		branches, _ := state["Branches"].([]any)
		for _, b := range branches {
			changed += adaptFlow(b.(map[string]any))
		}
		timeout, isExpression := state["TimeoutSeconds"].(string)
		if !isExpression {
			continue
		}
		changed++
		state["TimeoutSeconds"] = longTimeout
		if wait := dateWait(state, timeout); wait != nil {
			states[name] = wait
		}
	}
	return changed
}

// dateWait is a Wait state that does what a task does when the date has come that it waits for; nil for a task that
// waits for something else.
func dateWait(state map[string]any, timeout string) map[string]any {
	arguments, _ := state["Arguments"].(map[string]any)
	payload, _ := arguments["Payload"].(map[string]any)
	date := regexp.MustCompile(`\$toMillis\((.+?)\)`).FindStringSubmatch(timeout)
	if payload["task"] != "await" || date == nil {
		return nil
	}
	catchers, _ := state["Catch"].([]any)
	for _, c := range catchers {
		catcher := c.(map[string]any)
		if errors, _ := catcher["ErrorEquals"].([]any); !slices.Contains(errors, any("States.Timeout")) {
			continue
		}
		wait := map[string]any{"Type": "Wait", "Timestamp": "{% " + date[1] + " %}", "Next": catcher["Next"]}
		if assign, ok := catcher["Assign"]; ok {
			wait["Assign"] = assign
		}
		return wait
	}
	return nil
}
