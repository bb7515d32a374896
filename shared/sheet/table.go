package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Table is a table for spreadsheets, with 26 columns at most.
type Table struct {
	As      time.Time // when its content came about
	Columns []Column
	Rows    [][]any // string, int, time.Time or nil
}

// Column is a column of a table.
type Column struct {
	Title string
	Width float64 // in characters
}

// Part is the n-th part of the table, from 1, of so many rows each; one that is not there is empty. With 0 it is the
// whole table.
func (t Table) Part(n, rows int) Table {
	if n > 0 {
		from := min((n-1)*rows, len(t.Rows))
		t.Rows = t.Rows[from:min(from+rows, len(t.Rows))]
	}
	return t
}

// The types of the files, as HTTP names them.
const (
	WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	CSVType      = "text/csv; charset=utf-8"
)

// CSV is the table as comma-separated values (RFC 4180), for programs: people are better served by a workbook, which
// opens in columns whatever the language of their spreadsheet. Times are in RFC 3339. A text that a spreadsheet would
// take for a formula has an apostrophe before it (OWASP ASVS 5, 1.2.10).
func (t Table) CSV() ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	if err := w.Write(titles); err != nil {
		return nil, err
	}
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, value := range row {
			cells[i] = plain(value)
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

func plain(value any) string {
	switch v := value.(type) {
	case string:
		return harmless(v)
	case int:
		return strconv.Itoa(v)
	case time.Time:
		return v.Format(time.RFC3339)
	case nil:
		return ""
	}
	return fmt.Sprint(value)
}

// harmless keeps a text from being a formula, also what stands behind a mark that some spreadsheets take for the end of
// a cell.
func harmless(text string) string {
	const formula, ends = "=+-@\x00＝＋－＠", ";\t\r\n"
	var safe strings.Builder
	begins := true
	for _, r := range text {
		if begins && strings.ContainsRune(formula, r) {
			safe.WriteByte('\'')
		}
		safe.WriteRune(r)
		begins = strings.ContainsRune(ends, r) || begins && r == ' '
	}
	return safe.String()
}
