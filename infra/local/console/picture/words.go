package picture

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

var (
	wordStart  = regexp.MustCompile(`([a-z])([A-Z])`)
	secondWord = regexp.MustCompile(` [A-Z][a-z]`)
)

// Words writes a state's name as words: "AwaitChampions" becomes "Await champions". A run of capitals stays as it is.
func Words(name string) string {
	return secondWord.ReplaceAllStringFunc(wordStart.ReplaceAllString(name, "$1 $2"), strings.ToLower)
}

// Says tells what a state does, in a word or two.
func Says(s asl.StateInfo) string {
	return map[string]string{
		"task": "does a task", "answer": "waits for an answer", "wait": "waits for a time", "choice": "which way?",
		"pass": "goes on", "succeed": "ends well", "parallel": "all of these, side by side",
	}[shape(s)]
}

func shape(s asl.StateInfo) string {
	if s.Type == "Task" && s.Waits {
		return "answer"
	}
	return strings.ToLower(s.Type)
}

// When begins a sentence that ends with the state to which the transition leads.
func When(e asl.Edge) string {
	switch e.Kind {
	case "catch":
		return "On " + label(e) + ":"
	case "choice":
		return "If " + label(e) + ":"
	case "default":
		return "Otherwise:"
	}
	return "Then:"
}

// label says when a transition is taken; empty when always.
func label(e asl.Edge) string {
	switch e.Kind {
	case "default":
		return "otherwise"
	case "catch":
		return strings.NewReplacer("States.Timeout", "no answer in time", "States.ALL", "any error").Replace(e.Label)
	}
	return e.Label
}

// short cuts a text to the length that an arrow has room for.
func short(text string) string {
	const most = 30
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

// textWidth estimates the width of a text whose letters are about so wide.
func textWidth(text string, letter float64) float64 {
	return float64(utf8.RuneCountInString(text)) * letter
}
