package sample

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// respell writes a topic as some people do when they paste it from elsewhere; most ways change nothing.
func respell(topic string, way int) string {
	switch way {
	case 0:
		return strings.ToLower(topic)
	case 1:
		return " " + strings.Replace(topic, " ", "  ", 1) + " "
	case 2:
		return fullWidth(topic)
	}
	return topic
}

// fullWidth writes the first word with the full-width letters of East Asian keyboards.
func fullWidth(topic string) string {
	first, rest, _ := strings.Cut(topic, " ")
	wide := strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r - '!' + '！'
		}
		return r
	}, first)
	return strings.TrimSpace(wide + " " + rest)
}

// midSentence begins a topic with a small letter, unless its first word is a name such as HubSpot or AI.
func midSentence(topic string) string {
	first, _, _ := strings.Cut(topic, " ")
	if first[1:] != strings.ToLower(first[1:]) {
		return topic
	}
	return strings.ToLower(first) + topic[len(first):]
}

// ascii keeps a name's plain letters and digits, in lower case and without accents.
func ascii(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(norm.NFD.String(name)))
}
