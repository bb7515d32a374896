package letter

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"text/template"

	"github.com/yuin/goldmark/parser"

	"github.com/partnerusergroups/pugs/shared/store"
)

// Kinds are the kinds of letter that a function writes.
type Kinds struct {
	Templates fs.FS // holds letters/<kind>.md, and what they share in letters/parts.md
	Types     []any // a value of the type of each kind; the kind is the type's name
	// Shared holds, in the same way, kinds that others write as well, and that are described there; nil for none.
	// Common are those that everybody may write.
	Shared []fs.FS
	Common fs.FS
}

// KindOf is the kind of a letter that says the data: the name of its type.
func KindOf(data any) string { return reflect.TypeOf(data).Name() }

// ToPeople names the kinds that go to others than staff.
func (k Kinds) ToPeople() []string {
	var names []string
	for _, data := range k.Types {
		name := KindOf(data)
		template, _ := fs.ReadFile(k.Templates, "letters/"+name+".md") // where it is missing, none can be written
		if !bytes.Contains(template, []byte("\nreader: staff\n")) {
			names = append(names, name)
		}
	}
	return names
}

//go:embed parts.md
var parts embed.FS

// tools are what turns data into drafts. They are made for the first letter: most cold starts are for a page.
type tools struct {
	kinds    *template.Template
	markdown parser.Parser
}

func newTools(k Kinds) (*tools, error) {
	kinds, err := k.parse()
	if err != nil {
		return nil, err
	}
	return &tools{kinds, newMarkdown()}, nil
}

func (k Kinds) parse() (*template.Template, error) {
	t := template.New("").Option("missingkey=error").Funcs(template.FuncMap{"typed": typed})
	if _, err := t.ParseFS(parts, "parts.md"); err != nil {
		return nil, fmt.Errorf("parse what letters share: %w", err)
	}
	for _, files := range slices.Concat([]fs.FS{k.Common}, k.Shared, []fs.FS{k.Templates}) {
		if files == nil {
			continue
		}
		names, err := fs.Glob(files, "letters/*.md")
		for _, name := range names {
			if taken := path.Base(name); taken != "parts.md" && t.Lookup(taken) != nil {
				return nil, fmt.Errorf("parse the letters: there are two of the name %s", taken)
			}
		}
		if err == nil {
			_, err = t.ParseFS(files, "letters/*.md")
		}
		if err != nil {
			return nil, fmt.Errorf("parse the letters: %w", err)
		}
	}
	typeValues(t)
	return t, nil
}

// draft is what a letter says, before it is laid out. Letters are kept in this form (store.Letter.Words), so its fields
// may only become more.
type draft struct {
	Subject   string  `json:"subject"`
	Preheader string  `json:"preheader"`
	Reader    string  `json:"reader"` // see readers
	Greeted   string  `json:"greeted"`
	Blocks    []block `json:"blocks"`
	// Answers are whom a reply goes to; none: the team.
	Answers []store.Mailbox `json:"answers,omitempty"`
}

// Because completes "You get this email because".
func (d draft) Because() string { return readers()[d.Reader] }

// Team says that the letter is for those whom others write to.
func (d draft) Team() bool { return d.Reader == "staff" }

// ownPage says whether its reader has a page of their own: whoever reads mail at an address that was left has not.
func (d draft) ownPage() bool {
	return !slices.Contains([]string{"staff", "leaver", "elsewhere", "asked"}, d.Reader)
}

// leads says whether the letter is for somebody who leads a group.
func (d draft) leads() bool { return d.Reader == "champion" || d.Reader == "named" }

// opens is where its button leads, by the links of its reader; empty where it has none.
func (d draft) opens(to Links) string {
	for _, b := range d.Blocks {
		switch {
		case b.Button == "":
		case b.To == "":
			return to.Link
		case b.To == toOwnPage:
			return to.Page
		default:
			return b.To
		}
	}
	return ""
}

// asks says whether the letter has a button that leads by a one-time link.
func (d draft) asks() bool {
	return slices.ContainsFunc(d.Blocks, func(b block) bool { return b.Button != "" && b.To == "" })
}

// readers says why people get letters.
func readers() map[string]string {
	return map[string]string{
		"staff":     "you are on the staff of the Partner User Groups",
		"asked":     "somebody gave us this address as theirs",
		"elsewhere": "we wrote to you at this address until now",
		"leaver":    "you were on the staff of the Partner User Groups",
		"applicant": "you applied to the Partner User Groups",
		"named":     "the staff of the Partner User Groups named you as a Champion",
		"champion":  "you are the Champion of a group",
		"led":       "you led a group",
		"member":    "you are a member of a group",
		"former":    "you were a member of a group",
		"waiting":   "you are on the waitlist of a cohort",
		"waited":    "you waited for a seat in a group",
	}
}

// reread reads a draft that was kept.
func reread(words string) (d draft, err error) { return d, json.Unmarshal([]byte(words), &d) }

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
	if d.Blocks, err = read(t.markdown, body); err != nil {
		return draft{}, err
	}
	return d, d.check()
}

func readHead(head string) (draft, error) {
	fields := map[string]string{}
	for line := range strings.Lines(head) {
		name, value, _ := strings.Cut(line, ":")
		fields[name] = value
	}
	take := func(name string) string {
		value := fields[name]
		delete(fields, name)
		return value
	}
	line := func(name string) string { return oneLine(untyped(take(name))) }
	d := draft{Answers: readAnswers(take("answers")), Subject: line("subject"), Preheader: line("preheader"),
		Reader: line("reader")}
	if d.Subject == "" || d.Preheader == "" || d.Because() == "" || len(fields) > 0 {
		return draft{}, fmt.Errorf("the head %q is not a subject, a preheader and a known reader", untyped(head))
	}
	return d, nil
}

// check holds what every letter keeps to, so that its reader sees at once what it is about and what to do.
func (d draft) check() error {
	for i, b := range d.Blocks {
		if b.Button != "" && (i != 1 || d.Blocks[0].Paragraph == "") {
			return fmt.Errorf("the button %q does not come right after the first paragraph", b.Button)
		}
	}
	if strings.EqualFold(d.Preheader, d.Subject) {
		return fmt.Errorf("the preheader repeats the subject")
	}
	return nil
}
