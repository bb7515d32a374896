package pug

import (
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// TopicKey is what topics are compared by: trimmed, each run of white space one space, without hidden characters, in
// Unicode form NFKC, case folded, with commas for semicolons. An empty key means that no topic was named.
// TopicKey(TopicKey(name)) == TopicKey(name).
func TopicKey(name string) string {
	name = norm.NFD.String(visible(name))
	// Folding can undo the normal form and the other way round, so both run twice,
	// as the Unicode standard (section 3.13, compatibility caseless matching) has it.
	for range 2 {
		name = norm.NFKC.String(cases.Fold().String(name))
	}
	return oneSpace(unparted(name))
}

// unparted has commas for semicolons: by those, HubSpot parts the values of a list.
func unparted(name string) string { return strings.ReplaceAll(name, ";", ",") }

// CleanTopic is the name as people are shown it: trimmed, each run of white space one space, without
// hidden characters, in Unicode form NFKC, so that full-width letters look like the others, with commas for semicolons.
// Letters keep their case.
func CleanTopic(name string) string {
	return oneSpace(unparted(norm.NFKC.String(visible(name))))
}

// oneSpace trims text and makes each run of white space inside it one space.
func oneSpace(text string) string {
	return strings.Join(strings.Fields(text), " ")
}

// NamesTopic says whether one of the topics has the text in its name, however it is written.
func NamesTopic(topics []Topic, text string) bool {
	key := TopicKey(text)
	return slices.ContainsFunc(topics, func(t Topic) bool { return strings.Contains(t.Key, key) })
}
