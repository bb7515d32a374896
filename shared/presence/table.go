package presence

import (
	"encoding/csv"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// table is the part of a report that lists people.
type table struct {
	columns map[column]int
	rows    [][]string
}

// tableIn finds the list of people in a report, whatever separates its cells.
func tableIn(text string) (table, bool) {
	for _, separator := range "\t,;" {
		rows := cells(text, separator)
		if t, found := tableOf(rows); found {
			return t, true
		}
	}
	return table{}, false
}

// cells splits a text as spreadsheet programs do, as far as it can be split.
func cells(text string, separator rune) [][]string {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator, -1, true
	var rows [][]string
	for {
		row, err := r.Read()
		if len(row) > 0 {
			rows = append(rows, row)
		}
		if err != nil && len(row) == 0 {
			return rows
		}
	}
}

// tableOf is the list of people in the rows of a report: what is under its headings, until the next section.
func tableOf(rows [][]string) (table, bool) {
	i, columns := headings(rows)
	if columns == nil {
		return table{}, false
	}
	rows = rows[i+1:]
	if end := slices.IndexFunc(rows, func(row []string) bool { return section(row) > 0 }); end >= 0 {
		rows = rows[:end]
	}
	return table{columns, rows}, true
}

// headings finds the row of the headings: those that are known, else those of the second section of a report of Teams
// in whatever language.
func headings(rows [][]string) (int, map[column]int) {
	for i, row := range rows {
		if columns := heading(row); columns != nil {
			return i, columns
		}
	}
	i := 1 + slices.IndexFunc(rows, func(row []string) bool { return section(row) == 2 })
	if i == 0 || i == len(rows) || len(rows[i]) <= translated()[email] {
		return -1, nil
	}
	return i, translated()
}

// cell is what a row has in a column; empty where it has none.
func (t table) cell(row []string, c column) string {
	i, has := t.columns[c]
	if !has || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

// who names the person of a row.
func (t table) who(row []string) Guest {
	full := t.cell(row, name)
	if full == "" {
		full = t.cell(row, firstName) + " " + t.cell(row, lastName)
	}
	g := Guest{Name: pug.Line(full, mostName)}
	for _, address := range []string{t.cell(row, email), t.cell(row, account)} {
		if strings.Contains(address, "@") {
			g.Emails = append(g.Emails, strings.ToLower(pug.Line(address, mostName)))
		}
	}
	return g
}

// mostName is how many characters of a name are kept.
const mostName = 200
