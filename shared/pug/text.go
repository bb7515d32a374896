package pug

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Line is what a stranger wrote as one clean line: valid UTF-8 in Unicode form NFC without hidden characters, trimmed,
// each run of white space one space, and cut after as many characters as there may be. Line(Line(s, n), n) == Line(s,
// n).
func Line(text string, most int) string {
	return cut(oneSpace(stacked(visible(text))), most)
}

// Prose is Line for text of several lines: their breaks are kept, and of empty lines in a row one.
func Prose(text string, most int) string {
	var lines []string
	for _, line := range strings.Split(breaks.Replace(text), "\n") {
		line = oneSpace(stacked(visible(line)))
		if line == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		lines = append(lines, line)
	}
	return cut(strings.TrimSpace(strings.Join(lines, "\n")), most)
}

// breaks are the ways to end a line besides "\n" (Unicode standard, section 5.8).
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// visible leaves out what nobody sees, and puts the rest into form NFC: so that two texts that look the same are the
// same, and none turns the direction of the text around it.
func visible(text string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '\u2800': // Braille without a dot
			return ' '
		case hidden(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD")))
}

// hidden says whether a character leaves no mark of its own: control characters other than white space, those of
// format (turns of direction, zero-width characters, soft hyphens, tags), fillers, and those that mean something in
// private only.
func hidden(r rune) bool {
	const emptyNotehead = '\U0001D159'
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.IsSpace(r) || r == emptyNotehead
}

// stacked leaves out marks that stand on no letter, and those that tower over their line: no script needs as many.
func stacked(text string) string {
	const most = 6
	marks := most
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			marks = most
		case !unicode.IsMark(r):
			marks = 0
		default:
			if marks++; marks > most {
				return -1
			}
		}
		return r
	}, text)
}

// cut keeps the first characters of a text.
func cut(text string, most int) string {
	if characters := []rune(text); len(characters) > most {
		return strings.TrimSpace(string(characters[:most]))
	}
	return text
}
