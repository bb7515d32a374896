package desk_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestACohortIsTakenOutInFiles(t *testing.T) {
	env, a := desktest.Open(t)
	env.Cohort(t, a.Cohort, pug.StageRunning)
	env.Group(t, 1, env.Champion(t, "Cleo Brandt"), a)
	env.Wait(t, 1, env.Member(t, "Bo Reyes"))
	env.SignIn(t, functest.Ada)
	path := "/desk/cohorts/2026-H2/export"
	env.Get(t, path, http.StatusOK, path+"/rosters.xlsx", path+"/log.csv")
	for name, says := range map[string][]string{
		"applications": {"Mira", "seat in Group 1", "on the waitlist"},
		"rosters":      {"Champion", "member", "Mira Okafor"},
		"attendance":   {"Mira Okafor", "2026-10", "2027-03"},
		"waitlist":     {"1,Bo Reyes"},
		"log":          {"were exported", "Ada Hart"},
	} {
		w := env.Visit(http.MethodGet, path+"/"+name+".csv", nil)
		if w.Code != http.StatusOK || w.Header().Get("Content-Disposition") != fmt.Sprintf(`attachment; filename="%s-2026-H2.csv"`, name) {
			t.Fatalf("%s: %d, %v", name, w.Code, w.Header())
		}
		if name != "log" { // what has been exported before it is its content, in any order
			functest.Contains(t, w.Body.String(), says...)
		}
		w = env.Visit(http.MethodGet, path+"/"+name+".xlsx", nil)
		book, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
		env.Must(t, err)
		rows, err := book.GetRows(book.GetSheetName(0))
		env.Must(t, err)
		if len(rows) < 2 {
			t.Errorf("%s has %d rows", name, len(rows))
		}
		env.Must(t, book.Close())
	}
	functest.Contains(t, env.Visit(http.MethodGet, path+"/log.csv", nil).Body.String(), "The waitlist was exported", "The rosters were exported", "Ada Hart")
	for _, none := range []string{path + "/secrets.csv", path + "/log.exe", "/desk/cohorts/2031-H1/export", "/desk/cohorts/2031-H1/export/log.csv"} {
		env.Get(t, none, http.StatusNotFound)
	}
}

func TestWhatIsTooLongForOneFileComesInParts(t *testing.T) {
	env, a := desktest.Open(t)
	env.Cohort(t, a.Cohort, pug.StageRunning)
	var lines []pug.Entry
	for n := range 5001 {
		lines = append(lines, pug.Entry{At: desktest.Noon, By: "Ada Hart", Deed: "noted", Cohort: a.Cohort, What: fmt.Sprintf("Number %d", n)})
	}
	env.Must(t, env.Store.Log(t.Context(), lines...))
	env.SignIn(t, functest.Ada)
	path := "/desk/cohorts/2026-H2/export/log.csv"
	env.Get(t, path, http.StatusOK, "These are 5001 rows", path+"?part=2", "Part 2: rows 5001 to 5001")
	w := env.Visit(http.MethodGet, path+"?part=2", nil)
	if got := strings.Count(w.Body.String(), "Number "); got != 1 {
		t.Errorf("the second part has %d rows", got)
	}
	if !strings.Contains(w.Header().Get("Content-Disposition"), "log-2026-H2-2.csv") {
		t.Errorf("the file is %v", w.Header())
	}
}
