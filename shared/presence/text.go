package presence

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// text decodes a file: by its byte order mark, else as UTF-16 where every other byte is zero, as UTF-8 where it is, and
// as what Windows writes in the west. What is no text is refused with a sentence that says what to do.
func text(file []byte) (string, error) {
	if kind := otherKind(file); kind != "" {
		return "", pug.Errorf(pug.Invalid, "This is %s. Choose the report as a CSV file: in Excel, "+
			"“Save as” has “CSV”.", kind)
	}
	var from encoding.Encoding = charmap.Windows1252
	switch {
	case bytes.HasPrefix(file, []byte{0xFF, 0xFE}) || len(file) > 1 && file[0] != 0 && file[1] == 0:
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(file, []byte{0xFE, 0xFF}) || len(file) > 1 && file[0] == 0 && file[1] != 0:
		from = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case utf8.Valid(file):
		from = unicode.UTF8BOM
	}
	decoded, err := from.NewDecoder().Bytes(file)
	if err != nil || bytes.IndexByte(decoded, 0) >= 0 {
		return "", pug.Errorf(pug.Invalid, "This is not a text file. Choose the report as a CSV file.")
	}
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(string(decoded)), nil
}

// otherKind names what people choose by mistake; empty for anything else.
func otherKind(file []byte) string {
	for _, kind := range []struct{ begins, name string }{
		{"PK\x03\x04", "an Excel workbook or another packed file"}, {"\xD0\xCF\x11\xE0", "an old Excel workbook"},
		{"%PDF", "a PDF"}, {"\x89PNG", "a picture"}, {"\xFF\xD8\xFF", "a picture"}, {"<", "a web page"},
	} {
		if bytes.HasPrefix(bytes.TrimSpace(file), []byte(kind.begins)) {
			return kind.name
		}
	}
	return ""
}
