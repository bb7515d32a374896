package letter

import (
	"fmt"
	"math"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// block is one piece of a letter: a paragraph, a table of facts, a list under its heading, a quote with who wrote it,
// or the button. All of it is plain text of one line, but for quotes.
type block struct {
	Paragraph string     `json:"paragraph,omitempty"`
	Facts     []pug.Fact `json:"facts,omitempty"`
	Heading   string     `json:"heading,omitempty"`
	Items     []string   `json:"items,omitempty"`
	Who       string     `json:"who,omitempty"` // "Zoë wrote:"
	Quote     string     `json:"quote,omitempty"`
	Button    string     `json:"button,omitempty"`
	// To is where the button leads: "page" to the reader's own page, else an address; empty: by the one-time link.
	To string `json:"to,omitempty"`
}

const toOwnPage = "page"

// newMarkdown reads as much of Markdown as letters use. Definition lists are left to reading.fact: goldmark's are in a
// package that would slow down every cold start by more than a millisecond.
func newMarkdown() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewListParser(), 100),
			util.Prioritized(parser.NewListItemParser(), 200),
			util.Prioritized(parser.NewATXHeadingParser(), 300),
			util.Prioritized(parser.NewBlockquoteParser(), 400),
			util.Prioritized(parser.NewParagraphParser(), 500),
		),
		parser.WithInlineParsers(util.Prioritized(parser.NewLinkParser(), 100)),
	)
}

// reading turns a body in Markdown into blocks.
type reading struct {
	source []byte
	blocks []block
}

func read(markdown parser.Parser, body string) ([]block, error) {
	r := reading{source: []byte(body)}
	document := markdown.Parse(text.NewReader(r.source))
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		if err := r.block(n); err != nil {
			return nil, err
		}
	}
	return r.blocks, nil
}

func (r *reading) block(n ast.Node) error {
	switch n := n.(type) {
	case *ast.Paragraph:
		return r.paragraph(n)
	case *ast.Heading:
		r.blocks = append(r.blocks, block{Heading: r.line(n)})
	case *ast.List:
		list := r.after(func(b block) bool { return b.Heading != "" && b.Items == nil })
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			list.Items = append(list.Items, r.line(item))
		}
	case *ast.Blockquote:
		quote := r.after(func(b block) bool { return b.Paragraph != "" })
		quote.Who, quote.Paragraph, quote.Quote = quote.Paragraph, "", pug.Prose(r.text(n), math.MaxInt)
	default:
		return fmt.Errorf("letters have no %s", n.Kind())
	}
	return nil
}

// after is the last block where it introduces the next piece, else a new one.
func (r *reading) after(introduces func(block) bool) *block {
	if n := len(r.blocks); n == 0 || !introduces(r.blocks[n-1]) {
		r.blocks = append(r.blocks, block{})
	}
	return &r.blocks[len(r.blocks)-1]
}

func (r *reading) paragraph(n *ast.Paragraph) error {
	if r.fact(n) {
		return nil
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		link, ok := child.(*ast.Link)
		if !ok {
			continue
		}
		if n.ChildCount() > 1 {
			return fmt.Errorf("%q is more than a button: a link stands alone", r.line(n))
		}
		button := block{Button: r.line(link), To: untyped(string(link.Destination))}
		if button.To == "link" {
			button.To = ""
		}
		r.blocks = append(r.blocks, button)
		return nil
	}
	r.blocks = append(r.blocks, block{Paragraph: r.line(n)})
	return nil
}

// fact reads a paragraph that is an entry of a definition list: a line with its label, and lines with its value after a
// colon. It says whether it is one. No value that was typed can make it one: see typed.
func (r *reading) fact(n *ast.Paragraph) bool {
	label, value, found := strings.Cut(string(n.Lines().Value(r.source)), "\n: ")
	if !found {
		return false
	}
	address, isLink := strings.CutPrefix(strings.TrimSpace(value), "<")
	if isLink {
		value = strings.TrimSuffix(address, ">")
	}
	table := r.after(func(b block) bool { return b.Facts != nil })
	table.Facts = append(table.Facts,
		pug.Fact{Label: oneLine(untyped(label)), Value: oneLine(untyped(value)), Link: isLink})
	return true
}

func (r *reading) line(n ast.Node) string { return oneLine(r.text(n)) }

// text is what stands in a node and those in it.
func (r *reading) text(n ast.Node) string {
	if t, ok := n.(*ast.Text); ok {
		s := untyped(string(util.UnescapePunctuations(t.Segment.Value(r.source))))
		if t.SoftLineBreak() {
			s += " "
		}
		return s
	}
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		b.WriteString(r.text(child))
		if child.Type() == ast.TypeBlock && child.NextSibling() != nil {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}
