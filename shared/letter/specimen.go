package letter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
)

// Specimen is a letter of a kind, with made-up data.
type Specimen struct {
	Function string // that writes such letters
	Kind     string
	Letter
}

// Specimens writes a letter of each kind for the function. Samples is JSON: an object for each kind, with the fields of
// the kind's type. An error says which kind lacks a template or a sample, and which template or sample belongs to no
// kind.
func (k Kinds) Specimens(function string, samples []byte, from Address) ([]Specimen, error) {
	t, err := newTools(k)
	if err != nil {
		return nil, err
	}
	l, err := newLayout()
	if err != nil {
		return nil, err
	}
	var of map[string]json.RawMessage
	if err := decode(samples, &of); err != nil {
		return nil, fmt.Errorf("read the samples: %w", err)
	}
	var all []Specimen
	var problems []error
	for _, zero := range k.Types {
		kind := KindOf(zero)
		specimen, err := t.specimen(l, zero, of[kind], from)
		if err != nil {
			problems = append(problems, fmt.Errorf("the letter %s of %s: %w", kind, function, err))
		}
		all = append(all, Specimen{function, kind, specimen})
		delete(of, kind)
	}
	for kind := range of {
		problems = append(problems, fmt.Errorf("the sample %s belongs to no kind of letter", kind))
	}
	return all, errors.Join(append(problems, k.unused())...)
}

// specimen fills the sample into the type of the zero value, and writes the letter.
func (t *tools) specimen(l *layout, zero any, sample []byte, from Address) (Letter, error) {
	data := reflect.New(reflect.TypeOf(zero))
	if err := decode(sample, data.Interface()); err != nil {
		return Letter{}, fmt.Errorf("read its sample: %w", err)
	}
	d, err := t.draft(data.Elem().Interface())
	if err != nil {
		return Letter{}, err
	}
	to := Links{Page: "https://groups.example.com/my/application-s3cret",
		How: "https://groups.example.com" + HowChampions}
	if d.asks() {
		to.Link = "https://groups.example.com/link/s3cret"
	}
	d.Greeted = "Mira"
	return l.lay(d, from, to)
}

// unused says which templates belong to no kind.
func (k Kinds) unused() error {
	files, err := fs.Glob(k.Templates, "letters/*.md")
	for _, file := range files {
		kind := strings.TrimSuffix(path.Base(file), ".md")
		if kind != "parts" && !slices.ContainsFunc(k.Types, func(zero any) bool { return KindOf(zero) == kind }) {
			err = errors.Join(err, fmt.Errorf("the template %s belongs to no kind of letter", file))
		}
	}
	return err
}

func decode(text []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}
