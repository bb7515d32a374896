package workflow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// The names of the workflows, as the settings and the blueprint have them.
const (
	Cohort      = store.CohortWorkflow
	Application = store.ApplicationWorkflow
	Absence     = store.AbsenceWorkflow
)

// stepFunctions is the part of the SDK's client that is needed here.
type stepFunctions interface {
	StartExecution(context.Context, *sfn.StartExecutionInput, ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error)
	SendTaskSuccess(
		context.Context, *sfn.SendTaskSuccessInput, ...func(*sfn.Options),
	) (*sfn.SendTaskSuccessOutput, error)
	ListExecutions(context.Context, *sfn.ListExecutionsInput, ...func(*sfn.Options)) (*sfn.ListExecutionsOutput, error)
}

// Client makes the calls. Records keeps the outbox and the task tokens; Machines maps a workflow's name to the ARN of
// its state machine.
type Client struct {
	SFN      stepFunctions
	Records  *store.Store
	Machines map[string]string
}

// Start describes the start of the workflow of a record: a cohort, an application, the flag of an absence, or a seat
// that came free without a flag. The execution is named by the record's id, which makes a second start harmless. An id
// is letters, digits and dashes: it needs no escapes.
func Start(workflow, id string, now time.Time) store.Call {
	record, freed := workflow, ""
	if workflow == Absence {
		record = "flag"
	}
	if workflow == Absence && !pug.FreedByFlag(id) {
		freed = `,"freed":true`
	}
	return store.Call{
		ID: "start-" + workflow + "-" + id, Created: now, Workflow: workflow, Execution: id,
		Input: `{"` + record + `":"` + id + `"` + freed + `}`,
	}
}

// Answer describes the answer to the task that waits for the subject. It carries nothing: what was decided is in the
// records.
func Answer(subject string, now time.Time) store.Call {
	return store.Call{ID: "answer-" + subject, Created: now, Subject: subject, Input: "{}"}
}

// Concluded describes the answer to the task that waits for the subject where nothing is left for its workflow to do.
// The token is that of the task, as far as it is known.
func Concluded(subject, token string, now time.Time) store.Call {
	call := Answer(subject, now)
	call.Token, call.Input = token, `{"concluded":true}`
	return call
}

// DatesSubject names a date of a cohort that its workflow waits for. The one of the renewals is waited for beside the
// others.
func DatesSubject(cohort pug.CohortID, date string) string {
	if date == "renew" {
		return "dates-" + string(cohort) + "-renew"
	}
	return "dates-" + string(cohort)
}

// CurationSubject names the curation of a cohort's groups, which its workflow waits for until a date.
func CurationSubject(cohort pug.CohortID) string { return "curate-" + string(cohort) }

// DatesMoved describes the answers to the tasks that wait for dates of a cohort: its workflow reads them anew.
func DatesMoved(cohort pug.CohortID, now time.Time) []store.Call {
	return []store.Call{Answer(DatesSubject(cohort, ""), now), Answer(DatesSubject(cohort, "renew"), now),
		Answer(CurationSubject(cohort), now)}
}

// Do makes calls that are in the outbox, in order, and removes each once it is made. The first that fails ends it: it
// and those after it stay in the outbox.
func (c *Client) Do(ctx context.Context, calls ...store.Call) error {
	for _, call := range calls {
		do := c.answer
		if call.Workflow != "" {
			do = c.start
		}
		if err := do(ctx, call); err != nil {
			return err
		}
		if err := c.Records.RemoveCall(ctx, call.ID); err != nil {
			return err
		}
	}
	return nil
}

func (c *Client) start(ctx context.Context, call store.Call) error {
	machine, ok := c.Machines[call.Workflow]
	if !ok {
		return fmt.Errorf("start %s: the settings name no such workflow", call.ID)
	}
	_, err := c.SFN.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Name: &call.Execution,
		Input: &call.Input})
	var exists *types.ExecutionAlreadyExists
	if err != nil && !errors.As(err, &exists) {
		return pug.Wrapf(err, pug.Unavailable, "The workflow %s could not be started for %s", call.Workflow,
			call.Execution)
	}
	return nil
}

// answer completes the waiting task. If none waits yet, the task that will wait looks at the records itself (Await);
// where it was answered, timed out or is gone, there is nothing left to do. A token that was known before the call was
// stored may be that of a task in whose place another waits by now.
func (c *Client) answer(ctx context.Context, call store.Call) error {
	if call.Token != "" {
		waited, err := c.complete(ctx, call.Subject, call.Token, call.Input)
		if err != nil || waited {
			return err
		}
	}
	token, err := c.Records.Token(ctx, call.Subject)
	if pug.IsError(err, pug.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = c.complete(ctx, call.Subject, token, call.Input)
	return err
}

// complete answers a task, and tells whether it waited for that: else it was answered, timed out or is gone.
func (c *Client) complete(ctx context.Context, subject, token, output string) (waited bool, err error) {
	_, err = c.SFN.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: &output})
	var timedOut *types.TaskTimedOut
	var gone *types.TaskDoesNotExist
	switch {
	case err == nil:
		return true, nil
	case errors.As(err, &timedOut) || errors.As(err, &gone):
		return false, nil
	}
	return false, pug.Wrapf(err, pug.Unavailable, "The workflow that waits for %s could not be told", subject)
}

// Await remembers the token of a task that now waits for the subject. Store the token first, ask people after, and then
// look whether the answer is there already: if so, call Complete. Where a newer task waits for the subject, that one
// stays the one that is told.
func (c *Client) Await(ctx context.Context, subject, token string) error {
	state := lambdafn.CallerOf(ctx).State
	return c.Records.PutToken(ctx, subject, token, state.EnteredTime, state.RetryCount)
}

// Complete answers a task of which the caller holds the token.
func (c *Client) Complete(ctx context.Context, subject, token string) error {
	_, err := c.complete(ctx, subject, token, "{}")
	return err
}

// Sweep makes those calls of the outbox that were written before the given time and never made. It returns how many it
// made; a call that fails does not keep the others.
func (c *Client) Sweep(ctx context.Context, calls []store.Call, before time.Time) (int, error) {
	made := 0
	var errs []error
	for _, call := range calls {
		if !call.Created.Before(before) {
			continue
		}
		if err := c.Do(ctx, call); err != nil {
			errs = append(errs, err)
			continue
		}
		made++
	}
	return made, errors.Join(errs...)
}
