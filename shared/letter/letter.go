package letter

import (
	"bytes"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"net/url"
	"strings"
	texttemplate "text/template"
	"unicode"
)

//go:embed letter.html letter.txt
var layouts embed.FS

// Letter is what a mail says. Every field but Subject may be empty. All of it is plain text; nothing in it can become
// markup, and line breaks are kept in quotes only.
type Letter struct {
	Subject    string
	Preheader  string   // what inboxes show after the subject; else they take the greeting
	Greeting   string   // "Hello Ada,"
	Paragraphs []string // what the letter is about
	Facts      []Fact   // date, time, place
	Quotes     []Quote  // what other people wrote, shown as theirs
	Lists      []List
	Action     *Action  // the one thing that the reader is asked to do
	After      []string // paragraphs after the action: when the link ends, how to reach the team
	Because    string   // completes "You get this mail because …"; else Deps.Because
}

// Fact is one row of a small table.
type Fact struct {
	Label string
	Value string
}

// Quote is a note, or talking points, in the words of who wrote it.
type Quote struct {
	Who  string
	Text string
}

// List is a list of short items under a heading.
type List struct {
	Heading string
	Items   []string
}

// Action is the letter's button. URL is also printed in full, for readers that show text only.
type Action struct {
	Label string
	URL   string // absolute, http or https
}

// layout renders letters. Its templates are parsed for the first of them: most cold starts are for a page.
type layout struct {
	text *texttemplate.Template
	html *htmltemplate.Template
}

func newLayout() (layout, error) {
	text, err := texttemplate.New("letter.txt").Funcs(texttemplate.FuncMap{"quoted": quoted}).
		ParseFS(layouts, "letter.txt")
	if err != nil {
		return layout{}, fmt.Errorf("parse the text layout: %w", err)
	}
	html, err := htmltemplate.ParseFS(layouts, "letter.html")
	if err != nil {
		return layout{}, fmt.Errorf("parse the HTML layout: %w", err)
	}
	return layout{text: text, html: html}, nil
}

// rendered is a letter ready for MIME.
type rendered struct {
	subject, text, html string
}

func (l layout) render(letter Letter, sender Address) (rendered, error) {
	if err := letter.check(); err != nil {
		return rendered{}, err
	}
	clean := letter.clean()
	data := struct {
		Letter
		Sender Address
	}{clean, sender}
	var text, html bytes.Buffer
	if err := l.text.Execute(&text, data); err != nil {
		return rendered{}, fmt.Errorf("render as text: %w", err)
	}
	if err := l.html.Execute(&html, data); err != nil {
		return rendered{}, fmt.Errorf("render as HTML: %w", err)
	}
	return rendered{subject: clean.Subject, text: text.String(), html: html.String()}, nil
}

func (l Letter) check() error {
	if oneLine(l.Subject) == "" {
		return fmt.Errorf("the subject is empty")
	}
	if l.Action == nil {
		return nil
	}
	u, err := url.Parse(l.Action.URL)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		// The URL may hold the secret of a link, so the error does not quote it.
		return fmt.Errorf("the URL of action %q is not an absolute http(s) URL", l.Action.Label)
	}
	return nil
}

// clean returns a copy in which each text is one line, except for quotes, and has no characters that hide or reorder
// others: names and notes come from strangers.
func (l Letter) clean() Letter {
	out := Letter{
		Subject: oneLine(l.Subject), Preheader: oneLine(l.Preheader), Greeting: oneLine(l.Greeting),
		Paragraphs: oneLines(l.Paragraphs), After: oneLines(l.After), Because: oneLine(l.Because),
	}
	for _, f := range l.Facts {
		out.Facts = append(out.Facts, Fact{oneLine(f.Label), oneLine(f.Value)})
	}
	for _, q := range l.Quotes {
		out.Quotes = append(out.Quotes, Quote{oneLine(q.Who), keepLines(q.Text)})
	}
	for _, list := range l.Lists {
		out.Lists = append(out.Lists, List{oneLine(list.Heading), oneLines(list.Items)})
	}
	if l.Action != nil {
		out.Action = &Action{oneLine(l.Action.Label), l.Action.URL}
	}
	return out
}

func oneLines(texts []string) []string {
	out := make([]string, 0, len(texts))
	for _, s := range texts {
		out = append(out, oneLine(s))
	}
	return out
}

// oneLine turns runs of white space and control characters into single spaces.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || hidden(r)
	}), " ")
}

// keepLines keeps line breaks and drops other control characters.
func keepLines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(s)
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && hidden(r) {
			return -1
		}
		return r
	}, s))
}

// hidden is true for control characters and for those that turn the direction of writing (Unicode's Bidi_Control).
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// quoted puts "> " before each line, as text mail does with other people's words.
func quoted(s string) string {
	return "> " + strings.ReplaceAll(s, "\n", "\n> ")
}
