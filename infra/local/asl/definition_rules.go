package asl

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

func (r *reader) choices(s *state, o *object) error {
	rules, err := o.objects("Choices")
	if err != nil || s.kind != "Choice" {
		return err
	}
	if len(rules) == 0 {
		return o.wrong("Choices", "missing")
	}
	for i, rule := range rules {
		var c choice
		if err := rule.only("Condition Next Output Assign Comment"); err != nil {
			return err
		}
		if c.next, err = rule.text("Next", true); err != nil {
			return err
		}
		if _, err := rule.into("Comment", &c.comment); err != nil {
			return err
		}
		if !rule.has("Condition") {
			return rule.wrong("Condition", "missing")
		}
		if err := r.within(rule, fmt.Sprintf("Choices[%d]/", i), map[string]**template{
			"Condition": &c.condition, "Output": &c.output, "Assign": &c.assign,
		}); err != nil {
			return err
		}
		if _, boolean := c.condition.literal.(bool); !boolean && c.condition.query == nil {
			return rule.wrong("Condition", "neither a boolean nor JSONata")
		}
		s.choices = append(s.choices, c)
	}
	s.defaultNext, err = o.text("Default", false)
	return err
}

func (r *reader) retriers(s *state, o *object) error {
	rules, err := o.objects("Retry")
	if err != nil {
		return err
	}
	for i, rule := range rules {
		if err := rule.only("ErrorEquals IntervalSeconds BackoffRate MaxAttempts MaxDelaySeconds JitterStrategy Comment"); err != nil {
			return err
		}
		names, err := errorEquals(rule, i == len(rules)-1)
		if err != nil {
			return err
		}
		if jitter, err := rule.text("JitterStrategy", false); err != nil || (jitter != "" && jitter != "NONE") {
			return rule.wrong("JitterStrategy", "only NONE is supported")
		}
		var n [4]float64
		for j, f := range []struct {
			key           string
			absent, least float64
			whole         bool
		}{{"IntervalSeconds", 1, 1, true}, {"BackoffRate", 2, 1, false}, {"MaxAttempts", 3, 0, true}, {"MaxDelaySeconds", 0, 0, true}} {
			if n[j], err = rule.number(f.key, f.absent, f.least, f.whole); err != nil {
				return err
			}
		}
		second := float64(time.Second)
		s.retry = append(s.retry, retrier{
			errors: names, interval: time.Duration(n[0] * second), backoff: n[1], maxAttempts: int(n[2]), maxDelay: time.Duration(n[3] * second),
		})
	}
	return nil
}

func (r *reader) catchers(s *state, o *object) error {
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
		if c.next, err = rule.text("Next", true); err != nil {
			return err
		}
		if err := r.within(rule, fmt.Sprintf("Catch[%d]/", i), map[string]**template{"Output": &c.output, "Assign": &c.assign}); err != nil {
			return err
		}
		s.catch = append(s.catch, c)
	}
	return nil
}

func errorEquals(o *object, last bool) ([]string, error) {
	var names []string
	if _, err := o.into("ErrorEquals", &names); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, o.wrong("ErrorEquals", "missing")
	}
	for _, name := range names {
		switch {
		case name == errAll && (len(names) > 1 || !last):
			return nil, o.wrong("ErrorEquals", "%s must stand alone and come last", errAll)
		case strings.HasPrefix(name, "States.") && !slices.Contains(reservedErrors[:], name):
			return nil, o.wrong("ErrorEquals", "the reserved name %q is unknown", name)
		}
	}
	return names, nil
}
