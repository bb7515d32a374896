package asl

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// Config is what an engine needs. All fields but OnFailure must be set.
type Config struct {
	Clock   *clock.Clock
	Rand    io.Reader // for task tokens and jitter; read by one goroutine at a time
	Region  string
	Account string // twelve digits

	// Invoke calls a function with a JSON payload. caller is the name of the state machine. It runs in a process of the
	// clock, which the context carries, with no lock held, so that the function may wait and may call the engine. A
	// task that has timed out does not wait for it.
	Invoke func(ctx context.Context, caller, functionARN string, payload []byte) Answer

	// OnFailure, if set, hears of each execution that failed.
	OnFailure func(Execution)
}

// Answer is how the call of a function ended.
type Answer struct {
	Payload []byte        // JSON: what the function gave, or its error as {"errorMessage": ..., "errorType": ...}
	Error   string        // the errorType, which names the error in the workflow; empty where the function succeeded
	Took    time.Duration // of virtual time, besides what passed in Invoke
}

// Engine runs state machines. Its methods are safe from any goroutine.
type Engine struct {
	cfg Config

	mu                         sync.Mutex
	machines                   map[string]*Machine   // by ARN
	executions                 map[string]*execution // by ARN
	tasks                      map[string]*task      // by token; nil: closed
	running, succeeded, failed int
	transitions                int
}

// NewEngine makes an engine without state machines.
func NewEngine(cfg Config) *Engine {
	return &Engine{
		cfg:        cfg,
		machines:   map[string]*Machine{},
		executions: map[string]*execution{},
		tasks:      map[string]*task{},
	}
}

// Create makes a state machine and gives its ARN. Errors: InvalidName, InvalidDefinition (its message names the state
// and the field), StateMachineAlreadyExists.
func (e *Engine) Create(name, definition string) (string, error) {
	if err := checkName(name); err != nil {
		return "", err
	}
	m, err := readMachine(definition)
	if err != nil {
		return "", apiError("InvalidDefinition", "Invalid State Machine Definition: %v", err)
	}
	m.Name, m.ARN = name, e.arn("stateMachine", name)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.machines[m.ARN] != nil {
		return "", apiError("StateMachineAlreadyExists", "State Machine Already Exists: '%s'", m.ARN)
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

// StartExecution starts a run of a state machine; it begins as a process of the clock. The same name and input while it
// runs gives the same execution, else the error is ExecutionAlreadyExists: names are not free again, though on AWS they
// are after 90 days. Other errors: StateMachineDoesNotExist, InvalidName, InvalidExecutionInput.
func (e *Engine) StartExecution(machineARN, name, input string) (Execution, error) {
	if err := checkName(name); err != nil {
		return Execution{}, err
	}
	if err := checkData("ExecutionInput", "State Machine Execution Input", input); err != nil {
		return Execution{}, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	m, ok := e.machines[machineARN]
	if !ok {
		return Execution{}, apiError("StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'", machineARN)
	}
	arn := e.arn("execution", m.Name, name)
	if old, ok := e.executions[arn]; ok {
		if old.Status == Running && old.Input == input {
			return old.snapshot(), nil
		}
		return Execution{}, apiError("ExecutionAlreadyExists", "Execution Already Exists: '%s'", arn)
	}
	started := Execution{ARN: arn, Name: name, Status: Running, Started: e.cfg.Clock.Now(), Input: input}
	x := &execution{machine: m, Execution: started}
	e.executions[arn] = x
	m.executions = append(m.executions, x)
	e.running++
	e.transitions++
	x.record(Event{Type: "ExecutionStarted", Time: x.Started, Data: input})
	e.spawn(x, nil, "execution "+m.Name+"/"+name, m.flow, input, func(output string) { e.finish(x, output, nil) })
	return x.snapshot(), nil
}

// checkData holds an input or an output to AWS's rules. code ends the name of the error, what is its word for the text.
func checkData(code, what, text string) error {
	if _, err := parse(text); err != nil {
		return apiError("Invalid"+code, "Invalid %s: '%v'", what, err)
	}
	if len(text) > maxData {
		return apiError("Invalid"+code, "Invalid %s: it is longer than %d bytes", what, maxData)
	}
	return nil
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
	m, ok := e.machines[machineARN]
	if !ok {
		return nil
	}
	var list []Execution
	for _, x := range slices.Backward(m.executions) {
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

// Counts are the numbers of executions that run, have succeeded, and have failed.
func (e *Engine) Counts() (running, succeeded, failed int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.running, e.succeeded, e.failed
}

// Transitions counts what Step Functions charges for: the start of each execution, each state entered, and each retry;
// see https://aws.amazon.com/step-functions/pricing/.
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

func (e *Engine) arn(parts ...string) string {
	return fmt.Sprintf("arn:aws:states:%s:%s:%s", e.cfg.Region, e.cfg.Account, strings.Join(parts, ":"))
}

// random reads randomness. A source that gives none is a mistake of who made the engine.
func (e *Engine) random(n int) []byte {
	b := make([]byte, n)
	if _, err := io.ReadFull(e.cfg.Rand, b); err != nil {
		panic(fmt.Sprintf("asl: read randomness: %v", err))
	}
	return b
}

var forbiddenInNames = regexp.MustCompile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\x00-\\x1f\\x7f-\\x9f]")

// checkName holds names of state machines and executions to AWS's rules.
func checkName(name string) error {
	if n := len([]rune(name)); n < 1 || n > 80 || forbiddenInNames.MatchString(name) {
		return apiError("InvalidName", "Invalid Name: '%s'", name)
	}
	return nil
}
