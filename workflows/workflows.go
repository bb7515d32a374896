package workflows

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
)

//go:embed *.asl.json
var definitions embed.FS

// Definition reads the definition of a workflow with its placeholders in it.
func Definition(name string) (string, error) {
	text, err := definitions.ReadFile(name + ".asl.json")
	if err != nil {
		return "", fmt.Errorf("there is no workflow %q: %w", name, err)
	}
	return string(text), nil
}

// placeholder matches ${name}; inside JSONata, $ is never followed by a brace.
var placeholder = regexp.MustCompile(`\$\{(\w+)\}`)

// Placeholders lists the functions that a definition names, each once.
func Placeholders(definition string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(definition, -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}

// Fill replaces each placeholder by what arn says of its name.
func Fill(definition string, arn func(function string) string) string {
	return placeholder.ReplaceAllStringFunc(definition, func(p string) string { return arn(p[2 : len(p)-1]) })
}
