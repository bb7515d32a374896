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

// near is how far the time at which a form set a property may be from that at which the form was submitted: HubSpot
// does both within seconds.
const near = 5 * time.Minute

// version is a value that a property had or has: when it was set, and whether by a form.
type version struct {
	at   time.Time
	form bool
}

// versions reads those of a property.
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
		if at := moment(string(v.Timestamp)); !at.IsZero() {
			all = append(all, version{at, strings.EqualFold(string(cmp.Or(v.Source, "FORM")), "FORM")})
		}
	}
	return all
}

// setByForm is when the programme's forms set properties, newest first. After contacts were merged no version may be
// of a form any more: then it is whenever anything set them.
func (b *body) setByForm() []time.Time {
	var byForm, byAny []time.Time
	for _, v := range b.set {
		byAny = append(byAny, v.at)
		if v.form {
			byForm = append(byForm, v.at)
		}
	}
	if len(byForm) == 0 {
		byForm = byAny
	}
	slices.SortFunc(byForm, func(a, b time.Time) int { return b.Compare(a) })
	return byForm
}

// convert takes what counts of a contact's form submissions: the newest of the programme's own forms. Where none is
// known to be of one, the newest of all counts, which is not sure unless it is the only one that there was. Where
// there are none, the time at which a form set the programme's properties is that of the form.
func (b *body) convert(s *Submission) {
	set := b.setByForm()
	if len(b.conversions) == 0 {
		if len(set) > 0 {
			s.At = set[0]
		}
		return
	}
	for i := range b.conversions {
		c := &b.conversions[i]
		c.Key = fmt.Sprintf("conversion %q %q", b.portal, c.ID)
		c.Former = fmt.Sprintf("contact %q %q %q", b.portal, b.vid, c.ID)
	}
	own, newest := b.own(set), b.conversions[0]
	if len(own) == 0 {
		own, s.Unsure = b.conversions[:1], len(set) > 0 || len(b.conversions) > 1
		s.Notes = append(s.Notes, "None of the contact's form submissions is known to be of one of the programme's "+
			"forms: the newest one counts.")
	}
	s.Key, s.At, s.Earlier, s.Former = own[0].Key, own[0].At, own[1:], []string{own[0].Former}
	if newest.ID != own[0].ID { // which counted once, whatever form it was of
		s.Former = append(s.Former, newest.Former)
	}
	s.Newer = b.conversions[:slices.IndexFunc(b.conversions, func(c Conversion) bool { return c.ID == own[0].ID })]
}

// own are the conversions of the programme's own forms, newest first: of those that are set, and of those that set its
// properties. It is the forms that count: one that is submitted again with the same values leaves no new versions.
func (b *body) own(set []time.Time) []Conversion {
	var forms, ids []string
	for _, form := range b.reader.Forms {
		forms = append(forms, fold(form))
	}
	for _, at := range set {
		nearest := slices.MinFunc(b.conversions, func(x, y Conversion) int {
			return cmp.Compare(x.At.Sub(at).Abs(), y.At.Sub(at).Abs())
		})
		if nearest.At.Sub(at).Abs() > near {
			continue
		}
		ids = append(ids, nearest.ID)
		if nearest.Form != "" {
			forms = append(forms, nearest.Form)
		}
	}
	return slices.DeleteFunc(slices.Clone(b.conversions), func(c Conversion) bool {
		return !slices.Contains(forms, c.Form) && !slices.Contains(ids, c.ID)
	})
}
