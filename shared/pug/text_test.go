package pug

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTextOfStrangersIsCleaned(t *testing.T) {
	tests := []struct {
		name        string
		text        string
		line, prose string
	}{
		{"plain text stays", "Ina O’Neil-Roth", "Ina O’Neil-Roth", "Ina O’Neil-Roth"},
		{"blanks are folded", " Ina \t Roth\u00a0 ", "Ina Roth", "Ina Roth"},
		{"a composed and a decomposed letter are the same", "Zoe\u0308", "Zo\u00eb", "Zo\u00eb"},
		{"they are the same with something hidden between them, too", "Zoe\u200b\u0308", "Zo\u00eb", "Zo\u00eb"},
		{"nothing turns the direction of writing", "\u202egnp.exe\u202c \u2067x", "gnp.exe x", "gnp.exe x"},
		{"nothing has no width", "I\u200bn\u200d\u2060a\ufeff\u00ad", "Ina", "Ina"},
		{"fillers and tags are no text", "\u3164\u115f\U000e0041", "", ""},
		{"Braille without a dot is a blank", "\u2800\u2800", "", ""},
		{"what shows in private only is no text, nor is an empty notehead", "\ue000\U000f0000I\U0001d159", "I", "I"},
		{"marks need a letter", "\u0301 \u0301I", "I", "I"},
		{"and do not tower over it", "I" + strings.Repeat("\u0331", 150) + "n", "I" + strings.Repeat("\u0331", 6) + "n",
			"I" + strings.Repeat("\u0331", 6) + "n"},
		{"letters of other scripts keep their marks", "क्षत्रिय ศรีสุวรรณ Nguyễn", "क्षत्रिय ศรีสุวรรณ Nguyễn", "क्षत्रिय ศรีสุวรรณ Nguyễn"},
		{"control characters are no text", "I\x00n\x1ba\x7f", "Ina", "Ina"},
		{"bytes that are no text show as such", "In\xff", "In\ufffd", "In\ufffd"},
		{"lines of any system", "a\r\nb\rc\u2028d", "a b c d", "a\nb\nc\nd"},
		{"one empty line is kept of several", "\n a \n\n \n\nb\n\n", "a b", "a\n\nb"},
		{"full-width letters stay, and so do emoji", "Ａ ❤️", "Ａ ❤️", "Ａ ❤️"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Line(test.text, 100); got != test.line {
				t.Errorf("the line is %q, want %q", got, test.line)
			}
			if got := Prose(test.text, 100); got != test.prose {
				t.Errorf("the prose is %q, want %q", got, test.prose)
			}
		})
	}
}

func TestTextIsCutByCharacters(t *testing.T) {
	if got := Line("äöü ß", 4); got != "äöü" {
		t.Errorf("the line is %q", got)
	}
	if got := Prose("äö\n\nü", 3); got != "äö" {
		t.Errorf("the prose is %q", got)
	}
}

func FuzzCleanTextStaysAsItIs(f *testing.F) {
	f.Add("a\u0308\u200b\r\n\r\n\r\nb", 3)
	f.Add("\xff\u2028 x", 2)
	f.Fuzz(func(t *testing.T, text string, most int) {
		for name, clean := range map[string]func(string, int) string{"line": Line, "prose": Prose} {
			most = min(max(most, 0), 100)
			once := clean(text, most)
			if again := clean(once, most); again != once {
				t.Errorf("the %s %q becomes %q", name, once, again)
			}
			if utf8.RuneCountInString(once) > most || strings.ContainsFunc(once, hidden) {
				t.Errorf("the %s %q is too long, or hides something", name, once)
			}
		}
	})
}
