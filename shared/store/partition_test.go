package store

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The comment in keys.go is the list of what there is in the table.
func TestL12NoPartOfTheTableIsForgottenWhenSomebodyIsErased(t *testing.T) {
	source, err := os.ReadFile("keys.go")
	if err != nil {
		t.Fatal(err)
	}
	var listed, known []string
	for _, line := range regexp.MustCompile(`(?m)^//\t([A-Z]+#?)\S* +\S`).FindAllStringSubmatch(string(source), -1) {
		listed = append(listed, line[1])
	}
	for _, p := range partitions() {
		known = append(known, p.begins)
	}
	slices.Sort(listed)
	slices.Sort(known)
	if diff := cmp.Diff(slices.Compact(listed), known); diff != "" {
		t.Error("say in partitions what these have of people:", diff)
	}
}
