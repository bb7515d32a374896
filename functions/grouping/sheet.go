package grouping

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// sheet is a table for spreadsheets. Text in its cells is stored as text, so that nothing that a stranger wrote is taken
// for a formula, and times as dates.
type sheet struct {
	title   string
	as      time.Time // when its content came about
	columns []column
	rows    [][]any // string, int, time.Time or nil
}

type column struct {
	title string
	width float64 // in characters
}

// xlsx is the sheet as an Office Open XML workbook. The same sheet gives the same bytes.
func (s sheet) xlsx() ([]byte, error) {
	book := excelize.NewFile()
	if err := book.SetSheetName(book.GetSheetName(0), s.title); err != nil {
		return nil, err
	}
	as := s.as.UTC().Format(time.RFC3339)
	err := book.SetDocProps(&excelize.DocProperties{Title: s.title, Creator: "Partner User Groups",
		LastModifiedBy: "Partner User Groups", Created: as, Modified: as})
	if err != nil {
		return nil, err
	}
	cells, err := book.NewStreamWriter(s.title)
	if err != nil {
		return nil, err
	}
	if err := s.write(cells); err != nil {
		return nil, err
	}
	out, err := book.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), book.Close()
}

// write fills in the cells. The row of the titles stays in sight.
func (s sheet) write(cells *excelize.StreamWriter) error {
	titles := make([]any, len(s.columns))
	for i, c := range s.columns {
		titles[i] = c.title
		if err := cells.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := cells.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2",
		ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, row := range append([][]any{titles}, s.rows...) {
		if err := cells.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return err
		}
	}
	return cells.Flush()
}
