package page_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/partnerusergroups/pugs/shared/page"
)

func decision() page.Form {
	return page.Form{Submit: "Send", Fields: []page.Field{
		{Kind: page.Radios, Name: "decision", Label: "Decision", Required: true, Options: []page.Option{
			{Value: "approve", Label: "Approve", Hint: "They are told."}, {Value: "decline", Label: "Decline"}}},
		{Kind: page.TextArea, Name: "note", Label: "Note", Hint: "In your words.", Length: 20},
		{Kind: page.Select, Name: "zone", Label: "Time zone", Options: []page.Option{{Value: "UTC", Label: "UTC"}}},
		{Kind: page.Date, Name: "day", Label: "Day", Min: "2026-10-01"},
		{Name: "place", Label: "Place"},
		{Kind: page.Checkbox, Name: "sure", Label: "I am sure", Required: true},
	}}
}

func TestReadTakesGoodAnswers(t *testing.T) {
	f := decision()
	ok := f.Read(url.Values{"decision": {"approve"}, "note": {"  two\r\nlin\u202ees "}, "place": {" Room\t5\u200b"}, "sure": {"true"}, "other": {"ignored"}})
	if !ok || f.Failed() {
		t.Errorf("refused: %+v", f)
	}
	got := []string{f.Value("decision"), f.Value("note"), f.Value("zone"), f.Value("place"), f.Value("other")}
	if diff := cmp.Diff([]string{"approve", "two\nlines", "", "Room 5", ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	good := url.Values{"decision": {"approve"}, "sure": {"true"}}
	for name, c := range map[string]struct{ field, value, problem string }{
		"nothing chosen":           {"decision", "", "Choose an answer."},
		"an answer nobody offered": {"decision", "publish", "Choose one of the answers."},
		"a text too long":          {"note", strings.Repeat("ö", 21), "Use at most 20 characters. You have used 21."},
		"a text just short enough": {"note", strings.Repeat("ö", 20), ""},
		"a box not ticked":         {"sure", "", "Tick the box to go on."},
		"spaces only":              {"decision", "  ", "Choose an answer."},
	} {
		t.Run(name, func(t *testing.T) {
			posted := url.Values{}
			for key, values := range good {
				posted[key] = values
			}
			posted.Set(c.field, c.value)
			f := decision()
			ok := f.Read(posted)
			for _, field := range f.Fields {
				if want := map[bool]string{true: c.problem}[field.Name == c.field]; field.Problem != want {
					t.Errorf("%s: problem %q, want %q", field.Name, field.Problem, want)
				}
			}
			if ok != (c.problem == "") {
				t.Errorf("Read reports %t", ok)
			}
		})
	}
}

func TestFailKeepsAFieldsFirstProblem(t *testing.T) {
	f := decision()
	f.Fail("day", "This day has passed.")
	f.Fail("day", "Something else.")
	f.Fail("", "The group has changed meanwhile.")
	if f.Fields[3].Problem != "This day has passed." || f.Problem != "The group has changed meanwhile." || !f.Failed() {
		t.Errorf("got %+v", f)
	}
}

func TestAFormThatFailedShowsWhatWasTypedAndWhatIsWrong(t *testing.T) {
	f := decision()
	f.Read(url.Values{"decision": {"decline"}, "note": {"\nnot </textarea> now"}, "day": {"2026-09-01"}})
	f.Fail("day", "This day has passed.")
	body := shown(t, f)
	for _, want := range []string{
		`value="decline" checked`, "not &lt;/textarea&gt; now</textarea>", `value="2026-09-01"`,
		`<a href="#f-day">Day</a> – This day has passed.`, `<a href="#f-sure">I am sure</a>`,
		`aria-invalid="true" aria-describedby="f-day-problem"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// A browser cuts what is pasted at the length that it is told of, without a word.
func TestNothingThatIsPastedIsCut(t *testing.T) {
	f := decision()
	f.Read(url.Values{"note": {"This is more than a note takes."}})
	body := shown(t, f)
	if !strings.Contains(body, "This is more than a note takes.</textarea>") || strings.Contains(body, "maxlength") {
		t.Error(body)
	}
}

// Every control needs a label, and every reference an element: that is what screen readers go by.
func TestFormsCanBeReadAloud(t *testing.T) {
	f := decision()
	f.Read(nil)
	tree, err := html.Parse(strings.NewReader(shown(t, f)))
	if err != nil {
		t.Fatal(err)
	}
	ids, labelled, controls := map[string]bool{}, map[string]bool{}, 0
	for n := range tree.Descendants() {
		if id := attribute(n, "id"); id != "" && ids[id] {
			t.Errorf("two elements have the id %q", id)
		}
		ids[attribute(n, "id")] = true
		if n.Data == "label" {
			labelled[attribute(n, "for")] = true
		}
	}
	for n := range tree.Descendants() {
		switch n.Data {
		case "input", "select", "textarea":
			controls++
			if n.Parent.Data != "label" && !labelled[attribute(n, "id")] {
				t.Errorf("%s %s has no label", n.Data, attribute(n, "name"))
			}
		}
		for _, id := range strings.Fields(attribute(n, "aria-describedby")) {
			if !ids[id] {
				t.Errorf("%s is described by %q, which is nowhere", n.Data, id)
			}
		}
		if target, local := strings.CutPrefix(attribute(n, "href"), "#"); local && !ids[target] {
			t.Errorf("a link leads to %q, which is nowhere", target)
		}
	}
	if controls != 7 {
		t.Errorf("the form has %d controls", controls)
	}
}

func shown(t *testing.T, f page.Form) string {
	t.Helper()
	p := newPages(t, io.Discard, map[string]string{"form.html": `{{define "main"}}{{template "form" .Form}}{{end}}`})
	_, body := answer(t, "GET", func(w http.ResponseWriter, r *http.Request) {
		p.Render(w, r, http.StatusOK, "form", page.View{Title: "Decide", Data: struct{ Form page.Form }{f}})
	})
	return body
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
