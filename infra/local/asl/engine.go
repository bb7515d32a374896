package asl

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// Config is what an engine needs. All fields but OnFailure must be set.
type Config struct {
	Clock   *clock.Clock
	Rand    io.Reader // for task tokens, ids, $uuid and $random
	Region  string
	Account string // twelve digits

	// Invoke calls a function with a JSON payload, and gives its JSON answer or its error. caller is the name of the state machine. It runs
	// inside a process of the clock, with no lock held, so that the function may call the engine. It must not wait for virtual time.
	Invoke func(ctx context.Context, caller, functionARN string, payload []byte) ([]byte, *FunctionError)

	// OnFailure, if set, hears of each execution that ended otherwise than SUCCEEDED.
	OnFailure func(Execution)
}

// FunctionError is how a function failed: Type becomes the name of the error in the workflow (Lambda's errorType).
type FunctionError struct {
	Type    string
	Payload []byte // the raw error JSON: {"errorMessage": ..., "errorType": ...}
}

// Engine runs state machines. Its methods are safe from any goroutine.
type Engine struct {
	cfg     Config
	queries *queries

	mu                         sync.Mutex
	machines                   map[string]*Machine // by ARN
	executions                 map[string]*execution
	byMachine                  map[string][]*execution // in the order of being started
	tasks                      map[string]*task        // by token; nil: closed
	running, succeeded, failed int
	transitions                int
}

// NewEngine makes an engine without state machines.
func NewEngine(cfg Config) *Engine {
	cfg.Rand = &lockedReader{from: cfg.Rand}
	return &Engine{
		cfg:        cfg,
		queries:    &queries{now: cfg.Clock.Now, rand: cfg.Rand},
		machines:   map[string]*Machine{},
		executions: map[string]*execution{},
		byMachine:  map[string][]*execution{},
		tasks:      map[string]*task{},
	}
}

// Create makes a state machine and gives its ARN. The same name and definition again is no error. Errors: InvalidName,
// InvalidDefinition (its message names the state and the field), StateMachineAlreadyExists.
func (e *Engine) Create(name, definition string) (string, error) {
	if err := checkName(name); err != nil {
		return "", err
	}
	m, err := readMachine(e.queries, definition)
	if err != nil {
		return "", apiError("InvalidDefinition", "Invalid State Machine Definition: %v", err)
	}
	m.Name, m.Created = name, e.cfg.Clock.Now()
	m.ARN = e.arn("stateMachine", name)
	e.mu.Lock()
	defer e.mu.Unlock()
	if old, ok := e.machines[m.ARN]; ok {
		if old.Definition != definition {
			return "", apiError("StateMachineAlreadyExists", "State Machine Already Exists: '%s'", m.ARN)
		}
		return m.ARN, nil
	}
	e.machines[m.ARN] = m
	return m.ARN, nil
}

// Machines lists the state machines by name.
func (e *Engine) Machines() []*Machine {
	e.mu.Lock()
	defer e.mu.Unlock()
	list := make([]*Machine, 0, len(e.machines))
	for _, m := range e.machines {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b *Machine) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// nameLife is how long the name of an ended execution stays taken.
const nameLife = 90 * 24 * time.Hour

// StartExecution starts a run of a state machine; it begins as a process of the clock. An empty name is replaced by a UUID, an empty
// input by {}. A name is taken for 90 days after the end: the same name and input while it runs gives the same execution, else the
// error is ExecutionAlreadyExists. Other errors: StateMachineDoesNotExist, InvalidName, InvalidExecutionInput.
func (e *Engine) StartExecution(machineARN, name, input string) (Execution, error) {
	name, input, err := e.checkStart(name, input)
	if err != nil {
		return Execution{}, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	m, ok := e.machines[machineARN]
	if !ok {
		return Execution{}, apiError("StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'", machineARN)
	}
	arn, now := e.arn("execution", m.Name, name), e.cfg.Clock.Now()
	if old, ok := e.executions[arn]; ok {
		switch {
		case old.Status == Running && old.Input == input:
			return old.snapshot(), nil
		case old.Status == Running || now.Before(old.Stopped.Add(nameLife)):
			return Execution{}, apiError("ExecutionAlreadyExists", "Execution Already Exists: '%s'", arn)
		}
		e.byMachine[machineARN] = slices.DeleteFunc(e.byMachine[machineARN], func(x *execution) bool { return x == old })
	}
	x := &execution{machine: m, Execution: Execution{
		ARN: arn, MachineARN: machineARN, Name: name, Status: Running, Started: now, Input: input,
	}}
	e.executions[arn] = x
	e.byMachine[machineARN] = append(e.byMachine[machineARN], x)
	e.running++
	e.transitions++
	e.begin(x)
	return x.snapshot(), nil
}

// checkStart fills in and checks what an execution is started with.
func (e *Engine) checkStart(name, input string) (string, string, error) {
	if name == "" {
		id, err := e.queries.uuid()
		if err != nil {
			return "", "", err
		}
		name = id
	}
	if err := checkName(name); err != nil {
		return "", "", err
	}
	if input == "" {
		input = "{}"
	}
	if _, err := parse(input); err != nil {
		return "", "", apiError("InvalidExecutionInput", "Invalid State Machine Execution Input: '%v'", err)
	}
	if len(input) > maxData {
		return "", "", apiError("InvalidExecutionInput", "Invalid State Machine Execution Input: longer than %d bytes", maxData)
	}
	return name, input, nil
}

// begin records the start and hands the execution to the clock.
func (e *Engine) begin(x *execution) {
	x.record(x.Started, 0, "ExecutionStarted", &Details{Input: x.Input})
	label := "execution " + x.machine.Name + "/" + x.Name
	if d := x.machine.timeout; d > 0 {
		x.limit = e.cfg.Clock.At(x.Started.Add(d), label+" times out", func() {
			e.mu.Lock()
			ended := e.finish(x, TimedOut, 0, Details{})
			e.mu.Unlock()
			if ended {
				e.ended(x)
			}
		})
	}
	r := &runner{engine: e, execution: x, scope: &scope{}}
	x.runners = append(x.runners, r)
	e.cfg.Clock.Go(label, func(p *clock.Process) {
		r.process = p
		r.runExecution()
	})
}

// DescribeExecution gives an execution. Error: ExecutionDoesNotExist.
func (e *Engine) DescribeExecution(arn string) (Execution, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	x, err := e.find(arn)
	if err != nil {
		return Execution{}, err
	}
	return x.snapshot(), nil
}

// ListExecutions gives the executions of a machine, the newest first; an empty status means all.
func (e *Engine) ListExecutions(machineARN, status string) []Execution {
	e.mu.Lock()
	defer e.mu.Unlock()
	var list []Execution
	for _, x := range slices.Backward(e.byMachine[machineARN]) {
		if status == "" || x.Status == status {
			list = append(list, x.snapshot())
		}
	}
	return list
}

// History gives the events of an execution, the oldest first. Error: ExecutionDoesNotExist.
func (e *Engine) History(arn string) ([]Event, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	x, err := e.find(arn)
	if err != nil {
		return nil, err
	}
	return slices.Clone(x.history), nil
}

// StopExecution ends an execution as ABORTED; one that has ended stays as it is. Error: ExecutionDoesNotExist.
func (e *Engine) StopExecution(arn, errorName, cause string) error {
	e.mu.Lock()
	x, err := e.find(arn)
	ended := err == nil && e.finish(x, Aborted, 0, Details{Error: errorName, Cause: cause})
	e.mu.Unlock()
	if ended {
		e.ended(x)
	}
	return err
}

// Counts are the numbers of executions that run, have succeeded, and have ended otherwise.
func (e *Engine) Counts() (running, succeeded, failed int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.running, e.succeeded, e.failed
}

// Transitions counts what Step Functions charges for: the start of each execution, each state entered, and each retry; see
// https://aws.amazon.com/step-functions/pricing/.
func (e *Engine) Transitions() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.transitions
}

func (e *Engine) find(arn string) (*execution, error) {
	x, ok := e.executions[arn]
	if !ok {
		return nil, apiError("ExecutionDoesNotExist", "Execution Does Not Exist: '%s'", arn)
	}
	return x, nil
}
