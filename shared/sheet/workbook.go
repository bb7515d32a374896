package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"embed"
	"encoding/xml"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// xlsx holds the parts that all workbooks have in common (ECMA-376, Office Open XML). A library would make one table of
// it as well, and nearly double the time in which every function starts.
//
//go:embed all:xlsx
var xlsx embed.FS

// Workbook is the table as a file of type .xlsx. The same table gives the same bytes.
func (t Table) Workbook() ([]byte, error) {
	parts, err := fs.Sub(xlsx, "xlsx")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	book := zip.NewWriter(&out)
	if err := book.AddFS(parts); err != nil {
		return nil, err
	}
	if err := add(book, "docProps/core.xml", t.properties); err != nil {
		return nil, err
	}
	if err := add(book, "xl/worksheets/sheet1.xml", t.cells); err != nil {
		return nil, err
	}
	err = book.Close()
	return out.Bytes(), err
}

func add(book *zip.Writer, name string, write func(*bufio.Writer)) error {
	part, err := book.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(part) // which keeps the first error
	_, _ = w.WriteString(xml.Header)
	write(w)
	return w.Flush()
}

func (t Table) properties(w *bufio.Writer) {
	as := t.As.UTC().Format(time.RFC3339)
	fmt.Fprintf(w, `<cp:coreProperties`+
		` xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`+
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"`+
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Partner User Groups</dc:creator>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created>`+
		`<dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified></cp:coreProperties>`, as, as)
}

// cells writes the titles, in a row that stays in sight, and the rows.
func (t Table) cells(w *bufio.Writer) {
	_, _ = w.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>` +
		`<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
		`</sheetView></sheetViews><cols>`)
	titles := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
		fmt.Fprintf(w, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, c.Width)
	}
	_, _ = w.WriteString(`</cols><sheetData>`)
	for i, row := range append([][]any{titles}, t.Rows...) {
		fmt.Fprintf(w, `<row r="%d">`, i+1)
		for c, value := range row {
			writeCell(w, fmt.Sprintf("%c%d", 'A'+c, i+1), value)
		}
		_, _ = w.WriteString(`</row>`)
	}
	_, _ = w.WriteString(`</sheetData></worksheet>`)
}

// coded is how a spreadsheet reads the code of a character (ECMA-376, part 1, section 22.9.2.19).
var coded = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// uncoded keeps a text from having codes of characters in it: the "_" of each is a code itself.
func uncoded(text string) string {
	var safe strings.Builder
	for i, r := range text {
		if r == '_' && coded.MatchString(text[i:]) {
			safe.WriteString("_x005F")
		}
		safe.WriteRune(r)
	}
	return safe.String()
}

func writeCell(w *bufio.Writer, at string, value any) {
	switch v := value.(type) {
	case string:
		fmt.Fprintf(w, `<c r="%s" t="inlineStr"><is><t xml:space="preserve">`, at)
		_ = xml.EscapeText(w, []byte(uncoded(v)))
		_, _ = w.WriteString(`</t></is></c>`)
	case int:
		fmt.Fprintf(w, `<c r="%s"><v>%d</v></c>`, at, v)
	case time.Time:
		fmt.Fprintf(w, `<c r="%s" s="1"><v>%s</v></c>`, at, strconv.FormatFloat(days(v), 'f', -1, 64))
	}
}

// days is how spreadsheets count time, of the clock on the wall, whatever its zone: since the end of 1899. Style 1 of
// the workbook shows it as a date.
func days(t time.Time) float64 {
	const before1970 = 25569
	_, offset := t.Zone()
	return before1970 + float64(t.Unix()+int64(offset))/86400
}
