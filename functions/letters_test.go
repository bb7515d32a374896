package functions_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/functions"
	"github.com/partnerusergroups/pugs/shared/letter"
)

var update = flag.Bool("update", false, "write the letters as they are now to letters/golden")

// shared is where the packages are whose letters several functions write.
const shared = "../shared/"

func TestEveryKindOfLetterReadsAsItDid(t *testing.T) {
	all, err := functions.Specimens(letter.Address{Name: "Partner User Groups", Email: "groups@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	stale := map[string]bool{}
	for _, folder := range []string{"*", shared + "*"} {
		files, _ := filepath.Glob(folder + "/letters/golden/*.txt")
		for _, file := range files {
			stale[file] = true
		}
	}
	for _, l := range all {
		folder := l.Function
		if slices.Contains([]string{"decision", "duty", "part"}, folder) {
			folder = shared + folder
		}
		file := filepath.Join(folder, "letters", "golden", l.Kind+".txt")
		delete(stale, file)
		t.Run(l.Function+"/"+l.Kind, func(t *testing.T) { compare(t, file, golden(l)) })
	}
	for file := range stale {
		t.Errorf("%s is of no kind of letter", file)
	}
}

// golden is a letter in both of its forms, without the styles, which all letters share, and without what keeps the
// first words of the body out of the preview of mail programs.
func golden(l letter.Specimen) string {
	_, body, _ := strings.Cut(strings.ReplaceAll(l.HTML, "&#847;&zwnj;&nbsp;", ""), "<body")
	return "Subject: " + l.Subject + "\n\n" + l.Text + "\n<body" + body
}

func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the letter reads otherwise than %s; if that is right, run this test with -update\n%s", file, diff)
	}
}
