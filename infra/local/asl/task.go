package asl

import (
	"bytes"
	"context"
	"encoding/json"
	"time"
)

// taskEvents words the events of one kind of task: lambda:invoke's say which resource, those of a function's own ARN do not.
type taskEvents struct {
	prefix  string // "Task" or "LambdaFunction"
	service *Details
}

func (t taskEvents) details(d Details) *Details {
	if t.service != nil {
		d.ResourceType, d.Resource = t.service.ResourceType, t.service.Resource
	}
	return &d
}

// task runs a Task state once and gives its result as JSON.
func (v *visit) task() (*string, *failure) {
	s := v.state
	var open *task
	if s.resource == invokeWait {
		t, err := v.engine.openTask(v.runner)
		if err != nil {
			return nil, fail(errRuntime, err.Error())
		}
		defer v.engine.closeTask(t)
		open, v.token, v.parsed = t, t.token, nil
	}
	args, f := v.arguments()
	if f != nil {
		return nil, f
	}
	timeout, f := v.number(s.timeout, 0, 1)
	if f != nil {
		return nil, f
	}
	heartbeat, f := v.number(s.heartbeat, 0, 1)
	if f != nil {
		return nil, f
	}
	call, f := v.call(args)
	if f != nil {
		return nil, f
	}
	call.scheduled = v.engine.cfg.Clock.Now()
	call.timeout, call.heartbeat = seconds(timeout), seconds(heartbeat)
	v.scheduled(call)
	v.parsed = nil // not needed while the task waits, which may be for months
	if open != nil {
		return v.callAndWait(call, open)
	}
	return v.callFunction(call)
}

func seconds(n float64) time.Duration { return time.Duration(n) * time.Second }

// call is one invocation that a task is about to make.
type call struct {
	direct             bool // the resource is the function's own ARN
	function           string
	payload            string
	parameters         string
	events             taskEvents
	scheduled          time.Time
	timeout, heartbeat time.Duration
}

// arguments are Arguments filled in, or else the input.
func (v *visit) arguments() (any, *failure) {
	if v.state.args == nil {
		value, err := parse(v.input)
		if err != nil {
			return nil, fail(errRuntime, err.Error())
		}
		return value, nil
	}
	return v.eval(v.state.args)
}

func (v *visit) call(args any) (*call, *failure) {
	parameters, f := v.text(args)
	if f != nil {
		return nil, f
	}
	if s := v.state; s.resource != invoke && s.resource != invokeWait {
		return &call{direct: true, function: s.resource, payload: parameters, events: taskEvents{prefix: "LambdaFunction"}}, nil
	}
	c := &call{parameters: parameters, events: taskEvents{"Task", &Details{
		ResourceType: "lambda", Resource: v.state.resource[len("arn:aws:states:::lambda:"):],
	}}}
	object, _ := args.(map[string]any)
	for key := range object {
		if key != "FunctionName" && key != "Payload" {
			return nil, fail(errRuntime, v.blame("The field '"+key+"' is not supported in Arguments."))
		}
	}
	name, ok := object["FunctionName"].(string)
	if !ok {
		return nil, fail(errRuntime, v.blame("The field 'FunctionName' is required in Arguments, and must be a string."))
	}
	c.function = name
	if payload := object["Payload"]; payload == nil || isNull(payload) {
		c.payload = "{}"
	} else if c.payload, f = v.text(payload); f != nil {
		return nil, f
	}
	return c, nil
}

func (v *visit) scheduled(c *call) {
	d := Details{Timeout: int64(c.timeout / time.Second), Heartbeat: int64(c.heartbeat / time.Second)}
	if c.direct {
		d.Resource, d.Input = c.function, c.payload
	} else {
		d.Region, d.Parameters = v.engine.cfg.Region, c.parameters
	}
	v.record(c.events.prefix+"Scheduled", c.events.details(d))
	v.record(c.events.prefix+"Started", c.events.details(Details{}))
}

// invoke calls the function; the engine's lock is not held meanwhile.
func (v *visit) invoke(c *call) (string, *failure) {
	e := v.engine
	answer, failed := e.cfg.Invoke(context.Background(), v.execution.machine.Name, c.function, []byte(c.payload))
	if failed != nil {
		return "", functionFailure(failed, c.direct)
	}
	if len(answer) == 0 {
		answer = []byte("null")
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, answer); err != nil {
		return "", fail(errRuntime, v.blame("The function's answer is not JSON: "+err.Error()))
	}
	if c.direct {
		return compact.String(), nil
	}
	requestID, err := e.queries.uuid()
	if err != nil {
		return "", fail(errRuntime, err.Error())
	}
	output, err := render(map[string]any{
		"ExecutedVersion": "$LATEST",
		"Payload":         json.RawMessage(compact.Bytes()),
		"SdkHttpMetadata": map[string]any{
			"AllHttpHeaders": map[string]any{}, "HttpHeaders": map[string]any{}, "HttpStatusCode": 200,
		},
		"SdkResponseMetadata": map[string]any{"RequestId": requestID},
		"StatusCode":          200,
	})
	if err != nil {
		return "", fail(errRuntime, err.Error())
	}
	return output, nil
}

// functionFailure: the direct ARN keeps the raw error JSON as the cause, lambda:invoke writes it anew, compactly.
func functionFailure(failed *FunctionError, direct bool) *failure {
	name, cause := failed.Type, string(failed.Payload)
	if name == "" {
		var e struct {
			ErrorType string `json:"errorType"`
		}
		if json.Unmarshal(failed.Payload, &e) != nil || e.ErrorType == "" {
			e.ErrorType = "Lambda.Unknown"
		}
		name = e.ErrorType
	}
	var compact bytes.Buffer
	if !direct && json.Compact(&compact, failed.Payload) == nil {
		cause = compact.String()
	}
	return fail(name, cause)
}

// callFunction is a task that ends when its function does.
func (v *visit) callFunction(c *call) (*string, *failure) {
	output, f := v.invoke(c)
	if f == nil {
		f = v.sized(output)
	}
	return v.closeCall(c, output, f)
}

// callAndWait is a task that ends when somebody answers its token, or when it times out.
func (v *visit) callAndWait(c *call, t *task) (*string, *failure) {
	output, f := v.invoke(c)
	if answered := v.answered(t); f != nil && !answered {
		return v.closeCall(c, "", f)
	} else if f == nil {
		v.record("TaskSubmitted", c.events.details(Details{Output: output}))
	}
	if !v.wait(t.done, c.deadline()) && !v.answered(t) {
		if v.gone() {
			return nil, errAbandoned()
		}
		f := fail(errTimeout, "")
		f.heartbeat = c.heartbeatFirst()
		v.record(c.events.prefix+"TimedOut", c.events.details(Details{Error: errTimeout}))
		return nil, f
	}
	v.engine.mu.Lock()
	output, f = t.output, t.failure
	v.engine.mu.Unlock()
	if v.gone() {
		return nil, errAbandoned()
	}
	return v.closeCall(c, output, f)
}

func (v *visit) answered(t *task) bool {
	v.engine.mu.Lock()
	defer v.engine.mu.Unlock()
	return t.closed
}

func (v *visit) closeCall(c *call, output string, f *failure) (*string, *failure) {
	if f != nil {
		name, cause := f.text()
		v.record(c.events.prefix+"Failed", c.events.details(Details{Error: name, Cause: cause}))
		return nil, f
	}
	v.record(c.events.prefix+"Succeeded", c.events.details(Details{Output: output}))
	return &output, nil
}

// heartbeatFirst says that the heartbeat runs out before the timeout; nobody sends heartbeats here.
func (c *call) heartbeatFirst() bool {
	return c.heartbeat > 0 && (c.timeout == 0 || c.heartbeat < c.timeout)
}

func (c *call) deadline() time.Time {
	switch {
	case c.heartbeatFirst():
		return c.scheduled.Add(c.heartbeat)
	case c.timeout > 0:
		return c.scheduled.Add(c.timeout)
	}
	return time.Time{}
}
