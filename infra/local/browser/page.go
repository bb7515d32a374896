package browser

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is what a browser shows.
type Page struct {
	Status int
	URL    string // where the page was found in the end
	Title  string
	Text   string // what is visible; blocks begin on lines of their own
	Forms  []Form
	Links  []Link
}

// Link is a link as it stands on a page.
type Link struct {
	Text    string // what it says
	Address string // as it is written: relative to the page
	Row     string // what stands in the same row of a table, or item of a list
}

// Link finds the first link that says this, or begins with it.
func (p Page) Link(text string) (Link, bool) {
	i := slices.IndexFunc(p.Links, func(l Link) bool { return strings.HasPrefix(l.Text, text) })
	if i < 0 {
		return Link{}, false
	}
	return p.Links[i], true
}

// Find gives the index of the first form that has all these fields; -1 if there is none.
func (p Page) Find(fields ...string) int {
	return slices.IndexFunc(p.Forms, func(f Form) bool {
		return !slices.ContainsFunc(fields, func(name string) bool { return !f.has(name) })
	})
}

// readPage reads an answer. Of other content than HTML the page is the text.
func readPage(answer *http.Response) (Page, error) {
	p := Page{Status: answer.StatusCode, URL: answer.Request.URL.String()}
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return p, fmt.Errorf("read the page: %w", err)
	}
	if len(text) == 0 || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		p.Text = string(text)
		return p, nil
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return p, fmt.Errorf("read the page: %w", err)
	}
	r := reader{page: &p, labels: map[string]string{}, forms: map[string]int{}}
	r.walk(root, place{form: none})
	r.finish()
	p.Text = visible(r.words.String())
	return p, nil
}

// visible collapses white space as browsers do, line by line.
func visible(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = collapse(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func collapse(text string) string { return strings.Join(strings.Fields(text), " ") }

// first finds the first child of a kind; nil where there is none.
func first(n *html.Node, kind atom.Atom) *html.Node {
	if n == nil {
		return nil
	}
	for child := range n.ChildNodes() {
		if child.DataAtom == kind {
			return child
		}
	}
	return nil
}

// textOf is the visible text within a node, on one line; nothing for nil.
func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	var words strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.DataAtom != atom.Textarea && d.Parent.DataAtom != atom.Option {
			words.WriteString(d.Data + " ")
		}
	}
	return collapse(words.String())
}

// value is that of an attribute; empty where it is not there.
func value(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}
