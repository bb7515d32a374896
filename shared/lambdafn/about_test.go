package lambdafn_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"

	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/logs"
)

// logged is what the lines say that a function logs about an event, by their attributes.
func logged(t *testing.T, payload string, task lambdafn.Task) []map[string]any {
	t.Helper()
	var text bytes.Buffer
	f := function()
	f.Log = logs.New(slog.New(slog.NewJSONHandler(&text, nil)))
	f.Tasks["work"] = task
	ctx := lambdacontext.NewContext(t.Context(), &lambdacontext.LambdaContext{AwsRequestID: "r1"})
	_, _ = f.Invoke(ctx, []byte(payload)) // its errors are other tests' matter
	var lines []map[string]any
	for dec := json.NewDecoder(&text); dec.More(); {
		var line map[string]any
		if err := dec.Decode(&line); err != nil {
			t.Fatal(err)
		}
		delete(line, "time")
		lines = append(lines, line)
	}
	return lines
}

func TestLinesSayWhatTheirEventIsAbout(t *testing.T) {
	fails := func(context.Context, json.RawMessage) (any, error) { return nil, errors.New("it rains") }
	works := func(context.Context, json.RawMessage) (any, error) { return lambdafn.None{}, nil }
	failed := func(more map[string]any) []map[string]any {
		line := map[string]any{"level": "ERROR", "msg": "task failed", "function": "greeter", "request": "r1",
			"task": "work", "error": "greeter work: it rains"}
		for key, value := range more {
			line[key] = value
		}
		return []map[string]any{line}
	}
	for name, c := range map[string]struct {
		payload string
		task    lambdafn.Task
		want    []map[string]any
	}{
		"of a workflow": {
			`{"task": "work", "input": {"application": "a1", "token": "secret", "round": 2}, "execution": "2026-H2-member-a1"}`,
			fails, failed(map[string]any{"application": "a1", "execution": "2026-H2-member-a1"})},
		"of a workflow that says nothing of itself": {
			`{"task": "work", "input": {"cohort": "2026-H2", "month": "2026-10"}}`,
			fails, failed(map[string]any{"cohort": "2026-H2", "month": "2026-10"})},
		"of an input that does not fit": {`{"task": "work", "input": {"cohort": 7, "group": "g01"}}`,
			fails, failed(map[string]any{"group": "g01"})},
		"of a schedule": {`{"task": "work", "schedule": "daily"}`, fails, failed(map[string]any{"schedule": "daily"})},
		"of a schedule whose task is done": {`{"task": "work", "schedule": "daily"}`, works,
			[]map[string]any{{"level": "INFO", "msg": "schedule ran", "function": "greeter", "request": "r1", "task": "work",
				"schedule": "daily"}}},
		"of a workflow whose task is done": {`{"task": "work", "execution": "2026-H2"}`, works, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, logged(t, c.payload, c.task)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
