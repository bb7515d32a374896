package letter

import (
	"bytes"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"strings"
	texttemplate "text/template"
)

//go:embed layout.html layout.txt
var layouts embed.FS

// Letter is a letter as it goes out.
type Letter struct {
	Subject string
	Text    string
	HTML    string
}

// HowChampions is the path of the page that says how it works for Champions.
const HowChampions = "/how/champions"

// Links are where the links of a letter lead.
type Links struct {
	Link string // that of its button; empty where it has none
	Page string // to the reader's own page; empty where they have none
	How  string // to the page of how it works for Champions; it stands in letters to them alone
}

// layout is how all letters look.
type layout struct {
	text *texttemplate.Template
	html *htmltemplate.Template
}

func newLayout() (*layout, error) {
	text, err := texttemplate.New("layout.txt").Funcs(texttemplate.FuncMap{"quoted": quoted}).
		ParseFS(layouts, "layout.txt")
	if err != nil {
		return nil, fmt.Errorf("parse the text layout: %w", err)
	}
	html, err := htmltemplate.ParseFS(layouts, "layout.html")
	if err != nil {
		return nil, fmt.Errorf("parse the HTML layout: %w", err)
	}
	return &layout{text, html}, nil
}

// lay lays a draft out, with its links.
func (l *layout) lay(d draft, from Address, to Links) (Letter, error) {
	data := struct {
		draft
		Greeting string
		Links
		Opens    string // by the button
		From     Address
		Answered string
	}{d, strings.TrimSpace("Hello "+d.Greeted) + ",", to, d.opens(to), from, d.answered(from)}
	if !d.ownPage() || data.Opens == data.Page {
		data.Page = ""
	}
	if !d.leads() {
		data.How = ""
	}
	var text, html bytes.Buffer
	if err := l.text.Execute(&text, data); err != nil {
		return Letter{}, fmt.Errorf("lay out as text: %w", err)
	}
	if err := l.html.Execute(&html, data); err != nil {
		return Letter{}, fmt.Errorf("lay out as HTML: %w", err)
	}
	return Letter{Subject: d.Subject, Text: text.String(), HTML: html.String()}, nil
}

// quoted puts "> " before each line, as text mail does with other people's words.
func quoted(s string) string {
	return "> " + strings.ReplaceAll(s, "\n", "\n> ")
}
