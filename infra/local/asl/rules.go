package asl

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The task resources that the interpreter knows.
const (
	invoke     = "arn:aws:states:::lambda:invoke"
	invokeWait = "arn:aws:states:::lambda:invoke.waitForTaskToken"
)

var functionARN = regexp.MustCompile(`^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+$`)

// readTask reads a call of a function, with what is done when it fails.
func readTask(s *state, o *object) error {
	resource, err := o.text("Resource")
	if err != nil {
		return err
	}
	if resource != invoke && resource != invokeWait {
		return o.wrong("Resource", "%q is not supported", resource)
	}
	s.waits = resource == invokeWait
	if !o.has("Arguments") {
		return o.wrong("Arguments", "missing")
	}
	arguments, err := readObject(o.place+": Arguments", o.fields["Arguments"])
	if err != nil {
		return err
	}
	if err := readArguments(s, arguments); err != nil {
		return err
	}
	if err := compile(o, "", templates{"TimeoutSeconds": &s.timeout}); err != nil {
		return err
	}
	if err := checkSeconds(o, "TimeoutSeconds", s.timeout, 1); err != nil {
		return err
	}
	if err := readRetry(s, o); err != nil {
		return err
	}
	return readCatch(s, o)
}

func readArguments(s *state, o *object) error {
	if err := o.only("FunctionName Payload"); err != nil {
		return err
	}
	var err error
	if s.function, err = o.text("FunctionName"); err != nil {
		return err
	}
	if !functionARN.MatchString(s.function) {
		return o.wrong("FunctionName", "%q is not the ARN of a function", s.function)
	}
	if !o.has("Payload") {
		return o.wrong("Payload", "missing")
	}
	return compile(o, "Arguments/", templates{"Payload": &s.payload})
}

func readChoice(s *state, o *object) error {
	rules, err := o.objects("Choices")
	if err != nil {
		return err
	}
	if len(rules) == 0 {
		return o.wrong("Choices", "missing")
	}
	for i, rule := range rules {
		c, err := readRule(rule, fmt.Sprintf("Choices[%d]/", i))
		if err != nil {
			return err
		}
		s.choices = append(s.choices, c)
	}
	s.defaultNext, err = o.optional("Default")
	return err
}

func readRule(o *object, place string) (choice, error) {
	var c choice
	err := o.only("Condition Next Output Assign Comment")
	if err != nil {
		return choice{}, err
	}
	if c.next, err = o.text("Next"); err != nil {
		return choice{}, err
	}
	if c.comment, err = o.optional("Comment"); err != nil {
		return choice{}, err
	}
	fields := templates{"Condition": &c.condition, "Output": &c.output, "Assign": &c.assign}
	if err := compile(o, place, fields); err != nil {
		return choice{}, err
	}
	if c.condition == nil {
		return choice{}, o.wrong("Condition", "missing")
	}
	if _, boolean := c.condition.literal.(bool); !boolean && c.condition.query == nil {
		return choice{}, o.wrong("Condition", "neither a boolean nor JSONata")
	}
	return c, nil
}

func readRetry(s *state, o *object) error {
	rules, err := o.objects("Retry")
	if err != nil {
		return err
	}
	for i, rule := range rules {
		r, err := readRetrier(rule, i == len(rules)-1)
		if err != nil {
			return err
		}
		s.retry = append(s.retry, r)
	}
	return nil
}

// readRetrier holds numbers to AWS's bounds; see the developer guide, "Handling errors in Step Functions workflows".
func readRetrier(o *object, last bool) (r retrier, err error) {
	const known = "ErrorEquals IntervalSeconds BackoffRate MaxAttempts MaxDelaySeconds JitterStrategy Comment"
	const longest = 31_622_399 // seconds, below 366 days
	if err = o.only(known); err != nil {
		return r, err
	}
	if r.errors, err = errorEquals(o, last); err != nil {
		return r, err
	}
	if r.interval, err = o.number("IntervalSeconds", 1, 1, maxSeconds, true); err != nil {
		return r, err
	}
	if r.backoff, err = o.number("BackoffRate", 2, 1, maxSeconds, false); err != nil {
		return r, err
	}
	attempts, err := o.number("MaxAttempts", 3, 0, maxSeconds, true)
	if err != nil {
		return r, err
	}
	r.maxAttempts = int(attempts)
	if r.maxDelay, err = o.number("MaxDelaySeconds", longest, 1, longest, true); err != nil {
		return r, err
	}
	strategy, err := o.optional("JitterStrategy")
	if err == nil && !slices.Contains([]string{"", "NONE", "FULL"}, strategy) {
		err = o.wrong("JitterStrategy", "%q is neither FULL nor NONE", strategy)
	}
	r.jitter = strategy == "FULL"
	return r, err
}

func readCatch(s *state, o *object) error {
	rules, err := o.objects("Catch")
	if err != nil {
		return err
	}
	for i, rule := range rules {
		if err := rule.only("ErrorEquals Next Output Assign Comment"); err != nil {
			return err
		}
		var c catcher
		if c.errors, err = errorEquals(rule, i == len(rules)-1); err != nil {
			return err
		}
		if c.next, err = rule.text("Next"); err != nil {
			return err
		}
		place := fmt.Sprintf("Catch[%d]/", i)
		if err := compile(rule, place, templates{"Output": &c.output, "Assign": &c.assign}); err != nil {
			return err
		}
		s.catch = append(s.catch, c)
	}
	return nil
}

// errorEquals reads the names that a retrier or a catcher is for. States.Runtime is not among them: nothing catches it.
func errorEquals(o *object, last bool) ([]string, error) {
	var names []string
	if err := o.into("ErrorEquals", &names); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, o.wrong("ErrorEquals", "missing")
	}
	reserved := []string{errAll, errTaskFailed, errTimeout, errDataLimit, errQueryEvaluation}
	for _, name := range names {
		switch {
		case name == errAll && (len(names) > 1 || !last):
			return nil, o.wrong("ErrorEquals", "%s must stand alone and come last", errAll)
		case strings.HasPrefix(name, "States.") && !slices.Contains(reserved, name):
			return nil, o.wrong("ErrorEquals", "the reserved name %q is unknown", name)
		}
	}
	return names, nil
}
