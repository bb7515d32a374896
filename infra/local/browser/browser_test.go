package browser_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/browser"
)

const base = "https://groups.example.com"

// show answers with a page at /, and at /echo with what was posted.
func show(html string) *browser.Browser {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, html)
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		fmt.Fprintf(w, "%s %s", r.Method, r.Form.Encode())
	})
	mux.HandleFunc("POST /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/echo?done=1", http.StatusSeeOther)
	})
	mux.HandleFunc("/again", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/echo", http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/round", http.StatusFound)
	})
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://elsewhere.example.com/", http.StatusFound)
	})
	return &browser.Browser{Handler: mux, Base: base}
}

func open(t *testing.T, b *browser.Browser, address string) browser.Page {
	t.Helper()
	p, err := b.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const questions = `<!doctype html><html><head><title>A &amp; B</title><style>p{}</style></head><body>
<h1>Your   answer</h1><p>One <strong>word</strong>,
please.</p><p hidden>secret</p><script>alert(1)</script>
<table><tr><th>Ada</th><td>1</td></tr></table>
<form method="post" action="/echo">
<input type="hidden" name="revision" value="7">
<label for="t">Topic</label><input id="t" name="topic" required maxlength="5" value="old">
<textarea name="note">
a
b</textarea>
<label>Length <select name="minutes"><option value="">Choose</option><option value="60" selected>An hour</option></select></label>
<fieldset><legend>Were they there?</legend>
<label><input type="radio" name="there" value="yes" required><span>Yes</span></label>
<label><input type="radio" name="there" value="no" checked><span>No</span></label></fieldset>
<label><input type="checkbox" name="sure" value="true" checked> Sure</label>
<input name="off" disabled value="x"><input type="submit" value="Go">
<button name="action" value="save">Save</button><button name="action" value="drop">Drop</button>
</form>
<form id="second"><input name="q"></form><input form="second" type="number" name="n" min="1" value="2">
</body></html>`

func TestPageIsWhatAPersonSees(t *testing.T) {
	got := open(t, show(questions), "/")
	want := browser.Page{Status: 200, URL: base + "/", Title: "A & B",
		Forms: []browser.Form{
			{Method: "POST", Action: "/echo", Fields: []browser.Field{
				{Name: "revision", Type: "hidden", Value: "7"},
				{Name: "topic", Type: "text", Label: "Topic", Value: "old", Length: 5},
				{Name: "note", Type: "textarea", Value: "a\nb"},
				{Name: "minutes", Type: "select", Label: "Length", Value: "60",
					Options: []browser.Option{{Label: "Choose"}, {Value: "60", Label: "An hour", Chosen: true}}},
				{Name: "there", Type: "radio", Label: "Were they there?", Value: "no",
					Options: []browser.Option{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No", Chosen: true}}},
				{Name: "sure", Type: "checkbox", Label: "Sure", Value: "true",
					Options: []browser.Option{{Value: "true", Label: "Sure", Chosen: true}}},
				{Name: "action", Type: "submit", Options: []browser.Option{{Value: "save", Label: "Save"}, {Value: "drop", Label: "Drop"}}},
			}},
			{Method: "GET", Fields: []browser.Field{{Name: "q", Type: "text"}, {Name: "n", Type: "number", Value: "2", Min: "1"}}},
		}}
	for _, line := range []string{"Your answer", "One word, please.", "Ada 1"} {
		if !strings.Contains("\n"+got.Text+"\n", "\n"+line+"\n") {
			t.Errorf("the text has no line %q:\n%s", line, got.Text)
		}
	}
	for _, hidden := range []string{"secret", "alert", "p{}"} {
		if strings.Contains(got.Text, hidden) {
			t.Errorf("the text shows %q", hidden)
		}
	}
	got.Text = ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
	if got.Find("q", "n") != 1 || got.Find("topic") != 0 || got.Find("topic", "q") != -1 {
		t.Error("Find does not find forms by their fields")
	}
}

func TestFollowOpensALinkWhereItStands(t *testing.T) {
	b := show(`<ul><li><a href="?show=person&amp;id=7">Ada <b>Hart</b></a> sits in Group 1</li></ul><table><tr><td><a href="next">Next</a></td><td>2 of 3</td></tr></table><a>none</a>`)
	p := open(t, b, "/?page=2")
	want := []browser.Link{{"Ada Hart", "?show=person&id=7", "Ada Hart sits in Group 1"},
		{"Next", "next", "Next 2 of 3"}}
	if diff := cmp.Diff(want, p.Links); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	link, ok := p.Link("Ada")
	if _, none := p.Link("Zoe"); !ok || none {
		t.Error("links are not found by what they say")
	}
	got, err := b.Follow(p, link)
	if err != nil || got.URL != base+"/?show=person&id=7" {
		t.Errorf("%s, %v", got.URL, err)
	}
}

func TestSubmit(t *testing.T) {
	tests := map[string]struct {
		form   int
		values url.Values
		want   string
		wrong  string // part of the error
	}{
		"an untouched form is sent as it stands": {0, nil, "POST minutes=60&note=a%0Ab&revision=7&sure=true&there=no&topic=old", ""},
		"what is named is replaced, and a button pressed": {0, url.Values{"topic": {"new"}, "there": {"yes"}, "sure": {""}, "action": {"drop"}},
			"POST action=drop&minutes=60&note=a%0Ab&revision=7&there=yes&topic=new", ""},
		"a form by GET asks with a query":         {1, url.Values{"q": {"x y"}}, "", ""},
		"a field that is not there":               {0, url.Values{"off": {"y"}}, "", `there is no field "off"`},
		"an option that is not offered":           {0, url.Values{"minutes": {"30"}}, "", `does not offer "30"`},
		"two answers to one question":             {0, url.Values{"there": {"yes", "no"}}, "", "one answer"},
		"a hidden field":                          {0, url.Values{"revision": {"8"}}, "", "hidden"},
		"a text that is too long":                 {0, url.Values{"topic": {"longer"}}, "", "5 characters"},
		"two lines where there is room for one":   {0, url.Values{"topic": {"a\nb"}}, "", "one line"},
		"a form that is not there":                {2, nil, "", "2 forms"},
		"a checkbox with a value that is not its": {0, url.Values{"sure": {"false"}}, "", "does not offer"},
	}
	b := show(questions)
	p := open(t, b, "/")
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := b.Submit(p, test.form, test.values)
			if test.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), test.wrong) {
					t.Errorf("error %v, want one with %q", err, test.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if test.want == "" && got.URL != base+"/?n=2&q=x+y" || test.want != "" && got.Text != test.want {
				t.Errorf("arrived at %s: %s", got.URL, got.Text)
			}
		})
	}
}

func TestFieldsOfOneNameTakeTheirValuesInTurn(t *testing.T) {
	b := show(`<form method="post" action="/echo"><input name="who" value="a"><input name="who" value="b"></form>`)
	got, err := b.Submit(open(t, b, "/"), 0, url.Values{"who": {"x"}})
	if err != nil || got.Text != "POST who=x&who=b" {
		t.Errorf("sent %q, %v", got.Text, err)
	}
}

func TestRedirects(t *testing.T) {
	b := show(`<form method="post"><input name="a" value="1"></form><form method="post" action="/again"><input name="a" value="1"></form>`)
	p := open(t, b, "/")
	if got, err := b.Submit(p, 0, nil); err != nil || got.Text != "GET done=1" || got.URL != base+"/echo?done=1" {
		t.Errorf("after 303: %q at %s, %v; want a GET", got.Text, got.URL, err)
	}
	if got, err := b.Submit(p, 1, nil); err != nil || got.Text != "POST a=1" {
		t.Errorf("after 307: %q, %v; want the same POST", got.Text, err)
	}
	for _, address := range []string{"/round", "/away", "https://elsewhere.example.com/", "http://groups.example.com/",
		":"} {
		if got, err := b.Get(address); err == nil {
			t.Errorf("%s was opened: %+v", address, got)
		}
	}
	if got, err := b.Head("/missing"); err != nil || got.Status != 404 {
		t.Errorf("HEAD gave %+v, %v", got, err)
	}
}

func TestFilesAreSentInParts(t *testing.T) {
	b := show(`<form method="post" action="/parts" enctype="multipart/form-data"><input type="hidden" name="version" value="7">
<input type="file" name="report"><button>Send</button></form>`)
	b.Handler.(*http.ServeMux).HandleFunc("POST /parts", func(w http.ResponseWriter, r *http.Request) {
		file, _, err := r.FormFile("report")
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		_, _ = io.WriteString(w, r.FormValue("version")+" ")
		_, _ = io.Copy(w, file)
	})
	p, err := b.Submit(open(t, b, "/"), 0, url.Values{"report": {"a\xff\nb"}})
	if err != nil || p.Text != "7 a\xff\nb" {
		t.Errorf("%q, %v", p.Text, err)
	}
}
