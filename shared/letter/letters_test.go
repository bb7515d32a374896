package letter_test

import (
	"context"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// everything is a kind of letter with every piece that letters have.
type everything struct {
	Typed   string
	Names   []string
	Note    string
	Answers pug.Person
}

const everythingTemplate = `subject: A seat for {{.Typed}}
preheader: About {{.Typed}}
reader: member
answers: {{template "answer" .Answers}}

The first meeting
is set, {{.Typed}}.

[Answer, {{.Typed}}](link)

When
: Thu 8 Oct 2026, 09:00 EDT

{{.Typed}}
: {{.Typed}}

## In the group of {{.Typed}}
{{range .Names}}
- {{.}}
{{end}}

{{.Typed}} wrote:

> {{.Note}}

The link works for a week.
`

// zoe is whom the reader may answer; as is somebody of a name that was typed.
var zoe = as("Zoë O'Neil")

func as(name string) pug.Person { return pug.Person{Name: name, Email: "zoe@alba.example"} }

// told sends the data to Ada in the template, and is what she gets.
func told(template string, data any) (letter.Letter, error) {
	files := fstest.MapFS{"letters/" + letter.KindOf(data) + ".md": {Data: []byte(template)}}
	o, w := open()
	w = w.With(letter.Kinds{Templates: files})
	if err := w.Ask(context.Background(), "key", question(), data, ada); err != nil {
		return letter.Letter{}, err
	}
	m, err := letter.NewLayout(programme).Message(o.letters[0], letter.Links{Link: "https://groups.example.com/review/1"})
	return m.Letter, err
}

const everythingText = `Hello Ada,

The first meeting is set, Zoë O'Neil.

Answer, Zoë O'Neil:
https://groups.example.com/review/1

When: Thu 8 Oct 2026, 09:00 EDT
Zoë O'Neil: Zoë O'Neil

In the group of Zoë O'Neil
- Zoë O'Neil
- Ben Cole

Zoë O'Neil wrote:
> Bring one price.
> 
> And a question.

The link works for a week.

Reply to this email to reach Zoë O'Neil. For anything else, write to pugs@example.com.

-- 
Partner User Groups (pugs@example.com)
You get this email because you are a member of a group.
`

func TestALetterReadsWellInBothForms(t *testing.T) {
	got, err := told(everythingTemplate, everything{
		"Zoë O'Neil", []string{"Zoë O'Neil", "Ben Cole"}, "Bring one price.\r\n\r\nAnd a question.\n",
		zoe,
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everythingText, got.Text); diff != "" || got.Subject != "A seat for Zoë O'Neil" {
		t.Error(got.Subject, diff)
	}
	for _, want := range []string{
		">About Zoë O&#39;Neil&#847;&zwnj;&nbsp;",
		"Zoë O&#39;Neil</th>", "Zoë O&#39;Neil</li>", ">Bring one price.\n\nAnd a question.</blockquote>",
		`href="https://groups.example.com/review/1"`, ">https://groups.example.com/review/1<",
		"because you are a member of a group.",
	} {
		if !strings.Contains(got.HTML, want) {
			t.Errorf("the HTML lacks %q", want)
		}
	}
	for _, foreign := range []string{"<img", "<script", "<link", "url(", "@import"} {
		if strings.Contains(got.HTML, foreign) {
			t.Errorf("the HTML loads something: %q", foreign)
		}
	}
}

// addressed is a kind of letter that leads to a page without a one-time link.
type addressed struct{ Desk, Place, Typed string }

func TestALetterLeadsToPages(t *testing.T) {
	const own, desk, place = "https://groups.example.com/my/ada", "https://groups.example.com/desk", "https://meet.example.com/a"
	for name, c := range map[string]struct{ button, text string }{
		"the reader's own": {"[Open your page](page)", "Open your page:\n" + own + "\n"},
		"one of the desk":  {"[Open the desk]({{.Desk}})", "Open the desk:\n" + desk + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			template := "subject: A page\npreheader: About it\nreader: member\n\nLook.\n\n" + c.button +
				"\n\nPlace\n: <{{.Place}}>\n\nTyped\n: {{.Typed}}\n"
			files := fstest.MapFS{"letters/addressed.md": {Data: []byte(template)}}
			o, w := open()
			w = w.With(letter.Kinds{Templates: files})
			if err := w.Tell(context.Background(), "key", addressed{desk, place, "<" + desk + ">"}, ada); err != nil {
				t.Fatal(err)
			}
			m, err := letter.NewLayout(programme).Message(o.letters[0], letter.Links{Page: own})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(m.Text, c.text) || strings.Count(m.Text, own) != 1 {
				t.Errorf("it reads %s", m.Text)
			}
			if !strings.Contains(m.HTML, `<a href="`+place+`">`) || strings.Contains(m.HTML, `<a href="&lt;`) {
				t.Errorf("its facts read %s", m.HTML)
			}
		})
	}
}

func TestStaffAreNotToldToWriteToThemselves(t *testing.T) {
	template := strings.Replace(everythingTemplate, "reader: member", "reader: staff", 1)
	got, err := told(template, everything{Note: "A note."})
	if err != nil || strings.Contains(got.Text+got.HTML, "Questions?") {
		t.Errorf("%v %s", err, got.Text)
	}
}

func TestTemplatesWithMistakesAreRefused(t *testing.T) {
	for name, mistake := range map[string]struct{ is, becomes string }{
		"a field that the data lacks":   {"{{.Note}}", "{{.Notes}}"},
		"no subject":                    {"subject: A seat for {{.Typed}}\n", ""},
		"no preheader":                  {"preheader: About {{.Typed}}\n", ""},
		"no reader":                     {"reader: member\n", ""},
		"a reader whom nobody knows":    {"reader: member", "reader: everybody"},
		"a header that nobody knows":    {"reader: member", "reader: member\nreply: never"},
		"a button that leads elsewhere": {"(link)", "(https://example.com)"},
		"a link within a paragraph":     {"[Answer", "Please [Answer"},
		"no button for the link":        {"[Answer, {{.Typed}}](link)", ""},
		"a button far down":             {"The link works for a week.", "[Go on](link)"},
		"a preheader that is no news":   {"preheader: About {{.Typed}}", "preheader: A seat for {{.Typed}}"},
		"an action that is not closed":  {"{{end}}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			template := strings.Replace(everythingTemplate, mistake.is, mistake.becomes, 1)
			if _, err := told(template, everything{"Zoë", nil, "A note.", zoe}); err == nil {
				t.Error("it is taken")
			}
		})
	}
	if _, err := told(everythingTemplate, struct{ Typed string }{}); err == nil {
		t.Error("a letter of no kind is taken")
	}
}

// typing is what strangers type, as Markdown, HTML, templates and mail take it for more than words.
var typing = []string{
	"*Ann*", "**Ann**", "_Ann_", "[x](http://evil.example)", "[x](link)", "![x](http://evil.example/x.png)", "<b>Ann</b>", "<script>x</script>",
	"<http://evil.example>", "http://evil.example", "# x", "## x ##", "1. x", "- x", "* x", "+ x", "> x", ": x", "`x`", "```\nx\n```", "~~~", "---", "===",
	"x\n===", "    x", "\tx", "x  \ny", "x\\\ny", "{{.Note}}", "{{", "}}", "&amp; &lt; &copy;", "\\*x\\*", "\\", "| a | b |\n|---|---|", "[x]: http://evil.example",
	"x\n\nreader: staff\n\n# y", "x\r\nBcc: eve@example.com", "\u202eevil", "\U000F0041\U000F0100", "\ufffd\u200b", "a\xffb", "--", "-- \nx", "Term\n: x", "[ ] x", "x ", "\u0085x\n",
}

func TestWhatWasTypedStaysText(t *testing.T) {
	for _, typed := range typing {
		t.Run(typed, func(t *testing.T) { staysText(t, typed) })
	}
}

func FuzzWhatWasTypedStaysText(f *testing.F) {
	for _, typed := range typing {
		f.Add(typed)
	}
	f.Fuzz(staysText)
}

// staysText writes a letter with the text typed everywhere. It is to be the letter with a plain word in all those
// places, with the word replaced by the text: as it was typed, but for white space and for what cannot be seen.
func staysText(t *testing.T, typed string) {
	const word = "WORD"
	valid := strings.ToValidUTF8(typed, "\uFFFD")
	line, lines := letter.OneLine(valid), pug.Prose(valid, math.MaxInt)
	if line == "" || lines == "" || strings.Contains(valid, word) {
		t.Skip("pieces without a text are left out, and the word is taken")
	}
	plain, err := told(everythingTemplate, everything{word, []string{word}, word, as(word)})
	if err != nil {
		t.Fatal(err)
	}
	got, err := told(everythingTemplate, everything{typed, []string{typed}, typed, as(typed)})
	if err != nil {
		t.Fatal(err)
	}
	if want := "A seat for " + line; got.Subject != want {
		t.Errorf("the subject is %q, want %q", got.Subject, want)
	}
	text := strings.Replace(plain.Text, "> "+word, "> "+strings.ReplaceAll(lines, "\n", "\n> "), 1)
	if diff := cmp.Diff(strings.ReplaceAll(text, word, line), got.Text); diff != "" {
		t.Error(diff)
	}
	want, have := asSeen(plain.HTML), asSeen(got.HTML)
	if diff := cmp.Diff(want.tags, have.tags); diff != "" {
		t.Error(diff)
	}
	text = strings.Replace(want.text, word+"</blockquote>", lines+"</blockquote>", 1)
	if diff := cmp.Diff(strings.ReplaceAll(text, word, line), have.text); diff != "" {
		t.Error(diff)
	}
}

// seen is an HTML page as a browser sees it.
type seen struct {
	tags []string // with their attributes
	text string   // with the end of quotes
}

func asSeen(page string) seen {
	var s seen
	for tokens := html.NewTokenizer(strings.NewReader(page)); ; {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return s
		case html.TextToken:
			s.text += tokens.Token().Data
		default:
			token := tokens.Token().String()
			s.tags = append(s.tags, token)
			if token == "</blockquote>" {
				s.text += token
			}
		}
	}
}
