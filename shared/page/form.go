package page

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Form is a set of questions that is posted to the page's own URL.
type Form struct {
	Fields  []Field
	Submit  string // label of the button
	Problem string // what is wrong with the form as a whole
}

// Read takes the posted values and checks them against what the fields say: required, options, length. It reports
// whether all is well; if not, rendering the form again shows what is wrong, with everything that was typed.
// Text is cleaned as pug.Line and pug.Prose have it. What else must hold is the caller's to check, and to Fail.
func (f *Form) Read(posted url.Values) bool {
	for i := range f.Fields {
		field := &f.Fields[i]
		field.Value = field.clean(posted.Get(field.Name))
		field.Problem = field.wrong()
	}
	return !f.Failed()
}

// Value returns the value of the named field, or "" if there is no such field.
func (f Form) Value(name string) string {
	if i := f.index(name); i >= 0 {
		return f.Fields[i].Value
	}
	return ""
}

// Fail says what is wrong with the named field, in a sentence; with the form as a whole, if no field has that name.
// A field's first problem stays.
func (f *Form) Fail(name, problem string) {
	i := f.index(name)
	switch {
	case i < 0:
		f.Problem = problem
	case f.Fields[i].Problem == "":
		f.Fields[i].Problem = problem
	}
}

// Failed reports whether anything is wrong.
func (f Form) Failed() bool {
	return f.Problem != "" || slices.ContainsFunc(f.Fields, func(x Field) bool { return x.Problem != "" })
}

func (f Form) index(name string) int {
	return slices.IndexFunc(f.Fields, func(x Field) bool { return x.Name == name })
}

// clean is a value as the field takes it: a text area keeps its lines. It is not cut: who wrote it is told.
func (f Field) clean(value string) string {
	if f.Kind == TextArea {
		return pug.Prose(value, math.MaxInt)
	}
	return pug.Line(value, math.MaxInt)
}

// wrong checks one value against what its field says of it.
func (f Field) wrong() string {
	if f.Value == "" {
		return f.missing()
	}
	switch f.Kind {
	case Select, Radios:
		if !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == f.Value }) {
			return "Choose one of the answers."
		}
	case Checkbox:
		if f.Value != "true" {
			return "Tick the box or leave it."
		}
	}
	if n := utf8.RuneCountInString(f.Value); f.Typed() && n > f.Most() {
		return fmt.Sprintf("Use at most %d characters. You have used %d.", f.Most(), n)
	}
	return ""
}

func (f Field) missing() string {
	if !f.Required {
		return ""
	}
	switch f.Kind {
	case Select, Radios:
		return "Choose an answer."
	case Checkbox:
		return "Tick the box to go on."
	}
	return "Please fill this in."
}

// Kind is the control that a field is shown as.
type Kind string

// The kinds of field. Those up to Number are one-line inputs of that HTML type.
const (
	Text     Kind = "text"
	Email    Kind = "email"
	URL      Kind = "url"
	Date     Kind = "date"           // value "2026-10-01"
	Time     Kind = "time"           // value "09:00"
	DateTime Kind = "datetime-local" // value "2026-10-01T09:00"
	Number   Kind = "number"
	Hidden   Kind = "hidden" // what the form was made from
	TextArea Kind = "textarea"
	Select   Kind = "select"
	Radios   Kind = "radios"
	Checkbox Kind = "checkbox" // value "true" when ticked
)

// maxLength is how many characters a field takes where it does not say.
const maxLength = 2000

// Field is one question of a form.
type Field struct {
	Kind     Kind // Text if empty
	Name     string
	Label    string
	Hint     string // how to answer, shown under the label
	Value    string
	Required bool
	Options  []Option // of Select and Radios; no other value is taken
	Empty    string   // of Select: what stands there while nothing is chosen; "Choose …" if empty
	Inline   bool     // of Radios: options side by side, for short labels
	Min, Max string   // of Date, Time and Number
	Length   int      // most characters of a text; 0 means 2000
	Problem  string   // what is wrong with Value; set by Form.Fail
}

// Option is one answer to choose.
type Option struct {
	Value string
	Label string
	Hint  string // of Radios only
	Group string // of Select only: the heading under which it stands with its neighbours of the same group
}

// Group is options of a Select that stand together. Those without a heading have no label.
type Group struct {
	Label   string
	Options []Option
	Chosen  int // which of them is chosen; -1 for none
}

// Groups are the options by their groups. Of several with one value, such as cities in one time zone, the first is the
// one that is chosen.
func (f Field) Groups() []Group {
	var all []Group
	chosen := slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == f.Value })
	for i, o := range f.Options {
		if i == 0 || o.Group != f.Options[i-1].Group {
			all = append(all, Group{Label: o.Group, Chosen: -1})
		}
		last := &all[len(all)-1]
		if i == chosen {
			last.Chosen = len(last.Options)
		}
		last.Options = append(last.Options, o)
	}
	return all
}

// InputType is the HTML type of a one-line field.
func (f Field) InputType() Kind {
	return cmp.Or(f.Kind, Text)
}

// NoAnswer is the option of a Select that is no answer.
func (f Field) NoAnswer() string {
	return cmp.Or(f.Empty, "Choose …")
}

// Typed tells whether the answer is typed as text, so that its length has a limit.
func (f Field) Typed() bool {
	return slices.Contains([]Kind{Text, Email, URL, TextArea}, f.InputType())
}

// Most is the longest text that the field takes, in characters.
func (f Field) Most() int {
	return cmp.Or(f.Length, maxLength)
}

// ID is the id of the element to bring into focus when something is wrong with the field.
func (f Field) ID() string {
	return "f-" + f.Name
}

// DescribedBy lists the ids of the elements that explain the field, for aria-describedby.
func (f Field) DescribedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.ID()+"-hint")
	}
	if f.Problem != "" {
		ids = append(ids, f.ID()+"-problem")
	}
	return strings.Join(ids, " ")
}
