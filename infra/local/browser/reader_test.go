package browser_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/browser"
)

func TestAFieldIsCalledWhatAPersonReadsNextToIt(t *testing.T) {
	for name, test := range map[string]struct{ html, want string }{
		"the label around it":                    {`<label>Topic <input name="x"></label>`, "Topic"},
		"the label that is for it":               {`<label for="t">Topic</label><input id="t" name="x">`, "Topic"},
		"a label that comes after it":            {`<input id="t" name="x"><label for="t">Topic</label>`, "Topic"},
		"what screen readers say, before others": {`<label>Seen <input name="x" aria-label="Read out"></label>`, "Read out"},
		"the legend of its group":                {`<fieldset><legend>Place</legend><input name="x"></fieldset>`, "Place"},
		"the innermost legend": {`<fieldset><legend>Outer</legend><fieldset><legend>Inner</legend><input name="x">
			</fieldset></fieldset>`, "Inner"},
		"the head of its row":          {`<table><tr><th>Ada</th><td><input name="x"></td></tr></table>`, "Ada"},
		"a label in several parts":     {`<label><b>Your</b> <i>topic</i><input name="x"></label>`, "Your topic"},
		"not the text of its options":  {`<label>Role <select name="x"><option>Sales</option></select></label>`, "Role"},
		"not the text that is typed":   {`<label>Why <textarea name="x">Because</textarea></label>`, "Why"},
		"nothing where there is none":  {`<p>Topic</p><input name="x">`, ""},
		"of radios, not each answer's": {`<fieldset><legend>Who</legend><label><input type="radio" name="x">Ada</label></fieldset>`, "Who"},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, show(`<form>`+test.html+`</form>`), "/")
			if got := p.Forms[0].Fields[0].Label; got != test.want {
				t.Errorf("the field is called %q, want %q", got, test.want)
			}
		})
	}
}

func TestAFieldHoldsWhatTheBrowserWouldSend(t *testing.T) {
	for name, test := range map[string]struct {
		html string
		want browser.Field
	}{
		"an input without a type is a text": {`<input name="x" value="a">`, browser.Field{Name: "x", Type: "text", Value: "a"}},
		"a type in capital letters":         {`<input name="x" type="EMAIL">`, browser.Field{Name: "x", Type: "email"}},
		"a limit that is no number":         {`<input name="x" maxlength="many">`, browser.Field{Name: "x", Type: "text"}},
		"the first line of a textarea may be empty": {"<textarea name=x>\n\na</textarea>",
			browser.Field{Name: "x", Type: "textarea", Value: "\na"}},
		"a checkbox without a value sends on": {`<input type="checkbox" name="x" checked>`,
			browser.Field{Name: "x", Type: "checkbox", Value: "on", Options: []browser.Option{{Value: "on", Chosen: true}}}},
		"without a choice the first option of a select": {`<select name="x"><option>A</option><option value="b">B</option></select>`,
			browser.Field{Name: "x", Type: "select", Value: "A", Options: []browser.Option{{Value: "A", Label: "A", Chosen: true}, {Value: "b", Label: "B"}}}},
		"an option that is disabled is not offered": {`<select name="x"><option disabled>Choose</option><option>A</option></select>`,
			browser.Field{Name: "x", Type: "select", Value: "A", Options: []browser.Option{{Value: "A", Label: "A", Chosen: true}}}},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, show(`<form>`+test.html+`</form>`), "/")
			if diff := cmp.Diff([]browser.Field{test.want}, p.Forms[0].Fields); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestOnlyWhatIsSentIsAField(t *testing.T) {
	for name, html := range map[string]string{
		"no name":                    `<form><input value="a"></form>`,
		"disabled":                   `<form><input name="x" disabled></form>`,
		"outside of the form":        `<form></form><input name="x">`,
		"of a form that there isn't": `<form id="a"><input name="x" form="b"></form>`,
	} {
		t.Run(name, func(t *testing.T) {
			if got := open(t, show(html), "/").Forms[0].Fields; len(got) != 0 {
				t.Errorf("the form has %+v", got)
			}
		})
	}
}

func TestTheTextIsLaidOutAsOnThePage(t *testing.T) {
	for name, test := range map[string]struct{ html, want string }{
		"blocks begin on lines of their own": {`<h1>One</h1><p>Two</p><div>Three</div>`, "One\nTwo\nThree"},
		"words in a sentence stay in it":     {`<p>Thu <time>15 Oct</time>, <strong>10:00</strong> EDT</p>`, "Thu 15 Oct, 10:00 EDT"},
		"a word may be marked in part":       {`<p>un<b>believ</b>able</p>`, "unbelievable"},
		"cells of a row share a line":        {`<table><tr><th>Ada</th><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>`, "Ada 1 2\n3"},
		"white space is one space":           {"<p>a \n\t b</p>", "a b"},
		"what is hidden is not seen":         {`<p>a</p><p hidden>b</p><div hidden><p>c</p></div>`, "a"},
		"nor what is for machines":           {`<style>x{}</style><script>y()</script><template><p>z</p></template><p>a</p>`, "a"},
		"nor what is typed into fields":      {`<form><input value="b"><textarea>c</textarea></form><p>a</p>`, "a"},
		"buttons are read":                   {`<form><button>Save it</button></form>`, "Save it"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := open(t, show(test.html), "/").Text; got != test.want {
				t.Errorf("the page says %q, want %q", got, test.want)
			}
		})
	}
}
