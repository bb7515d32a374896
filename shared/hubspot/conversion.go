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

// version is one value that a property had.
type version struct {
	byForm bool
	at     time.Time
}

// versions reads what a property was, newest first. Where no source is named, it was a form.
func versions(raw []byte) []version {
	var listed []struct {
		Source    scalar `json:"source-type"`
		Timestamp scalar `json:"timestamp"`
	}
	if err := json.Unmarshal(raw, &listed); err != nil {
		return nil
	}
	var all []version
	for _, v := range listed {
		byForm := strings.EqualFold(string(cmp.Or(v.Source, "FORM")), "FORM")
		if at := moment(string(v.Timestamp)); !at.IsZero() {
			all = append(all, version{byForm, at})
		}
	}
	slices.SortStableFunc(all, func(a, b version) int { return b.at.Compare(a.at) })
	return all
}

// setByForm tells from the versions of a property when forms set it, newest first.
func setByForm(raw []byte) []time.Time {
	var times []time.Time
	for _, v := range versions(raw) {
		if v.byForm {
			times = append(times, v.at)
		}
	}
	return times
}

// lastByForm tells from the versions of a property whether a form set it last; where there are none, nothing else did.
func lastByForm(raw []byte) bool {
	all := versions(raw)
	return len(all) == 0 || all[0].byForm
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
