package asl

import (
	"fmt"
	"regexp"
	"strings"
)

func (e *Engine) arn(parts ...string) string {
	return fmt.Sprintf("arn:aws:states:%s:%s:%s", e.cfg.Region, e.cfg.Account, strings.Join(parts, ":"))
}

var forbiddenInNames = regexp.MustCompile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\x00-\\x1f\\x7f-\\x9f]")

// checkName holds names of state machines and executions to AWS's rules.
func checkName(name string) error {
	if n := len([]rune(name)); n < 1 || n > 80 || forbiddenInNames.MatchString(name) {
		return apiError("InvalidName", "Invalid Name: '%s'", name)
	}
	return nil
}
