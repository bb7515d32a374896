package picture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// Words writes a state's name as words: "AwaitChampions" becomes "Await champions". A run of capitals stays as it is.
func Words(name string) string {
	runes := []rune(name)
	var words strings.Builder
	for i, r := range runes {
		starts := i > 0 && unicode.IsUpper(r) && !unicode.IsUpper(runes[i-1])
		follows := i+1 < len(runes) && unicode.IsLower(runes[i+1])
		if starts {
			words.WriteByte(' ')
			if follows {
				r = unicode.ToLower(r)
			}
		}
		words.WriteRune(r)
	}
	return words.String()
}

// label says when a transition is taken; empty when always.
func label(e asl.Edge) string {
	switch e.Kind {
	case "default":
		return "otherwise"
	case "choice":
		text := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(e.Label, "{%"), "%}"))
		if name, plain := strings.CutPrefix(text, "$"); plain && !strings.ContainsAny(name, " $(.[") {
			return name // a variable that is true or false
		}
		return text
	case "catch":
		return strings.NewReplacer("States.Timeout", "no answer in time", "States.ALL", "any error").Replace(e.Label)
	}
	return ""
}

// short cuts a text to the length that a label has room for.
func short(text string) string {
	const most = 30
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

// wide estimates the width of a text whose letters are about so wide.
func wide(text string, letter float64) float64 {
	return float64(utf8.RuneCountInString(text)) * letter
}

func shape(s asl.StateInfo) Shape {
	if s.Type == "Task" && s.Waits {
		return Answer
	}
	return Shape(strings.ToLower(s.Type))
}

// Says tells what a state does, in a few words.
func Says(s asl.StateInfo) string { return Box{Shape: shape(s)}.Says() }

// When begins a sentence that ends with the state to which the transition leads.
func When(e asl.Edge) string {
	switch text := label(e); {
	case e.Kind == "default":
		return "Otherwise to"
	case e.Kind == "catch":
		return "On " + text + " to"
	case text != "":
		return "If " + text + " to"
	}
	return "Then"
}
