package letter

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"text/template"
)

// Kinds are the kinds of letter that a function writes.
type Kinds struct {
	Templates fs.FS // holds letters/<kind>.md, and what they share in letters/parts.md
	Types     []any // a value of the type of each kind; the kind is the type's name
}

// KindOf is the kind of a letter that says the data: the name of its type.
func KindOf(data any) string { return reflect.TypeOf(data).Name() }

//go:embed parts.md
var parts embed.FS

func (k Kinds) parse() (*template.Template, error) {
	t := template.New("").Option("missingkey=error").Funcs(template.FuncMap{"typed": typed})
	if _, err := t.ParseFS(parts, "parts.md"); err != nil {
		return nil, fmt.Errorf("parse what letters share: %w", err)
	}
	if _, err := t.ParseFS(k.Templates, "letters/*.md"); err != nil {
		return nil, fmt.Errorf("parse the letters: %w", err)
	}
	typeValues(t)
	return t, nil
}

// draft is a letter before it is laid out.
type draft struct {
	Subject   string
	Preheader string
	Because   string // completes "You get this mail because"
	Team      bool   // it is for those who others write to
	Blocks    []block
}

// button says whether the letter has one.
func (d draft) button() bool {
	return slices.ContainsFunc(d.Blocks, func(b block) bool { return b.Button != "" })
}

// readers says why people get letters.
func readers() map[string]string {
	return map[string]string{
		"staff":     "you are on the staff of the Partner User Groups",
		"applicant": "you applied to the Partner User Groups",
		"named":     "the staff of the Partner User Groups named you as a Champion",
		"champion":  "you are the Champion of a group",
		"member":    "you are a member of a group",
		"former":    "you were a member of a group",
		"waiting":   "you are on the waitlist of a cohort",
	}
}

// draft fills the data into the template of its kind.
func (t *tools) draft(data any) (draft, error) {
	var filled bytes.Buffer
	if err := t.kinds.ExecuteTemplate(&filled, KindOf(data)+".md", data); err != nil {
		return draft{}, err
	}
	head, body, _ := strings.Cut(filled.String(), "\n\n")
	d, err := readHead(head)
	if err != nil {
		return draft{}, err
	}
	d.Blocks, err = read(t.markdown, body)
	return d, err
}

func readHead(head string) (draft, error) {
	fields := map[string]string{}
	for line := range strings.Lines(head) {
		name, value, _ := strings.Cut(line, ":")
		fields[name] = oneLine(untyped(value))
	}
	d := draft{Subject: fields["subject"], Preheader: fields["preheader"], Because: readers()[fields["reader"]],
		Team: fields["reader"] == "staff"}
	if d.Subject == "" || d.Preheader == "" || d.Because == "" || len(fields) != 3 {
		return draft{}, fmt.Errorf("the head %q is not a subject, a preheader and a known reader", untyped(head))
	}
	return d, nil
}
