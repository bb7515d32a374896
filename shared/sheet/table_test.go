package sheet_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/partnerusergroups/pugs/shared/sheet"
)

// strangers is a table of what strangers wrote.
func strangers() sheet.Table {
	at := time.Date(2026, 10, 1, 9, 30, 0, 0, time.FixedZone("", -4*3600))
	return sheet.Table{As: at, Columns: []sheet.Column{{Title: "name", Width: 10}, {Title: "n", Width: 4}, {Title: "at", Width: 20}},
		Rows: [][]any{
			{"=2+5", 1, at}, {"Acme;=2+5;Ltd", 2, at}, {"  ＝2+5", nil, nil}, {"a, \"b\"", 3, at}, {"\t@SUM(A1)", 4, at},
			{"Anna-Maria", 5, at}, {"", 6, at}, {"_x202E_x003D_2+5 _x00e9_ _x20_", 7, at},
		}}
}

func TestNothingInACSVIsAFormula(t *testing.T) {
	got, err := strangers().CSV()
	const want = `name,n,at
'=2+5,1,2026-10-01T09:30:00-04:00
Acme;'=2+5;Ltd,2,2026-10-01T09:30:00-04:00
"  '＝2+5",,
"a, ""b""",3,2026-10-01T09:30:00-04:00
"	'@SUM(A1)",4,2026-10-01T09:30:00-04:00
Anna-Maria,5,2026-10-01T09:30:00-04:00
,6,2026-10-01T09:30:00-04:00
_x202E_x003D_2+5 _x00e9_ _x20_,7,2026-10-01T09:30:00-04:00
`
	if diff := cmp.Diff(want, string(got)); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestAWorkbookHasTextAsText(t *testing.T) {
	table := strangers()
	file, err := table.Workbook()
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	name := book.GetSheetName(0)
	for i, at := range []string{"A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9"} {
		text, err := book.GetCellValue(name, at)
		formula, _ := book.GetCellFormula(name, at)
		if err != nil || text != table.Rows[i][0] || formula != "" {
			t.Errorf("%s is %q, and the formula %q: %v", at, text, formula, err)
		}
	}
	if at, err := book.GetCellValue(name, "C2"); err != nil || at != "10/1/26 09:30" {
		t.Errorf("the time is %q, %v", at, err)
	}
	again, _ := table.Workbook()
	if !bytes.Equal(file, again) {
		t.Error("the same table gives other bytes")
	}
}
