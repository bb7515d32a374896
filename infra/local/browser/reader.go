package browser

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// none is the place of what belongs to no form.
const none = -1

// reader walks through a document and gathers text and forms.
type reader struct {
	page   *Page
	words  strings.Builder
	labels map[string]string // text by the id of the field that a label is for
	forms  map[string]int    // forms by their ids
	found  []control         // in the order of the document
}

// control is a field's element with where it stands.
type control struct {
	node *html.Node
	place
}

// place is what lies around an element.
type place struct {
	form   int        // index of the form; none if there is none
	label  *html.Node // the label around it
	legend string     // of the innermost fieldset
	row    *html.Node // the table row, or the item of a list
}

func (r *reader) walk(n *html.Node, at place) {
	switch {
	case n.Type == html.TextNode:
		r.words.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
		return
	case n.Type == html.ElementNode && r.element(n, &at):
		return
	}
	for child := range n.ChildNodes() {
		r.walk(child, at)
	}
}

// element notes what an element is, and what it is for those within it. It reports true where nothing within it is
// visible text.
func (r *reader) element(n *html.Node, at *place) bool {
	switch n.DataAtom {
	case atom.Title:
		r.page.Title = textOf(n)
		return true
	case atom.Script, atom.Style, atom.Template, atom.Noscript:
		return true
	case atom.Form:
		at.form = len(r.page.Forms)
		r.forms[value(n, "id")] = at.form
		form := Form{Method: http.MethodGet, Action: value(n, "action"),
			Parts: value(n, "enctype") == "multipart/form-data"}
		if strings.EqualFold(value(n, "method"), http.MethodPost) {
			form.Method = http.MethodPost
		}
		r.page.Forms = append(r.page.Forms, form)
	case atom.Label:
		at.label = n
		if id := value(n, "for"); id != "" {
			r.labels[id] = textOf(n)
		}
	case atom.Fieldset:
		at.legend = textOf(first(n, atom.Legend))
	case atom.Tr, atom.Li:
		at.row = n
	case atom.A:
		if has(n, "href") {
			link := Link{Text: textOf(n), Address: value(n, "href"), Row: textOf(at.row)}
			r.page.Links = append(r.page.Links, link)
		}
	case atom.Input, atom.Select, atom.Textarea, atom.Button:
		r.found = append(r.found, control{n, *at})
		return n.DataAtom != atom.Button
	}
	r.spaced(n)
	return has(n, "hidden")
}

// spaced keeps blocks apart.
func (r *reader) spaced(n *html.Node) {
	switch n.DataAtom {
	case atom.Span, atom.A, atom.Strong, atom.Em, atom.B, atom.I, atom.Small, atom.Code, atom.Abbr, atom.Time:
	case atom.Td, atom.Th, atom.Dd, atom.Label, atom.Button:
		r.words.WriteString(" ")
	default:
		r.words.WriteString("\n")
	}
}

// finish puts the controls into their forms, now that all labels and forms are known.
func (r *reader) finish() {
	for _, c := range r.found {
		if id := value(c.node, "form"); id != "" {
			index, ok := r.forms[id]
			if !ok {
				continue
			}
			c.form = index
		}
		if c.form != none && value(c.node, "name") != "" && !has(c.node, "disabled") {
			r.page.Forms[c.form].add(r.field(c))
		}
	}
}

// field reads a control as a field of its own.
func (r *reader) field(c control) Field {
	n := c.node
	x := Field{Name: value(n, "name"), Type: strings.ToLower(value(n, "type")), Value: value(n, "value"),
		Label: r.label(c), Min: value(n, "min")}
	x.Length, _ = strconv.Atoi(value(n, "maxlength")) // what is no number limits nothing
	switch {
	case n.DataAtom == atom.Select:
		x.Type, x.Options = "select", options(n)
	case n.DataAtom == atom.Textarea:
		x.Type, x.Value = "textarea", content(n)
	case n.DataAtom == atom.Button, x.Type == "submit":
		x.Type, x.Options, x.Label = "submit", []Option{{Value: x.Value, Label: textOf(n)}}, ""
	case x.Type == "radio", x.Type == "checkbox":
		x.choice(c)
	case x.Type == "":
		x.Type = "text"
	}
	return x
}

// choice makes an option of a radio or checkbox; its field's label is what stands over the group.
func (x *Field) choice(c control) {
	if !has(c.node, "value") {
		x.Value = "on" // as HTML has it
	}
	x.Options = []Option{{Value: x.Value, Label: x.Label, Chosen: has(c.node, "checked")}}
	x.Label = cmp.Or(c.legend, textOf(first(c.row, atom.Th)), x.Label)
}

func (r *reader) label(c control) string {
	return cmp.Or(value(c.node, "aria-label"), textOf(c.label), r.labels[value(c.node, "id")], c.legend,
		textOf(first(c.row, atom.Th)))
}

// options reads those of a select. Without a chosen one, browsers choose the first.
func options(n *html.Node) []Option {
	all := []Option{}
	chosen := false
	for d := range n.Descendants() {
		if d.DataAtom != atom.Option || has(d, "disabled") {
			continue
		}
		o := Option{Value: value(d, "value"), Label: collapse(content(d)), Chosen: has(d, "selected")}
		if !has(d, "value") {
			o.Value = o.Label
		}
		chosen = chosen || o.Chosen
		all = append(all, o)
	}
	if !chosen && len(all) > 0 {
		all[0].Chosen = true
	}
	return all
}

// content is the text directly within a node, as it is.
func content(n *html.Node) string {
	var words strings.Builder
	for child := range n.ChildNodes() {
		if child.Type == html.TextNode {
			words.WriteString(child.Data)
		}
	}
	return words.String()
}
