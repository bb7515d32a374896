package desk

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/sheet"
)

// export is a table that staff take out of a cohort.
type export struct {
	name  string // in the file's name
	label string
	table func(f function, ctx context.Context, c pug.Cohort) (sheet.Table, error)
}

// exports are all that staff take out of a cohort.
func exports() []export {
	return []export{
		{"applications", "Applications", function.applicationTable},
		{"rosters", "Rosters", function.rosterTable},
		{"attendance", "Attendance", function.attendanceTable},
		{"waitlist", "Waitlist", function.waitlistTable},
		{"log", "Log", function.logTable},
	}
}

// mostInFile is how many rows of a table come as one file: a function answers with 6 MB at most, of which base64 takes
// a quarter. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const mostInFile = 5000

// exportsView lists the files of a cohort.
type exportsView struct {
	Cohort  pug.CohortID
	Exports []export
}

// Path is the address of a table without the ending that says of which type the file is.
func (e export) Path(of pug.CohortID) string {
	return "/desk/cohorts/" + string(of) + "/export/" + e.name
}

// Label is what the table is called.
func (e export) Label() string { return e.label }

// exportList lists what can be taken out of a cohort.
func (f function) exportList(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	c, err := f.Store.Cohort(r.Context(), pug.CohortID(r.PathValue("id")))
	if err != nil {
		return err
	}
	f.showAmong(w, r, v, cohortTabs(c.ID), "exports", "Files of the "+c.ID.Name()+" cohort",
		exportsView{c.ID, exports()})
	return nil
}

// partsView lists the parts of a table that is too long for one file.
type partsView struct {
	Rows  int
	Parts []page.MenuItem
}

// export answers with a table as a file: a workbook or comma-separated values. One that is too long comes in parts.
func (f function) export(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	name, ending, _ := strings.Cut(r.PathValue("file"), ".")
	for _, e := range exports() {
		if e.name != name || ending != "xlsx" && ending != "csv" {
			continue
		}
		c, err := f.Store.Cohort(r.Context(), pug.CohortID(r.PathValue("id")))
		if err != nil {
			return err
		}
		t, err := e.table(f, r.Context(), c)
		if err != nil {
			return err
		}
		t.As = f.Now()
		part, _ := strconv.Atoi(r.URL.Query().Get("part")) // 0: none was asked for
		if len(t.Rows) > mostInFile && part < 1 {
			title := e.label + " of the " + c.ID.Name() + " cohort"
			f.showAmong(w, r, v, cohortTabs(c.ID), "exportparts", title,
				parts(e.Path(c.ID)+"."+ending, len(t.Rows)))
			return nil
		}
		return f.exported(w, r, v, e, c, t.Part(part, mostInFile), part, ending)
	}
	return pug.Errorf(pug.NotFound, "There is no such file.")
}

func parts(path string, rows int) partsView {
	view := partsView{Rows: rows}
	for n := 1; (n-1)*mostInFile < rows; n++ {
		label := fmt.Sprintf("Part %d: rows %d to %d", n, (n-1)*mostInFile+1, min(n*mostInFile, rows))
		view.Parts = append(view.Parts, page.MenuItem{Label: label, Href: fmt.Sprintf("%s?part=%d", path, n)})
	}
	return view
}

// exported logs the export, and answers with the file.
func (f function) exported(
	w http.ResponseWriter, r *http.Request, v signin.Visitor, e export, c pug.Cohort, t sheet.Table, part int,
	ending string,
) error {
	kind, write := sheet.WorkbookType, t.Workbook
	if ending == "csv" {
		kind, write = sheet.CSVType, t.CSV
	}
	file, err := write()
	if err != nil {
		return fmt.Errorf("export %s of %s: %w", e.name, c.ID, err)
	}
	name, what := e.name+"-"+string(c.ID), "The "+strings.ToLower(e.label)+" were exported"
	if e.name == "attendance" || e.name == "waitlist" || e.name == "log" {
		what = "The " + e.name + " was exported"
	}
	if part > 0 {
		name, what = fmt.Sprintf("%s-%d", name, part), fmt.Sprintf("%s, part %d", what, part)
	}
	if err := f.Store.Log(r.Context(), pug.Entry{At: f.Now(), By: v.Name, Actor: v.Email, Deed: "exported",
		Cohort: c.ID, What: what}); err != nil {
		return err
	}
	page.Download(w, name+"."+ending, kind, file)
	return nil
}
