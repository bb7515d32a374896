package letter

import (
	"bytes"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"strings"
	texttemplate "text/template"

	"github.com/yuin/goldmark/parser"
)

//go:embed layout.html layout.txt
var layouts embed.FS

// Letter is a letter as it goes out.
type Letter struct {
	Subject string
	Text    string
	HTML    string
}

// tools are what turns data into letters. They are made for the first letter: most cold starts are for a page.
type tools struct {
	kinds    *texttemplate.Template
	markdown parser.Parser
	text     *texttemplate.Template
	html     *htmltemplate.Template
}

func newTools(k Kinds) (*tools, error) {
	kinds, err := k.parse()
	if err != nil {
		return nil, err
	}
	text, err := texttemplate.New("layout.txt").Funcs(texttemplate.FuncMap{"quoted": quoted}).
		ParseFS(layouts, "layout.txt")
	if err != nil {
		return nil, fmt.Errorf("parse the text layout: %w", err)
	}
	html, err := htmltemplate.ParseFS(layouts, "layout.html")
	if err != nil {
		return nil, fmt.Errorf("parse the HTML layout: %w", err)
	}
	return &tools{kinds: kinds, markdown: newMarkdown(), text: text, html: html}, nil
}

// lay lays a draft out for whom it is to. The link is the button's; empty where the letter has none.
func (t *tools) lay(d draft, from, to Address, link string) (Letter, error) {
	if d.button() != (link != "") {
		return Letter{}, fmt.Errorf("a button needs a link, and a link a button")
	}
	data := struct {
		draft
		Greeting string
		Link     string
		From     Address
	}{d, "Hello " + oneLine(to.first()) + ",", link, from}
	var text, html bytes.Buffer
	if err := t.text.Execute(&text, data); err != nil {
		return Letter{}, fmt.Errorf("lay out as text: %w", err)
	}
	if err := t.html.Execute(&html, data); err != nil {
		return Letter{}, fmt.Errorf("lay out as HTML: %w", err)
	}
	return Letter{Subject: d.Subject, Text: text.String(), HTML: html.String()}, nil
}

// quoted puts "> " before each line, as text mail does with other people's words.
func quoted(s string) string {
	return "> " + strings.ReplaceAll(s, "\n", "\n> ")
}
