package hubspot

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Conversion is a form submission as a contact lists it.
type Conversion struct {
	Key    string // as Submission has it
	Former string // by which earlier releases knew it
	ID     string
	Form   string // its id; may be empty
	Title  string // of the form or its page; may be empty
	At     time.Time
}

// conversions reads a contact's list of form submissions, newest first; what has another shape is passed over.
func conversions(raw []byte) []Conversion {
	var listed []struct {
		ID        scalar `json:"conversion-id"`
		Form      scalar `json:"form-id"`
		Title     scalar `json:"title"`
		PageTitle scalar `json:"page-title"`
		Timestamp scalar `json:"timestamp"`
	}
	if err := json.Unmarshal(raw, &listed); err != nil {
		return nil
	}
	var all []Conversion
	for _, c := range listed {
		if c.ID != "" {
			all = append(all, Conversion{ID: string(c.ID), Form: fold(string(c.Form)),
				Title: string(cmp.Or(c.Title, c.PageTitle)), At: moment(string(c.Timestamp))})
		}
	}
	slices.SortStableFunc(all, func(a, b Conversion) int { return b.At.Compare(a.At) })
	return all
}

// setByForm reads the versions of a property: when forms set it, newest first.
func setByForm(raw []byte) []time.Time {
	var listed []struct {
		Source    scalar `json:"source-type"`
		Timestamp scalar `json:"timestamp"`
	}
	if err := json.Unmarshal(raw, &listed); err != nil {
		return nil
	}
	var all []time.Time
	for _, v := range listed {
		at, byForm := moment(string(v.Timestamp)), strings.EqualFold(string(cmp.Or(v.Source, "FORM")), "FORM")
		if byForm && !at.IsZero() {
			all = append(all, at)
		}
	}
	slices.SortFunc(all, func(a, b time.Time) int { return b.Compare(a) })
	return all
}

// convert takes what counts of a contact's form submissions. Where none of them is the programme's, the time at which
// Kind was set is that of the form.
func (b *body) convert(s *Submission) {
	own := b.own()
	if len(own) == 0 {
		if len(b.conversions) > 0 {
			s.Notes = append(s.Notes, "None of the contact's form submissions is of one of the programme's forms: the "+
				"contact counts as it is.")
		}
		if len(b.set) > 0 {
			s.At = b.set[0]
		}
		return
	}
	s.Key, s.At, s.Earlier = own[0].Key, own[0].At, own[1:]
	s.Former = []string{own[0].Former}
	if newest := b.conversions[0]; newest.ID != own[0].ID { // which counted then, whatever form it was of
		s.Former = append(s.Former, b.former(newest))
	}
}

func (b *body) former(c Conversion) string {
	return fmt.Sprintf("contact %q %q %q", b.portal, b.vid, c.ID)
}

// own are the conversions of the programme's own forms, newest first. Where nothing tells which forms those are, it is
// the newest of all.
func (b *body) own() []Conversion {
	forms, ids := b.reader.ownForms(), []string(nil)
	switch {
	case len(forms) > 0:
	case len(b.set) > 0:
		forms, ids = b.settingForms()
	case len(b.conversions) > 0:
		ids = []string{b.conversions[0].ID}
	}
	var own []Conversion
	for _, c := range b.conversions {
		if slices.Contains(forms, c.Form) || slices.Contains(ids, c.ID) {
			c.Key, c.Former = fmt.Sprintf("conversion %q %q", b.portal, c.ID), b.former(c)
			own = append(own, c)
		}
	}
	return own
}

func (r Reader) ownForms() []string {
	var forms []string
	for _, form := range r.Forms {
		forms = append(forms, fold(form))
	}
	return forms
}

// settingForms finds the conversions by which Kind was set, and their forms. It is the forms that count: a form that is
// submitted again with the same value leaves no new version.
func (b *body) settingForms() (forms, ids []string) {
	for _, at := range b.set {
		if len(b.conversions) == 0 {
			break
		}
		nearest := slices.MinFunc(b.conversions, func(x, y Conversion) int {
			return cmp.Compare(x.At.Sub(at).Abs(), y.At.Sub(at).Abs())
		})
		ids = append(ids, nearest.ID)
		if nearest.Form != "" {
			forms = append(forms, nearest.Form)
		}
	}
	return forms, ids
}
