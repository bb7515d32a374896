package topic

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Key is what topics are compared by: trimmed, each run of white space one space, in Unicode
// form NFKC, case folded. An empty key means that no topic was named. Key(Key(name)) == Key(name).
func Key(name string) string {
	name = norm.NFD.String(strings.ToValidUTF8(name, "\uFFFD"))
	// Folding can undo the normal form and the other way round, so both run twice,
	// as the Unicode standard (section 3.13, compatibility caseless matching) has it.
	for range 2 {
		name = norm.NFKC.String(cases.Fold().String(name))
	}
	return fold(name)
}

// Clean is the name as people are shown it: trimmed, each run of white space one space, in
// Unicode form NFKC, so that full-width letters look like the others. Letters keep their case.
func Clean(name string) string {
	return fold(norm.NFKC.String(strings.ToValidUTF8(name, "\uFFFD")))
}

// fold trims text and makes each run of white space inside it one space.
func fold(text string) string {
	return strings.Join(strings.Fields(text), " ")
}
