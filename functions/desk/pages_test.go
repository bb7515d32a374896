package desk

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"github.com/partnerusergroups/pugs/shared/page"
)

// pages are the data of each page by its name: TestTemplatesFitTheirData holds their templates to it.
func pages() map[string]any {
	return map[string]any{
		"act":          actView{},
		"applications": applicationsView{},
		"attendance":   attendanceView{},
		"cohort":       cohortView{},
		"cohorts":      cohortsView{},
		"decided":      decidedView{},
		"deed":         actView{},
		"exportparts":  partsView{},
		"exports":      exportsView{},
		"find":         findView{},
		"foreign":      nil,
		"group":        groupView{},
		"hold":         holdView{},
		"letter":       letterView{},
		"letters":      lettersView{},
		"log":          logView{},
		"meeting":      meetingView{},
		"missing":      "",
		"needs":        needsView{},
		"person":       personView{},
		"receipt":      receiptView{},
		"sessions":     []signedInAt{},
		"signedout":    "",
		"signin":       signInView{},
		"signinlink":   "",
		"signinused":   nil,
		"signonfailed": "",
		"staff":        staffView{},
		"staffmail":    page.Form{},
		"staffperson":  staffPersonView{},
		"waitlist":     waitlistView{},
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
		data, known := all[name]
		if name != "parts" && !known {
			t.Errorf("pages has no line for %s", file)
		}
		if data == nil {
			continue
		}
		parsed, err := p.Template(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := templatecheck.CheckHTML(parsed.Lookup("main"), data); err != nil {
			t.Error(err)
		}
	}
}
