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

// readTask reads a call of a function, and what is done when it fails.
func readTask(s *state, o *object) {
	resource := o.text("Resource")
	if resource != invoke && resource != invokeWait {
		o.wrong("Resource", "%q is not supported", resource)
	}
	s.Waits = resource == invokeWait
	arguments := o.object("Arguments")
	arguments.only("FunctionName Payload")
	arguments.need("Payload")
	s.payload = arguments.template("Arguments/", "Payload")
	s.Payload = s.payload.value()
	s.Function = arguments.text("FunctionName")
	if !functionARN.MatchString(s.Function) {
		arguments.wrong("FunctionName", "%q is not the ARN of a function", s.Function)
	}
	s.timeout = readSeconds(o, "TimeoutSeconds", 1)
	retriers := o.objects("Retry")
	for i, r := range retriers {
		s.retry = append(s.retry, readRetrier(r, i == len(retriers)-1))
	}
	catchers := o.objects("Catch")
	for i, c := range catchers {
		c.only("ErrorEquals Next Output Assign Comment")
		c.need("Next")
		exit := readExit(c, fmt.Sprintf("Catch[%d]/", i), "Next")
		s.catch = append(s.catch, catcher{exit, errorEquals(c, i == len(catchers)-1)})
	}
}

// readRetrier holds numbers to AWS's bounds; see the developer guide, "Handling errors in Step Functions workflows".
func readRetrier(o *object, last bool) retrier {
	const longest = 31_622_399 // seconds, below 366 days
	o.only("ErrorEquals IntervalSeconds BackoffRate MaxAttempts MaxDelaySeconds JitterStrategy Comment")
	strategy := o.text("JitterStrategy")
	if !slices.Contains([]string{"", "NONE", "FULL"}, strategy) {
		o.wrong("JitterStrategy", "%q is neither FULL nor NONE", strategy)
	}
	return retrier{
		errors:      errorEquals(o, last),
		interval:    o.whole("IntervalSeconds", 1, 1, maxSeconds),
		backoff:     o.number("BackoffRate", 2, 1, maxSeconds),
		maxAttempts: o.whole("MaxAttempts", 3, 0, maxSeconds),
		maxDelay:    o.whole("MaxDelaySeconds", longest, 1, longest),
		jitter:      strategy == "FULL",
	}
}

// errorEquals reads the names that a retrier or a catcher is for. States.Runtime is not among them: nothing catches it.
func errorEquals(o *object, last bool) []string {
	o.need("ErrorEquals")
	var names []string
	o.into("ErrorEquals", &names)
	if len(names) == 0 {
		o.wrong("ErrorEquals", "empty")
	}
	reserved := []string{errAll, errTaskFailed, errTimeout, errDataLimit, errQueryEvaluation}
	for _, name := range names {
		switch {
		case name == errAll && (len(names) > 1 || !last):
			o.wrong("ErrorEquals", "%s must stand alone and come last", errAll)
		case strings.HasPrefix(name, "States.") && !slices.Contains(reserved, name):
			o.wrong("ErrorEquals", "the reserved name %q is unknown", name)
		}
	}
	return names
}

func readChoice(s *state, o *object) {
	o.need("Choices")
	for i, rule := range o.objects("Choices") {
		prefix := fmt.Sprintf("Choices[%d]/", i)
		rule.only("Condition Next Output Assign Comment")
		rule.need("Next")
		rule.need("Condition")
		c := choice{exit: readExit(rule, prefix, "Next"), comment: rule.text("Comment")}
		c.condition = rule.template(prefix, "Condition")
		if _, boolean := c.condition.value().(bool); !boolean && (c.condition == nil || c.condition.query == nil) {
			rule.wrong("Condition", "neither a boolean nor JSONata")
		}
		s.choices = append(s.choices, c)
	}
}
