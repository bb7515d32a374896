package stack_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

func TestStreamsReachTheirFunctions(t *testing.T) {
	s := drawn(t)
	for _, stream := range blueprint.Pugs().Streams {
		id := "Stream" + title(stream.Name)
		s.prod.has(t, id, "AWS::Lambda::EventSourceMapping", map[string]any{
			"EventSourceArn": "${Table.StreamArn}", "FunctionName": "${Function" + title(stream.Function) + "}", "StartingPosition": "TRIM_HORIZON",
			"BatchSize": float64(stream.Batch), "MaximumBatchingWindowInSeconds": stream.Window.Seconds(),
			"MaximumRetryAttempts": float64(stream.Attempts), "MaximumRecordAgeInSeconds": stream.MaxAge.Seconds(),
			"FunctionResponseTypes": []any{"ReportBatchItemFailures"},
			"DestinationConfig":     map[string]any{"OnFailure": map[string]any{"Destination": "${DeadLetters.Arn}"}},
		})
		criteria, _ := s.prod.Resources[id].Properties["FilterCriteria"].(map[string]any)
		var got []blueprint.Filter
		for _, f := range list(criteria["Filters"]) {
			got = append(got, filter(t, f.(map[string]any)["Pattern"].(string)))
		}
		if diff := cmp.Diff(stream.Filters, got); diff != "" {
			t.Errorf("%s lets pass otherwise: %s", id, diff)
		}
	}
	if got := len(s.prod.of("AWS::Lambda::EventSourceMapping")); got != len(blueprint.Pugs().Streams) {
		t.Errorf("there are %d streams", got)
	}
}

// filter reads a pattern, whose values stand under the letter of their type: without that, Lambda lets nothing pass.
func filter(t *testing.T, pattern string) blueprint.Filter {
	t.Helper()
	var p struct {
		EventName []string `json:"eventName"`
		Change    struct {
			Keys struct {
				PK struct{ S []struct{ Prefix string } }
			}
			NewImage map[string]struct{ S []struct{ Exists bool } }
		} `json:"dynamodb"`
	}
	if err := json.Unmarshal([]byte(pattern), &p); err != nil || len(p.EventName) != 1 || len(p.Change.Keys.PK.S) != 1 {
		t.Fatalf("%s: %v", pattern, err)
	}
	f := blueprint.Filter{Event: p.EventName[0], Prefix: p.Change.Keys.PK.S[0].Prefix}
	for name, text := range p.Change.NewImage {
		if len(text.S) != 1 || !text.S[0].Exists {
			t.Errorf("%s says something else than that %s is there", pattern, name)
		}
		f.Attribute = name
	}
	return f
}
