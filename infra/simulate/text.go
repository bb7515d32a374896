package main

import (
	"html"
	"regexp"
	"strings"
)

var (
	inner = regexp.MustCompile(`(?s)<main[^>]*>(.*)</main>`)
	tag   = regexp.MustCompile(`<[^>]*>`)
)

// text is what the main part of a page says, in one line.
func text(page string) string {
	if found := inner.FindStringSubmatch(page); found != nil {
		page = found[1]
	}
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(page, " "))), " ")
}

// head is the beginning of a text.
func head(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "..."
	}
	return text
}
