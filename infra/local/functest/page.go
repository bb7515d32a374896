package functest

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"github.com/partnerusergroups/pugs/shared/page"
)

// PagesFit holds the templates of pages to their data, which stand by the name of each page, nil where it has none. A
// misspelt field of a template would show only where its branch is reached.
func PagesFit(t *testing.T, templates fs.FS, data map[string]any) {
	t.Helper()
	pages, err := page.New(templates, page.Config{Team: "team", Contact: "team@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(templates, "*.html")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".html")
		of, known := data[name]
		if name != "parts" && !known {
			t.Errorf("no data are known of %s", file)
		}
		if of == nil {
			continue
		}
		parsed, err := pages.Template(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := templatecheck.CheckHTML(parsed.Lookup("main"), of); err != nil {
			t.Error(err)
		}
	}
}
