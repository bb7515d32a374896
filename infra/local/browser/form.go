package browser

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Form is a form as it stands on a page.
type Form struct {
	Method string // GET or POST
	Action string // as it is written: relative to the page
	Parts  bool   // it is sent in parts, so that files can be
	Fields []Field
}

// Field is a question of a form. Radios and checkboxes of one name are one field.
type Field struct {
	Name    string
	Type    string // of the input; "select", "textarea", "submit" for buttons. A file is filled in by what is in it
	Label   string // of the field; of a group of radios, its legend
	Value   string // what it holds; of radios and selects, the chosen option
	Options []Option
	Length  int    // most characters of a text; 0 is no limit
	Min     string // of dates and numbers
}

// Option is one answer to choose from.
type Option struct {
	Value, Label string
	Chosen       bool
}

// Field finds a field by its name.
func (f Form) Field(name string) (Field, bool) {
	i := slices.IndexFunc(f.Fields, func(x Field) bool { return x.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return f.Fields[i], true
}

func (f Form) has(name string) bool {
	_, ok := f.Field(name)
	return ok
}

// Offers says whether an answer can be chosen.
func (x Field) Offers(value string) bool {
	return slices.ContainsFunc(x.Options, func(o Option) bool { return o.Value == value })
}

// fill makes what is sent when the form holds these values.
func (f Form) fill(values url.Values) (url.Values, error) {
	for name := range values {
		if !f.has(name) {
			return nil, fmt.Errorf("there is no field %q", name)
		}
	}
	filled := url.Values{}
	used := map[string]int{} // how many values of a name were typed: fields of the same name take them in turn
	for _, x := range f.Fields {
		given, named := values[x.Name]
		if x.Options == nil && named {
			turn := used[x.Name]
			used[x.Name]++
			given, named = given[min(turn, len(given)):min(turn+1, len(given))], turn < len(given)
		}
		if !named {
			filled[x.Name] = append(filled[x.Name], x.untouched()...)
			continue
		}
		sent, err := x.answer(given)
		if err != nil {
			return nil, err
		}
		filled[x.Name] = append(filled[x.Name], sent...)
	}
	return filled, nil
}

// untouched is what a field sends when nobody changes it.
func (x Field) untouched() []string {
	if x.Options == nil {
		return []string{x.Value}
	}
	return x.chosen()
}

func (x Field) chosen() []string {
	var values []string
	for _, o := range x.Options {
		if o.Chosen {
			values = append(values, o.Value)
		}
	}
	return values
}

// answer is what a field sends with the given values.
func (x Field) answer(given []string) ([]string, error) {
	if x.Options == nil {
		return given, x.typed(given[0])
	}
	if x.Type == "checkbox" {
		given = slices.DeleteFunc(slices.Clone(given), func(v string) bool { return v == "" && !x.Offers("") })
	} else if len(given) != 1 {
		return nil, fmt.Errorf("field %q takes one answer, not %d", x.Name, len(given))
	}
	for _, value := range given {
		if !x.Offers(value) {
			return nil, fmt.Errorf("field %q does not offer %q", x.Name, value)
		}
	}
	return given, nil
}

// typed checks what a person could not type.
func (x Field) typed(value string) error {
	switch {
	case x.Type == "hidden" && value != x.Value:
		return fmt.Errorf("field %q is hidden: nobody can change it", x.Name)
	case x.Length > 0 && utf8.RuneCountInString(value) > x.Length:
		return fmt.Errorf("field %q takes %d characters at most", x.Name, x.Length)
	case strings.Contains(value, "\n") && x.Type != "textarea" && x.Type != "file":
		return fmt.Errorf("field %q has one line", x.Name)
	}
	return nil
}

// add puts a field into the form; radios, checkboxes and buttons join the one of their name. The value of a field with
// options is the chosen one.
func (f *Form) add(x Field) {
	at := slices.IndexFunc(f.Fields, func(other Field) bool {
		return other.Name == x.Name && other.Type == x.Type && x.Options != nil && x.Type != "select"
	})
	if at < 0 {
		at = len(f.Fields)
		f.Fields = append(f.Fields, x)
	} else {
		f.Fields[at].Options = append(f.Fields[at].Options, x.Options...)
	}
	if whole := &f.Fields[at]; whole.Options != nil {
		whole.Value = ""
		for _, chosen := range whole.chosen() {
			whole.Value = chosen
		}
	}
}
