package blueprint_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// section is the part of the README under a heading.
func section(t *testing.T, heading string) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("README.md has no section %q", heading)
	}
	part, _, _ := strings.Cut(after, "\n## ")
	return part
}

// rows gives the first and the second cell of each row of the table in a section, its head left out.
func rows(t *testing.T, heading string) map[string]string {
	t.Helper()
	cells := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| (.+?) \| (.+?) \|$`).FindAllStringSubmatch(section(t, heading), -1)[1:] {
		cells[strings.Trim(row[1], "`")] = row[2]
	}
	return cells
}

func TestTheMapInTheReadmeNamesEveryPackage(t *testing.T) {
	named := rows(t, "Where things are")
	for name := range packages(t) {
		if named[name] == "" && !strings.Contains(name, "/internal/") {
			t.Errorf("the map has no line for %s", name)
		}
		delete(named, name)
	}
	for name := range named {
		t.Errorf("the map names %s, which there is not", name)
	}
}

func TestTheWordsInTheReadmeAreThoseOfTheCode(t *testing.T) {
	var code strings.Builder
	for _, pattern := range []string{"../../shared/pug/*.go", "../../shared/store/*.go", "../../functions/*/*.go", "../local/cloud/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, name := range files {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(source)
		}
	}
	for word := range rows(t, "Words") {
		if !regexp.MustCompile(`(?i)\b` + regexp.QuoteMeta(word)).MatchString(code.String()) {
			t.Errorf("the code does not say %q", word)
		}
	}
}

func TestTheReadmeLinksToWhatIsThere(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range regexp.MustCompile(`\]\(([^)#]+)\)`).FindAllStringSubmatch(string(text), -1) {
		if strings.HasPrefix(link[1], "https://") {
			continue
		}
		if _, err := os.Stat("../../" + link[1]); err != nil {
			t.Errorf("the README links to %s: %v", link[1], err)
		}
	}
}
