package grouping

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"github.com/partnerusergroups/pugs/shared/page"
)

// pages are the data of each page by its name.
func pages() map[string]any {
	return map[string]any{
		"choose":  chooseView{},
		"chosen":  chosenView{},
		"compare": compareView{},
		"confirm": confirmView{},
		"demand":  demandView{},
		"group":   groupPage{},
		"groups":  groupsView{},
		"join":    joinView{},
		"lead":    leadPage{},
		"log":     logView{},
		"onoffer": onOfferView{},
		"over":    overView{},
		"person":  personView{},
		"receipt": receipt{},
		"swap":    swapView{},
	}
}

// A misspelt field of a template would show only where its branch is reached.
func TestTemplatesFitTheirData(t *testing.T) {
	p, err := page.New(templates, page.Config{Team: "team", Contact: "team@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.html")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	all := pages()
	for _, file := range files {
		name := strings.TrimSuffix(file, ".html")
		if name == "parts" {
			continue
		}
		parsed, err := p.Template(name)
		if err != nil {
			t.Fatal(err)
		}
		if data, known := all[name]; !known {
			t.Errorf("pages has no line for %s", file)
		} else if err := templatecheck.CheckHTML(parsed.Lookup("main"), data); err != nil {
			t.Error(err)
		}
	}
}
