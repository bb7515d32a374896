package page

// Kind is the control that a field is shown as.
type Kind string

// The kinds of field. Those up to Number are one-line inputs of that HTML type.
const (
	Text     Kind = "text"
	Email    Kind = "email"
	URL      Kind = "url"
	Date     Kind = "date" // value "2026-10-01"
	Time     Kind = "time" // value "09:00"
	Number   Kind = "number"
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
}

// InputType is the HTML type of a one-line field.
func (f Field) InputType() Kind {
	if f.Kind == "" {
		return Text
	}
	return f.Kind
}

// Typed tells whether the answer is typed as text, so that its length has a limit.
func (f Field) Typed() bool {
	switch f.InputType() {
	case Text, Email, URL, TextArea:
		return true
	}
	return false
}

// Most is the longest text that the field takes, in characters.
func (f Field) Most() int {
	if f.Length > 0 {
		return f.Length
	}
	return maxLength
}

// ID is the id of the element to bring into focus when something is wrong with the field.
func (f Field) ID() string {
	return "f-" + f.Name
}

// DescribedBy lists the ids of the elements that explain the field, for aria-describedby.
func (f Field) DescribedBy() string {
	switch {
	case f.Hint != "" && f.Problem != "":
		return f.ID() + "-hint " + f.ID() + "-problem"
	case f.Hint != "":
		return f.ID() + "-hint"
	case f.Problem != "":
		return f.ID() + "-problem"
	}
	return ""
}
