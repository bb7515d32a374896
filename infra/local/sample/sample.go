package sample

import (
	"bytes"
	_ "embed"
	"encoding/json"
)

// applications holds one webhook body per line, in the order of submission. They belong to cohort 2026-H2 with
// the programme's default calendar, launch 2026-10-01 09:00 in New York.
//
//go:embed applications.jsonl
var applications []byte

// Bodies are the sample applications: 16 Champions' and 260 members' submissions, and some that are
// duplicates, late or odd. Each call gives a fresh slice.
func Bodies() []json.RawMessage {
	bodies := []json.RawMessage{}
	for line := range bytes.Lines(applications) {
		bodies = append(bodies, bytes.Clone(bytes.TrimSpace(line)))
	}
	return bodies
}
