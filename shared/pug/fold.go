package pug

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// words are the words of a name of a person or a company as names are compared: without case, accents and punctuation,
// and full-width letters like the others. Dots and apostrophes join what they stand between ("S.A.", "O'Hara"), other
// punctuation parts it, and "&" and "+" are the word "and".
func words(name string) []string {
	return strings.FieldsFunc(strings.Map(wordMark, plain(name)), unicode.IsSpace)
}

// wordMark keeps letters, digits and the marks of scripts that need theirs.
func wordMark(r rune) rune {
	switch {
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
		return r
	case strings.ContainsRune(".'’`´", r):
		return -1
	}
	return ' '
}

// plain is text in lower case, in Unicode form NFKD without accents, and with "&" and "+" spelt out. Most names are
// ASCII, and are done at once.
func plain(text string) string {
	if ascii(text) {
		text = strings.ToLower(text)
	} else {
		fold := cases.Fold()
		text = strings.NewReplacer("™", "", "℠", "").Replace(text) // which are letters once decomposed
		text = norm.NFKD.String(fold.String(norm.NFKD.String(strings.ToValidUTF8(text, " "))))
		text = strings.Map(unaccented, text)
		text = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i").Replace(text)
	}
	if strings.ContainsAny(text, "&+") {
		text = strings.NewReplacer("&", " and ", "+", " and ").Replace(text)
	}
	return text
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unaccented drops the accents of Latin, Greek and Cyrillic letters, which people leave out. The marks of other scripts
// stay: without them, words there become other words.
func unaccented(r rune) rune {
	if r >= 0x0300 && r <= 0x036F { // Combining Diacritical Marks
		return -1
	}
	return r
}

// edits is the Levenshtein distance of two texts: how many letters differ, are missing or are too many.
func edits(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range to {
			cost := diagonal
			if r != s {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, diagonal+1, row[j]+1)
		}
	}
	return row[len(to)]
}
