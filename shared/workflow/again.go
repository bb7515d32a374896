package workflow

import (
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/store"
)

// Again describes the n-th start of the workflow of a record, from 2: its execution is named by the record's id and "-n".
func Again(workflow, id string, n int, now time.Time) store.Call {
	call := Start(workflow, id, now)
	call.Execution = fmt.Sprintf("%s-%d", id, n)
	call.ID = "start-" + workflow + "-" + call.Execution
	return call
}
