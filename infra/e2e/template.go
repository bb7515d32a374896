package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// waiting stands for a task's timeout where the emulator cannot work it out, in seconds: longer than all of this takes.
const waiting = "3600"

// adapt changes the state machines of a synthesized template, and names them: MiniStack takes a task's TimeoutSeconds for a number, and the
// execution ends where it is an expression. Ours are until a date; they become an hour.
func adapt(template map[string]any) []string {
	resources, _ := template["Resources"].(map[string]any)
	var changed []string
	for _, id := range slices.Sorted(maps.Keys(resources)) {
		resource, _ := resources[id].(map[string]any)
		properties, _ := resource["Properties"].(map[string]any)
		if resource["Type"] == "AWS::StepFunctions::StateMachine" && bound(properties) {
			changed = append(changed, id)
		}
	}
	return changed
}

// bound gives each task of a state machine a timeout in numbers. It says whether one had none.
func bound(properties map[string]any) bool {
	text, _ := properties["DefinitionString"].(string)
	var definition any
	if json.Unmarshal([]byte(text), &definition) != nil || !boundStates(definition) {
		return false
	}
	written, err := json.Marshal(definition)
	if err != nil {
		return false
	}
	properties["DefinitionString"] = string(written)
	return true
}

func boundStates(v any) bool {
	changed := false
	switch v := v.(type) {
	case []any:
		for _, inner := range v {
			changed = boundStates(inner) || changed
		}
	case map[string]any:
		for name, inner := range v {
			if _, expression := inner.(string); expression && name == "TimeoutSeconds" {
				v[name], changed = json.Number(waiting), true
				continue
			}
			changed = boundStates(inner) || changed
		}
	}
	return changed
}

// adaptAssembly adapts the template in what the CDK synthesized into a folder. The template is an asset known by its hash, so it gets a new one.
func adaptAssembly(folder, stack string) ([]string, error) {
	file := filepath.Join(folder, stack+".template.json")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	var template map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&template); err != nil {
		return nil, fmt.Errorf("read the template of %s: %w", stack, err)
	}
	changed := adapt(template)
	adapted, err := json.MarshalIndent(template, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write the template of %s: %w", stack, err)
	}
	before, after := sha256.Sum256(text), sha256.Sum256(adapted)
	if err := os.WriteFile(file, adapted, 0o600); err != nil {
		return nil, err
	}
	for _, name := range []string{stack + ".assets.json", "manifest.json"} {
		if err := replace(filepath.Join(folder, name), hex.EncodeToString(before[:]), hex.EncodeToString(after[:])); err != nil {
			return nil, err
		}
	}
	return changed, nil
}

func replace(file, before, after string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read the list of assets: %w", err)
	}
	if !strings.Contains(string(text), before) {
		return fmt.Errorf("%s does not know the template by its hash %s", file, before)
	}
	return os.WriteFile(file, []byte(strings.ReplaceAll(string(text), before, after)), 0o600)
}
