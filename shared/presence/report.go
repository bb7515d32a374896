package presence

import (
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Read reads the report of a video meeting: who was there, from when to when. pug.Invalid: it is none, and the error's
// sentence tells the Champion what to do.
func Read(file []byte) ([]Stay, error) {
	report, err := text(file)
	if err != nil {
		return nil, err
	}
	t, found := tableIn(report)
	if !found {
		return nil, pug.Errorf(pug.Invalid, "This cannot be read as an attendance report of Zoom, Teams or Google "+
			"Meet. Choose the file as the product gave it to you, or download it in English, or fill in the answers "+
			"by hand.")
	}
	stays := t.stays()
	if _, each := t.columns[action]; each {
		stays = staysBy(t.events())
	}
	known := slices.ContainsFunc(stays, func(s Stay) bool { return s.Length != unknown })
	switch {
	case len(stays) > mostStays:
		return nil, pug.Errorf(pug.Invalid, "This report has more than %d lines of people. Is it your group's?",
			mostStays)
	case !known && len(stays) > 0:
		return nil, pug.Errorf(pug.Invalid, "How long people stayed cannot be read in this report. Choose the file "+
			"as the product gave it to you, or download it in English, or fill in the answers by hand.")
	case !known:
		return nil, pug.Errorf(pug.Invalid, "This report lists nobody. If people came in again later, the product "+
			"may have made a second report.")
	}
	return stays, nil
}

// mostStays is how often people come into a meeting of a group at the very most.
const mostStays = 2000

// stays reads a table that has a row for each stay, or for each person.
func (t table) stays() []Stay {
	var times []string
	for _, row := range t.rows {
		for _, c := range []column{joined, left} {
			if text := t.cell(row, c); strings.ContainsAny(text, "0123456789") { // "--" is of who is still there
				times = append(times, text)
			}
		}
	}
	layout := layoutOf(times)
	var all []Stay
	for _, row := range t.rows {
		s := Stay{Guest: t.who(row)}
		if s.key() == "" {
			continue
		}
		s.From, s.To = between(layout, t.cell(row, joined), t.cell(row, left))
		all = append(all, s.counted(t.cell(row, length)))
	}
	return all
}

// counted is the stay with the length that the report counted. Where somebody came in more than once, that is less than
// what lies between the first time and the last, which says nothing then.
func (s Stay) counted(text string) Stay {
	said, ok := lengthOf(text)
	spans := s.To.Sub(s.From)
	known := !s.From.IsZero() && spans >= 0 && spans <= longest
	switch {
	case known && (!ok || (spans-said).Abs() <= time.Minute):
		s.Length = spans
		return s
	case !ok:
		said = unknown
	}
	return Stay{Guest: s.Guest, Length: said}
}
