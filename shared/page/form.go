package page

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Form is a set of questions that is posted to the page's own URL.
type Form struct {
	Fields  []Field
	Submit  string // label of the button
	Problem string // what is wrong with the form as a whole
}

// Read takes the posted values and checks them against what the fields say: required, options, length. It reports
// whether all is well; if not, rendering the form again shows what is wrong, with everything that was typed.
// Values are trimmed, line breaks become "\n". What else must hold is the caller's to check, and to Fail.
func (f *Form) Read(posted url.Values) bool {
	for i := range f.Fields {
		field := &f.Fields[i]
		field.Value = strings.TrimSpace(strings.ReplaceAll(posted.Get(field.Name), "\r\n", "\n"))
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
	if f.Typed() && utf8.RuneCountInString(f.Value) > f.Most() {
		return fmt.Sprintf("Use at most %d characters.", f.Most())
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
