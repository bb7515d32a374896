package console

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// definition is what the console reads in the text of a workflow beyond what the engine tells of it.
type definition struct {
	Comment string
	States  map[string]struct {
		Arguments struct {
			FunctionName string
			Payload      struct {
				Task string `json:"task"`
			}
		}
		Branches []definition
	}
}

func parse(m *asl.Machine) definition {
	var d definition
	if err := json.Unmarshal([]byte(m.Definition), &d); err != nil {
		return definition{} // such as arguments that are one query: then there is less to tell
	}
	return d
}

// comment is what the definition says of the whole workflow.
func comment(m *asl.Machine) string { return parse(m).Comment }

// tasks names the function and its task that each state calls, as "review: ask".
func (d definition) tasks(prefix string, calls map[string]string) {
	for name, s := range d.States {
		if arn := s.Arguments.FunctionName; arn != "" {
			calls[name] = strings.TrimPrefix(arn[strings.LastIndex(arn, ":")+1:], prefix)
			if task := s.Arguments.Payload.Task; task != "" {
				calls[name] += ": " + task
			}
		}
		for _, branch := range s.Branches {
			branch.tasks(prefix, calls)
		}
	}
}

// indent lays JSON out for reading; what is not JSON stays as it is.
func indent(text string) string {
	var pretty bytes.Buffer
	if json.Indent(&pretty, []byte(text), "", "  ") != nil {
		return text
	}
	return pretty.String()
}
